package io.waybill.connector.status;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.HandoverJob;
import io.waybill.client.Parcel;
import io.waybill.client.PickJob;
import io.waybill.client.Query;
import io.waybill.client.Shipment;
import io.waybill.connector.status.Fulfilment.Handover;
import io.waybill.connector.status.Fulfilment.Part;
import io.waybill.connector.status.StatusEvent.Depth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads how far the platform is with an order. Lists of the platform may lag behind an event, so what the event brought
 * counts as well.
 */
final class ReadFulfilment {
    private final FulfilmentClient platform;

    ReadFulfilment(FulfilmentClient platform) {
        this.platform = platform;
    }

    /**
     * Reads one part.
     *
     * @param told what the event brought, if it was about a pick job or a handover job
     */
    Part part(FulfilmentOrder order, Depth depth, Optional<PickJob> toldPick, Optional<HandoverJob> toldHandover) {
        List<PickJob> pickJobs = depth.includes(Depth.PICK_JOBS) ? pickJobs(order, toldPick) : List.of();
        long loadUnits = depth.includes(Depth.LOAD_UNITS)
                ? pickJobs.stream()
                        .filter(job -> !job.givenUp())
                        .mapToLong(job -> platform.loadUnitsOf(job.id()).size())
                        .sum()
                : 0;
        List<Handover> handovers =
                depth.includes(Depth.HANDOVER_JOBS) ? handovers(order, pickJobs, toldHandover) : List.of();
        boolean restPending = depth.includes(Depth.HANDOVER_JOBS) && restPending(order, pickJobs);
        return new Part(order, pickJobs, loadUnits, handovers, restPending);
    }

    /** What was picked short may be served by another facility, which is not found at once. */
    private boolean restPending(FulfilmentOrder order, List<PickJob> pickJobs) {
        boolean shortPicked = pickJobs.stream()
                .anyMatch(job -> !job.givenUp()
                        && job.json().path("subStatus").asText("").equals("SHORT_PICKED"));
        String processId = order.processId();
        if (!shortPicked || processId == null) {
            return false;
        }
        return found(() -> platform.process(processId))
                .map(process -> process.path("domsStatuses")
                        .path("status")
                        .asText(process.path("domsStatus").asText("FINISHED")))
                .filter(status -> !status.equals("FINISHED") && !status.equals("CANCELED"))
                .isPresent();
    }

    private List<PickJob> pickJobs(FulfilmentOrder order, Optional<PickJob> told) {
        Map<String, PickJob> byId = new LinkedHashMap<>();
        for (PickJob stripped : platform.pickJobs().list(Query.of("orderRef", order.id()))) {
            boolean tellsEnough = told.filter(
                            job -> job.id().equals(stripped.id()) && job.version() >= stripped.version())
                    .isPresent();
            byId.put(
                    stripped.id(),
                    tellsEnough ? told.get() : platform.pickJobs().get(stripped.id()));
        }
        told.ifPresent(job -> byId.putIfAbsent(job.id(), job));
        return byId.values().stream()
                .filter(job -> job.orderRef() == null || job.orderRef().equals(order.id()))
                .sorted(Comparator.comparing(
                                (PickJob job) -> job.json().path("created").asText(""))
                        .thenComparing(PickJob::id))
                .toList();
    }

    private List<Handover> handovers(FulfilmentOrder order, List<PickJob> pickJobs, Optional<HandoverJob> told) {
        Map<String, HandoverJob> byId = new LinkedHashMap<>();
        for (HandoverJob stripped : listed(order, pickJobs)) {
            boolean tellsEnough = told.filter(
                            job -> job.id().equals(stripped.id()) && job.version() >= stripped.version())
                    .isPresent();
            byId.put(
                    stripped.id(),
                    tellsEnough ? told.get() : platform.handoverJobs().get(stripped.id()));
        }
        told.ifPresent(job -> byId.putIfAbsent(job.id(), job));
        Set<String> picks = pickJobs.stream().map(PickJob::id).collect(Collectors.toSet());
        List<HandoverJob> own = byId.values().stream()
                .filter(job -> belongs(job, order, picks))
                .sorted(Comparator.comparing(
                                (HandoverJob job) -> job.json().path("created").asText(""))
                        .thenComparing(HandoverJob::id))
                .toList();
        List<Handover> handovers = new ArrayList<>();
        for (HandoverJob job : own) {
            handovers.add(new Handover(job, job.givenUp() ? List.of() : parcels(job)));
        }
        return handovers;
    }

    private List<HandoverJob> listed(FulfilmentOrder order, List<PickJob> pickJobs) {
        String tenantOrderId = order.tenantOrderId();
        return tenantOrderId != null
                ? platform.handoverJobs().list(Query.of("tenantOrderId", tenantOrderId))
                : pickJobs.stream()
                        .flatMap(job -> platform.handoverJobs().list(Query.of("pickJobRef", job.id())).stream())
                        .toList();
    }

    /** A tenant order id may be used again after an order is closed, so it alone does not make a job this order's. */
    private static boolean belongs(HandoverJob job, FulfilmentOrder order, Set<String> pickJobs) {
        if (job.pickJobRef() != null && pickJobs.contains(job.pickJobRef())) {
            return true;
        }
        if (job.processId() != null && order.processId() != null) {
            return job.processId().equals(order.processId());
        }
        return job.pickJobRef() == null;
    }

    private List<Parcel> parcels(HandoverJob job) {
        Stream<String> refs = job.parcelRef() != null
                ? Stream.of(job.parcelRef())
                : found(() -> job.shipmentRef() == null
                                ? null
                                : platform.shipments().get(job.shipmentRef()))
                        .map(Shipment::parcelRefs)
                        .map(List::stream)
                        .orElseGet(Stream::empty);
        return refs.map(ref -> found(() -> platform.parcels().get(ref)))
                .flatMap(Optional::stream)
                .filter(parcel -> !parcel.givenUp())
                .sorted(Comparator.comparing((Function<Parcel, String>) Parcel::id))
                .toList();
    }

    /** A shipment or parcel that is gone is no reason to keep the rest back. */
    private static <T> Optional<T> found(Supplier<? extends @org.jspecify.annotations.Nullable T> read) {
        try {
            return Optional.ofNullable(read.get());
        } catch (FulfilmentRejectedException refused) {
            if (refused.notFound()) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
