package io.waybill.connector.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Confirmed order has to show before it is exported. Either is enough. A gate with nothing in it opens to nobody:
 * goods that leave too early do not come back.
 *
 * @param paymentStates for example Paid
 * @param stateKeys keys of workflow states
 */
public record ExportGate(Set<String> paymentStates, Set<String> stateKeys) {
    private static final Set<String> KNOWN = Set.of("BalanceDue", "Failed", "Pending", "CreditOwed", "Paid");

    static Optional<ExportGate> read(JsonNode gate, List<String> problems) {
        if (gate.isMissingNode() || gate.isNull()) {
            return Optional.empty();
        }
        Set<String> payments = texts(gate.path("paymentStates"));
        payments.stream()
                .filter(state -> !KNOWN.contains(state))
                .forEach(state -> problems.add(
                        "exportGate.paymentStates names " + state + ", which is no payment state of commercetools"));
        Set<String> states = texts(gate.path("states"));
        if (payments.isEmpty() && states.isEmpty()) {
            problems.add("exportGate names no paymentStates and no states, so no order is exported");
        }
        return Optional.of(new ExportGate(Set.copyOf(payments), Set.copyOf(states)));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(each -> {
            if (each.isTextual() && !each.textValue().isBlank()) {
                texts.add(each.textValue());
            }
        });
        return texts;
    }

    /** Whether the order may go; its workflow state has to be expanded. */
    public boolean opensTo(JsonNode order) {
        return paymentStates.contains(order.path("paymentState").asText(""))
                || stateKeys.contains(
                        order.path("state").path("obj").path("key").asText(""));
    }
}
