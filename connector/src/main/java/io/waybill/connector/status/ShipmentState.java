package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.PickJob;
import io.waybill.connector.status.Fulfilment.Part;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one shipment state that an order of the shop has, from everything that happens to its parts. */
final class ShipmentState {
    /** How far a state is; the connector never takes an order back. A state that is not here is somebody else's. */
    private static final Map<String, Integer> PROGRESS = Map.of(
            "", 0, "Pending", 0, "Backorder", 1, "Delayed", 1, "Ready", 2, "Partial", 3, "Shipped", 4, "Delivered", 5);

    private ShipmentState() {}

    /** The state to move to; empty when the order is there already, or further, or nothing is ready. */
    static Optional<String> next(JsonNode order, Fulfilment fulfilment) {
        String current = order.path("shipmentState").asText("");
        Integer reached = PROGRESS.get(current);
        return of(fulfilment)
                .filter(state -> reached != null && Objects.requireNonNull(PROGRESS.get(state)) > reached)
                // Goods of a cancelled order that are ready will not leave; goods that left have left.
                .filter(state -> !state.equals("Ready")
                        || !order.path("orderState").asText("").equals("Cancelled"));
    }

    private static Optional<String> of(Fulfilment fulfilment) {
        List<Fulfilment.Handover> handovers = fulfilment.handovers().toList();
        if (handovers.isEmpty()) {
            return Optional.empty();
        }
        long gone = handovers.stream().filter(each -> each.job().handedOver()).count();
        if (gone == 0) {
            return Optional.of("Ready");
        }
        boolean everything =
                gone == handovers.size() && fulfilment.parts().stream().allMatch(ShipmentState::complete);
        return Optional.of(everything ? "Shipped" : "Partial");
    }

    /** Whether every piece of the part was given to a pick job, and every pick job handed something over. */
    private static boolean complete(Part part) {
        long ordered = sum(part.order().lines(), "quantity");
        long picking = part.livePickJobs().stream()
                .mapToLong(job -> sum(job.lines(), "quantity"))
                .sum();
        Set<String> handedOver = part.liveHandovers().stream()
                .map(each -> each.job().pickJobRef())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        boolean everyJob = handedOver.isEmpty()
                || part.livePickJobs().stream().map(PickJob::id).allMatch(handedOver::contains);
        return everyJob
                && !part.restPending()
                && !part.liveHandovers().isEmpty()
                && (picking == 0 || picking >= ordered);
    }

    private static long sum(List<JsonNode> lines, String field) {
        return lines.stream().mapToLong(line -> line.path(field).asLong()).sum();
    }
}
