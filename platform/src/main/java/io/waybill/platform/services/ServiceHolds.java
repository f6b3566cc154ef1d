package io.waybill.platform.services;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.OrderedService;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.picking.PickJobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whether custom services hold goods: until these are done, the goods are neither packed nor handed over, whoever asks. Thread-safe.
 */
@ApplicationScoped
public class ServiceHolds {
    private static final int NAMED = 5;

    private final ServiceJobs jobs;
    private final PickJobs pickJobs;
    private final Orders orders;

    ServiceHolds(ServiceJobs jobs, PickJobs pickJobs, Orders orders) {
        this.jobs = jobs;
        this.pickJobs = pickJobs;
        this.orders = orders;
    }

    /** Whether a service is still to be done to goods of the closed pick job; no statement where it is of no order. */
    public boolean hold(Handle handle, PickJob pickJob) {
        return pickJob.orderRef() != null
                && !jobs.liveOfPickJob(handle, pickJob.id()).isEmpty();
    }

    /**
     * Lets goods go on by hand only when nothing holds them. The lock that it takes on the pick job lasts as long as the transaction,
     * so that nothing begins to hold them in between.
     *
     * @param pickJobId whose goods they are; null where only their process tells
     * @throws Rejection 422 naming what is still to be done
     */
    public void requireNone(Handle handle, @Nullable String pickJobId, @Nullable String processId, String facilityId) {
        if (pickJobId == null) {
            if (processId != null) {
                requireNone("Process " + processId, jobs.liveOfProcess(handle, processId, facilityId));
            }
            return;
        }
        Optional<PickJob> found = pickJobs.lock(handle, pickJobId);
        if (found.isEmpty() || found.get().orderRef() == null) {
            return;
        }
        PickJob pickJob = found.get();
        requireNone("Pick job " + pickJobId, jobs.liveOfPickJob(handle, pickJobId));
        if (pickJob.status().isLive() && asksForServices(handle, pickJob)) {
            throw Rejection.ruleBroken("Pick job " + pickJobId + " is " + pickJob.status()
                    + "; the custom services of its order are done once it is " + PickJobStatus.CLOSED);
        }
    }

    private static void requireNone(String what, List<ServiceJob> live) {
        if (!live.isEmpty()) {
            throw Rejection.ruleBroken(what + " waits for custom services: "
                    + live.stream()
                            .limit(NAMED)
                            .map(job -> "service job " + job.id() + " (" + job.spokenName() + ") is " + job.status())
                            .collect(Collectors.joining(", "))
                    + (live.size() > NAMED ? " and " + (live.size() - NAMED) + " more" : ""));
        }
    }

    private boolean asksForServices(Handle handle, PickJob pickJob) {
        Set<String> articles = new HashSet<>();
        pickJob.pickLineItems().forEach(line -> articles.add(line.article().tenantArticleId()));
        return orders
                .withCustomServices(handle, String.valueOf(pickJob.orderRef()))
                .map(order -> order.customServices() == null ? List.<OrderedService>of() : order.customServices())
                .orElse(List.of())
                .stream()
                .flatMap(OrderedService::all)
                .flatMap(service -> service.articleItems().stream())
                .anyMatch(item -> articles.contains(item.tenantArticleRef()));
    }
}
