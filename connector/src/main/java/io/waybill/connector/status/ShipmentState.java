package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.Parcel;
import io.waybill.client.PickJob;
import io.waybill.connector.status.Fulfilment.Handover;
import io.waybill.connector.status.Fulfilment.Part;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one shipment state that an order of the shop has, from everything that happens to its parts. Pure. */
final class ShipmentState {
    /** How far a state is; the connector never takes an order back. */
    private static final Map<String, Integer> PROGRESS = Map.of(
            "",
            0,
            "Pending",
            1,
            "Backorder",
            1,
            "Delayed",
            1,
            "Ready",
            2,
            "Canceled",
            3,
            "Partial",
            4,
            "Shipped",
            5,
            "Delivered",
            6);

    private static final int NOTHING_READY = 1;

    private ShipmentState() {}

    /** The state to move to; empty when the order is there already, or further. */
    static Optional<String> next(JsonNode order, Fulfilment fulfilment) {
        String current = order.path("shipmentState").asText("");
        boolean cancelled = order.path("orderState").asText("").equals("Cancelled");
        return of(fulfilment)
                .filter(state -> mayFollow(current, state))
                // Without a look at the jobs nobody knows better than what the order says already.
                .filter(state -> fulfilment.withJobs() || current.isEmpty())
                // Goods of a cancelled order that are not gone will not leave; goods that left have left.
                .filter(state -> !cancelled || progress(state) > progress("Ready"));
    }

    /** Forward only; but what waits for goods may wait for another reason, or for none any more. */
    private static boolean mayFollow(String current, String state) {
        return !current.equals(state)
                && (progress(current) <= NOTHING_READY
                        ? progress(state) >= progress(current)
                        : progress(state) > progress(current));
    }

    private static int progress(String state) {
        return Objects.requireNonNull(PROGRESS.getOrDefault(state, Integer.MAX_VALUE));
    }

    /** The state that the fulfilment alone gives; empty when that is unknown. */
    static Optional<String> of(Fulfilment fulfilment) {
        if (!fulfilment.withJobs()) {
            return fulfilment.parts().isEmpty() || fulfilment.cancelled() ? Optional.empty() : Optional.of("Pending");
        }
        List<Handover> handovers = fulfilment.handovers().toList();
        long gone = handovers.stream().filter(each -> each.job().handedOver()).count();
        if (gone > 0) {
            return Optional.of(
                    !everythingGone(fulfilment) ? "Partial" : delivered(handovers) ? "Delivered" : "Shipped");
        }
        if (fulfilment.cancelled()) {
            return Optional.of("Canceled");
        }
        // What lay ready once did so whether or not that was told in time: a state never goes back.
        return Optional.of(fulfilment.shownHandovers().isEmpty() ? waiting(fulfilment) : "Ready");
    }

    /** Whether everything is with the consumer: delivered by a carrier, or collected. */
    static boolean done(Fulfilment fulfilment) {
        List<Handover> handovers = fulfilment.handovers().toList();
        return fulfilment.withJobs()
                && !handovers.isEmpty()
                && everythingGone(fulfilment)
                && (delivered(handovers) || handovers.stream().allMatch(Handover::collected));
    }

    private static String waiting(Fulfilment fulfilment) {
        Set<String> plans = fulfilment.parts().stream()
                .filter(part -> !part.order().cancelled())
                .flatMap(part -> part.plans().stream())
                .filter(plan -> !plan.replaced())
                .map(plan -> plan.status())
                .collect(Collectors.toSet());
        return plans.contains("NOT_ROUTABLE") ? "Delayed" : plans.contains("WAITING") ? "Backorder" : "Pending";
    }

    private static boolean everythingGone(Fulfilment fulfilment) {
        return fulfilment.handovers().allMatch(each -> each.job().handedOver())
                && fulfilment.parts().stream().allMatch(ShipmentState::complete);
    }

    /** Collected goods are with the consumer, but only a carrier's word makes the order Delivered. */
    private static boolean delivered(List<Handover> handovers) {
        List<Handover> sent =
                handovers.stream().filter(each -> !each.collected()).toList();
        return !sent.isEmpty()
                && sent.stream()
                        .allMatch(each -> !each.parcels().isEmpty()
                                && each.parcels().stream().allMatch(Parcel::delivered));
    }

    /** Whether every piece of the part was given to a pick job, and every pick job handed something over. */
    private static boolean complete(Part part) {
        if (part.order().cancelled()) {
            return true;
        }
        long ordered = sum(part.order().lines(), "quantity");
        long picking = pieces(part.livePickJobs());
        // What a store did not find at all is settled when nobody looks for it any more. Were it picked elsewhere,
        // there
        // would be more pieces in jobs than were ordered.
        long missed =
                pieces(part.pickJobs().stream().filter(ShipmentState::missed).toList());
        Set<String> handedOver = part.liveHandovers().stream()
                .map(each -> each.job().pickJobRef())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        boolean everyJob = handedOver.isEmpty()
                || part.livePickJobs().stream().map(PickJob::id).allMatch(handedOver::contains);
        return everyJob
                && !part.restPending()
                && !part.liveHandovers().isEmpty()
                && (picking == 0 || picking >= ordered || picking + missed == ordered);
    }

    private static boolean missed(PickJob job) {
        return job.status().equals("ABORTED") || job.status().equals("REJECTED");
    }

    private static long pieces(List<PickJob> jobs) {
        return jobs.stream().mapToLong(job -> sum(job.lines(), "quantity")).sum();
    }

    private static long sum(List<JsonNode> lines, String field) {
        return lines.stream().mapToLong(line -> line.path(field).asLong()).sum();
    }
}
