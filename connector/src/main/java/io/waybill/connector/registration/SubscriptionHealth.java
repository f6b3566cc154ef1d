package io.waybill.connector.registration;

import java.util.Optional;

/**
 * How one of the connector's subscriptions stands.
 *
 * @param healed what was put right just now
 * @param problem what a person has to put right
 */
public record SubscriptionHealth(String name, Optional<String> healed, Optional<String> problem) {
    static SubscriptionHealth good(String name) {
        return new SubscriptionHealth(name, Optional.empty(), Optional.empty());
    }

    static SubscriptionHealth healed(String name, String what) {
        return new SubscriptionHealth(name, Optional.of(what), Optional.empty());
    }

    static SubscriptionHealth bad(String name, String problem) {
        return new SubscriptionHealth(name, Optional.empty(), Optional.of(problem));
    }

    /** Whether nothing is left to a person. */
    public boolean healthy() {
        return problem.isEmpty();
    }
}
