package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.HandoverJob;
import io.waybill.client.PackJob;
import io.waybill.client.Parcel;
import io.waybill.client.PickJob;
import io.waybill.client.Query;
import io.waybill.client.RoutingPlan;
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
     * What an event brought, each empty unless it was about that.
     */
    record Told(
            Optional<RoutingPlan> plan,
            Optional<PickJob> pickJob,
            Optional<PackJob> packJob,
            Optional<HandoverJob> handover) {
        /** Nothing but the hint to look. */
        static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** What the event's payload is. */
        static Told by(StatusEvent event, JsonNode payload) {
            return switch (event.subject()) {
                case ROUTING_PLAN ->
                    new Told(
                            Optional.of(RoutingPlan.read(payload)),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
                case PICK_JOB ->
                    new Told(Optional.empty(), Optional.of(PickJob.read(payload)), Optional.empty(), Optional.empty());
                case PACK_JOB ->
                    new Told(Optional.empty(), Optional.empty(), Optional.of(PackJob.read(payload)), Optional.empty());
                case HANDOVER_JOB ->
                    new Told(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(HandoverJob.read(payload)));
                case ORDER, PARCEL -> NOTHING;
            };
        }
    }

    /** Reads one part. */
    Part part(FulfilmentOrder order, Depth depth, Told told) {
        if (depth == Depth.ORDER) {
            return new Part(order, List.of(), List.of(), List.of(), 0, List.of(), false);
        }
        List<PickJob> pickJobs = pickJobs(order, told.pickJob());
        List<Handover> handovers = handovers(order, pickJobs, told.handover());
        return new Part(
                order,
                handovers.isEmpty() ? plans(order, told.plan()) : List.of(),
                pickJobs,
                packJobs(order, pickJobs, told.packJob()),
                loadUnits(pickJobs),
                handovers,
                restPending(order, pickJobs));
    }

    private long loadUnits(List<PickJob> pickJobs) {
        return pickJobs.stream()
                .filter(job -> !job.givenUp())
                .mapToLong(job -> platform.loadUnitsOf(job.id()).size())
                .sum();
    }

    private List<RoutingPlan> plans(FulfilmentOrder order, Optional<RoutingPlan> told) {
        Map<String, RoutingPlan> byId = new LinkedHashMap<>();
        platform.routingPlans().ofOrder(order.id()).forEach(plan -> byId.put(plan.id(), plan));
        told.ifPresent(plan ->
                byId.merge(plan.id(), plan, (listed, event) -> event.version() > listed.version() ? event : listed));
        return List.copyOf(byId.values());
    }

    /** Packing begins when picking has ended, so nobody has to ask before. */
    private List<PackJob> packJobs(FulfilmentOrder order, List<PickJob> pickJobs, Optional<PackJob> told) {
        boolean picked = pickJobs.stream()
                .anyMatch(job -> job.status().equals("CLOSED") || job.status().equals("PICKED"));
        if (!picked && told.isEmpty()) {
            return List.of();
        }
        Map<String, PackJob> byId = new LinkedHashMap<>();
        for (PackJob stripped : platform.packJobs().list(Query.of("orderRef", order.id()))) {
            byId.put(stripped.id(), platform.packJobs().get(stripped.id()));
        }
        told.ifPresent(job ->
                byId.merge(job.id(), job, (listed, event) -> event.version() > listed.version() ? event : listed));
        return List.copyOf(byId.values());
    }

    /** What was not found may be served by another facility, which is not found at once. */
    private boolean restPending(FulfilmentOrder order, List<PickJob> pickJobs) {
        boolean missed = pickJobs.stream()
                .anyMatch(job -> job.status().equals("ABORTED")
                        || job.status().equals("REJECTED")
                        || (!job.givenUp()
                                && job.json().path("subStatus").asText("").equals("SHORT_PICKED")));
        String processId = order.processId();
        if (!missed || processId == null) {
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
            handovers.add(job.givenUp() ? new Handover(job, Optional.empty(), List.of()) : withParcels(job));
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

    private Handover withParcels(HandoverJob job) {
        String shipmentRef = job.shipmentRef();
        Optional<Shipment> shipment = shipmentRef == null
                ? Optional.empty()
                : found(() -> platform.shipments().get(shipmentRef));
        Stream<String> refs = job.parcelRef() != null
                ? Stream.of(job.parcelRef())
                : shipment.map(Shipment::parcelRefs).orElse(List.of()).stream();
        return new Handover(job, shipment.flatMap(each -> Optional.ofNullable(each.carrierKey())), parcels(refs));
    }

    private List<Parcel> parcels(Stream<String> refs) {
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
