package io.waybill.platform.access;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who sent the request that a thread serves, for what also happens where no request is. Thread-safe. */
@ApplicationScoped
public class CurrentCaller {
    private final Caller caller;

    CurrentCaller(Caller caller) {
        this.caller = caller;
    }

    /** Empty where the platform acts of its own accord. */
    public Optional<Caller> get() {
        return Arc.container().requestContext().isActive() && caller.isKnown() ? Optional.of(caller) : Optional.empty();
    }
}
