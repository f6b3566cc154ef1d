package io.waybill.platform.picking;

import io.waybill.platform.routing.UnbegunWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Knows the pick jobs that are open or wait for their release. Thread-safe. */
@ApplicationScoped
class UnbegunPickJobs implements UnbegunWork {
    /** Condition on {@code pick_job}: it is of a routing plan, and nobody has begun it. */
    static final String UNBEGUN = "status in ('OPEN', 'WAITING_FOR_INPUT') and (status = 'OPEN' "
            + "or document ->> 'subStatus' = 'WAITING_FOR_RELEASE_TIME') and routing_plan is not null ";

    @Override
    public List<String> plansSince(Handle handle, Instant since, int limit) {
        return handle.createQuery("select routing_plan from pick_job where " + UNBEGUN
                        + "and channel = 'SHIPPING' and created >= :since::timestamptz "
                        + "order by created desc, id desc limit :limit")
                .bind("since", since.toString())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    @Override
    public Set<String> among(Handle handle, Collection<String> planIds) {
        return Set.copyOf(handle.createQuery(
                        "select routing_plan from pick_job where " + UNBEGUN + "and routing_plan = any(:plans)")
                .bindArray("plans", String.class, planIds.toArray())
                .mapTo(String.class)
                .list());
    }
}
