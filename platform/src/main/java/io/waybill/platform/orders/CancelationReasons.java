package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.LocalizedReasons;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** The reasons that can be given with a cancellation. Thread-safe. */
@ApplicationScoped
class CancelationReasons {
    /** The contract's word for what the reasons are given with. */
    static final String ACTION = "CANCELATION";

    private final LocalizedReasons all;

    CancelationReasons(ObjectMapper json, Clock clock) {
        this.all = new LocalizedReasons("cancelation_reason", "Cancelation reason", json, clock);
    }

    LocalizedReasons all() {
        return all;
    }

    /**
     * The reason as an order carries it.
     *
     * @throws Rejection 400 when there is no such reason
     */
    ObjectNode reference(Handle handle, String id) {
        return all.reference(handle, "cancelationReasonId", id);
    }
}
