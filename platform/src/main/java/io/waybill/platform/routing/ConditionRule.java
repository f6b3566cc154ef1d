package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Rejection;

/** What a condition of a strategy asks of an order. Immutable and safe for use by many threads. */
@FunctionalInterface
interface ConditionRule {

    /** @param order in the shape of the contract */
    boolean holds(JsonNode order);

    /**
     * @param path of the rule, for those who have to find what is refused
     * @throws Rejection 400
     */
    static ConditionRule of(ObjectNode rule, String path) {
        throw Rejection.invalid(path + " is not supported by this version");
    }
}
