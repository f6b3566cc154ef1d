package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.ShopOrders;
import io.waybill.connector.facility.FacilityDirectory;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.settings.RunTimeConfiguration;
import io.waybill.connector.settings.RunTimeConfigurations;
import io.waybill.connector.settings.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the platform agree with what the shop says about one order now: a Confirmed order exists there, once, and says the
 * same; a Cancelled or deleted one is cancelled there. Which message led here does not matter, so a repeated, late or
 * reordered one does no harm.
 */
public final class AlignOrder {
    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final Set<String> ASK_FOR_WORK = Set.of("Confirmed", "Cancelled", "Deleted");

    /**
     * Where to look, and what for.
     *
     * @param knownNumber an order number from elsewhere, for an order that cannot be read any more
     * @param toldState the state that a message told: where it asks for work, looking at the order before the lease is
     *     taken saves nothing
     * @param contentToo whether what an exported order says is compared too, not only whether it exists
     */
    public record Hint(String orderId, Optional<String> knownNumber, Optional<String> toldState, boolean contentToo) {}

    /**
     * What is switched on.
     *
     * @param gate whether the export gate of the run-time configuration counts
     * @param changes whether changes of exported orders reach the platform
     */
    public record Switches(boolean gate, boolean changes) {}

    private final ShopOrders orders;
    private final ExportOrder export;
    private final CancelOnPlatform cancel;
    private final ChangeOnPlatform change;
    private final ExportRecords records;
    private final RunTimeConfigurations configurations;
    private final Switches switches;
    private final Tenant tenant;

    /** The use case on those two systems. */
    public AlignOrder(
            Commercetools shop,
            FulfilmentClient platform,
            FacilityDirectory facilities,
            ExportRecords records,
            RunTimeConfigurations configurations,
            CancelOnPlatform cancel,
            ChangeOnPlatform change,
            Switches switches,
            Tenant tenant) {
        this.orders = new ShopOrders(shop);
        this.export = new ExportOrder(shop, platform, facilities);
        this.cancel = cancel;
        this.change = change;
        this.records = records;
        this.configurations = configurations;
        this.switches = switches;
        this.tenant = tenant;
    }

    /** Aligns the order. */
    public Outcome align(Hint hint, Deadline deadline) {
        String state = hint.toldState()
                .filter(ASK_FOR_WORK::contains)
                .orElseGet(() -> orders.find(hint.orderId(), deadline)
                        .map(AlignOrder::state)
                        .orElse("Deleted"));
        return ASK_FOR_WORK.contains(state) ? underLease(hint, deadline) : new Outcome.Ignored("The order is " + state);
    }

    private Outcome underLease(Hint hint, Deadline deadline) {
        return switch (records.claim(hint.orderId(), deadline)) {
            case ExportRecords.Busy busy -> new Outcome.Later("another instance works on the order");
            case ExportRecords.Held held -> {
                List<String> became = new ArrayList<>(held.fulfilmentOrderIds());
                try {
                    // Only what is read under the lease counts: before, the order may still have been cancelled.
                    Optional<JsonNode> order = orders.find(hint.orderId(), deadline);
                    yield order.filter(found -> state(found).equals("Confirmed"))
                                    .isPresent()
                            ? confirmed(order.get(), became, hint.contentToo(), deadline)
                            : gone(hint, order, became, deadline);
                } finally {
                    // Work that used up its time still has to give the lease back.
                    records.release(
                            held, became, Deadline.within(Collections.max(List.of(deadline.remaining(), LAST_WORD))));
                }
            }
        };
    }

    private static String state(JsonNode order) {
        return order.path("orderState").asText("");
    }

    private Outcome confirmed(JsonNode order, List<String> became, boolean contentToo, Deadline deadline) {
        if (!became.isEmpty()) {
            cancel.takenBack(order, deadline);
            return contentToo && switches.changes()
                    ? change.change(
                            order, export.mapped(order, configurations.current(deadline), deadline), became, deadline)
                    : new Outcome.Ignored("The order is on the platform as " + String.join(", ", became));
        }
        RunTimeConfiguration configuration = configurations.current(deadline);
        // Only now: what is here already stays in step, also when its store was given to another platform since.
        if (!tenant.owns(configuration
                .stores()
                .of(Texts.field(order.path("store"), "key"))
                .tenant())) {
            return new Outcome.Ignored("The order's store goes to another platform");
        }
        boolean held = switches.gate()
                && configuration
                        .exportGate()
                        .filter(gate -> !gate.opensTo(order))
                        .isPresent();
        return held
                ? new Outcome.Ignored("The export gate holds the order back until it is paid or released")
                : export.export(order, configuration, became, deadline);
    }

    private Outcome gone(Hint hint, Optional<JsonNode> order, List<String> became, Deadline deadline) {
        return order.isPresent() && !state(order.get()).equals("Cancelled")
                ? new Outcome.Ignored("The order is " + state(order.get()))
                : cancel.cancel(hint.orderId(), order, hint.knownNumber(), became, deadline);
    }
}
