package io.waybill.sourcing;

import io.waybill.sourcing.SourcingDecision.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Orders that are routed but not started, to be looked at together.
 *
 * @param orders with distinct ids
 * @param snapshot what is there, with the units that the orders of the pool hold themselves counted as available
 * @param settings how far to go
 */
public record Pool(List<Order> orders, SourcingSnapshot snapshot, Settings settings) {

    /** @throws IllegalArgumentException when two orders have one id */
    public Pool {
        orders = List.copyOf(orders);
        Objects.requireNonNull(snapshot, "snapshot");
        Objects.requireNonNull(settings, "settings");
        Set<String> ids = new HashSet<>();
        for (Order order : orders) {
            if (!ids.add(order.id())) {
                throw new IllegalArgumentException("two orders have the id " + order.id());
            }
        }
    }

    /**
     * An order of the pool.
     *
     * @param request what is to be placed: what the parts hold, and what may be placed besides
     * @param configuration the rules that hold for this order
     * @param parts where it is routed to now
     * @param waitedSeconds how long it has been routed and not started
     */
    public record Order(
            String id,
            SourcingRequest request,
            SourcingConfiguration configuration,
            List<Part> parts,
            long waitedSeconds) {

        public Order {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(configuration, "configuration");
            parts = List.copyOf(parts);
        }
    }

    /**
     * How far to go.
     *
     * @param thresholdMillionths an improvement is told only when it saves more than this, from 0
     * @param dwellCapSeconds orders that have waited longer stay where they are, so that none is moved for ever; from 0
     * @param neighbourhood how many orders are planned together at most, from 2
     * @param mostPlans how many times an order may be planned in all, from 1: the bound of the work
     */
    public record Settings(long thresholdMillionths, long dwellCapSeconds, int neighbourhood, int mostPlans) {

        /** Half a point, half an hour, five orders together, twenty thousand plans. */
        public static final Settings STANDARD = new Settings(500_000, 1_800, 5, 20_000);

        /** @throws IllegalArgumentException when a value is out of range */
        public Settings {
            if (thresholdMillionths < 0 || dwellCapSeconds < 0 || neighbourhood < 2 || mostPlans < 1) {
                throw new IllegalArgumentException("settings of the pool out of range");
            }
        }
    }
}
