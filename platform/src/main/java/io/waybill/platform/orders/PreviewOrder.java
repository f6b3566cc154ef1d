package io.waybill.platform.orders;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Says what order a request would become, without placing it. Thread-safe. */
@ApplicationScoped
public class PreviewOrder {
    private final FacilityReferences facilities;
    private final CustomServiceReferences services;
    private final Identifiers identifiers;
    private final Clock clock;

    PreviewOrder(
            FacilityReferences facilities, CustomServiceReferences services, Identifiers identifiers, Clock clock) {
        this.facilities = facilities;
        this.services = services;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * The order, with references to facilities resolved; it is stored nowhere and its ids belong to nothing.
     *
     * @throws Rejection 400 naming the field that breaks a rule
     */
    public Order preview(Handle handle, OrderForCreation request) {
        return OrderIntake.order(
                request,
                facilities.named(handle, List.of(request)),
                services.named(handle, List.of(request)),
                identifiers,
                clock.instant(),
                PromisesConfiguration.STANDARD.duration());
    }
}
