package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.TimerHandler;
import io.waybill.platform.kernel.Timers;
import io.waybill.platform.routing.RerouteInTime;
import io.waybill.platform.routing.RerouteReason;
import io.waybill.platform.routing.ReroutesEnded;
import io.waybill.platform.routing.RoutingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has pick jobs taken away that lie too long (platform.md 6.8): a durable timer of each job warns first, and another
 * one asks routing for somebody else.
 */
@ApplicationScoped
class RerouteTimers implements TimerHandler {
    private static final String TIMER = "reroute-in-time";
    private static final String WARNING = "/warning";

    private final Database database;
    private final PickJobs jobs;
    private final Facilities facilities;
    private final RerouteInTime rerouting;
    private final Outbox outbox;
    private final Instance<Timers> timers;
    private final ObjectMapper json;
    private final Clock clock;

    RerouteTimers(
            Database database,
            PickJobs jobs,
            Facilities facilities,
            RerouteInTime rerouting,
            Outbox outbox,
            Instance<Timers> timers,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.facilities = facilities;
        this.rerouting = rerouting;
        this.outbox = outbox;
        this.timers = timers;
        this.json = json;
        this.clock = clock;
    }

    /** Sets the timers of new jobs. */
    void set(Transaction transaction, List<RoutingPlan> plans) {
        Instant now = clock.instant();
        for (RoutingPlan plan : plans) {
            String job = plan.pickJobRef();
            if (job != null) {
                rerouting.timing(transaction, plan).ifPresent(timing -> {
                    Instant due = now.plus(timing.after());
                    timers.get().schedule(transaction, TIMER, job + WARNING, due.minus(timing.warning()), job);
                    timers.get().schedule(transaction, TIMER, job, due, job);
                });
            }
        }
    }

    @Override
    public String timer() {
        return TIMER;
    }

    @Override
    public @Nullable Instant due(String id, String jobId) {
        return database.<@Nullable Instant>transaction(transaction -> {
            String planId = jobs.find(transaction.handle(), jobId)
                    .map(PickJob::routingPlanRef)
                    .orElse(null);
            if (planId == null) {
                return null;
            }
            Optional<RoutingPlan> plan = rerouting.lock(transaction, planId);
            Optional<PickJob> job = jobs.lock(transaction.handle(), jobId);
            if (plan.isEmpty() || job.isEmpty()) {
                return null;
            }
            RerouteInTime.Timing timing =
                    rerouting.timing(transaction, plan.get()).orElse(null);
            if (timing == null) {
                return null;
            }
            Duration ahead = id.endsWith(WARNING) ? timing.warning() : Duration.ZERO;
            Instant planned = clock.instant().plus(ahead);
            Instant due = due(job.get(), timing, planned);
            if (due == null || due.isAfter(planned)) {
                return due == null ? null : due.minus(ahead);
            }
            if (id.endsWith(WARNING)) {
                tell(transaction, "UPCOMING_TIME_TRIGGERED_REROUTE", job.get(), planned);
            } else {
                rerouting.reroute(transaction, plan.get());
            }
            return null;
        });
    }

    /** When the job can be taken away, at {@code now} at the earliest; null for never. */
    static @Nullable Instant due(PickJob job, RerouteInTime.Timing timing, Instant now) {
        Instant due = switch (job.status()) {
            case OPEN, WAITING_FOR_INPUT -> now;
            case IN_PROGRESS, PAUSED ->
                // The job may be reset to OPEN, so it is looked at again even where begun work is left alone.
                timing.started() == null
                        ? now.plus(timing.after())
                        : later(now, job.lastModified().plus(timing.started()));
            default -> null;
        };
        Instant target = job.deliveryinformation().targetTime();
        return due == null || target == null ? due : later(due, target.minus(timing.targetTime()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Nobody else was found for a job that was due. */
    void on(@Observes ReroutesEnded fact) {
        Map<String, PickJob> byPlan = new HashMap<>();
        List<String> plans = fact.stays().stream()
                .filter(stay -> stay.reason() == RerouteReason.TIMETRIGGERED && stay.nobodyElse())
                .map(stay -> stay.plan().id())
                .toList();
        if (plans.isEmpty()) {
            return;
        }
        jobs.lockOfPlans(fact.transaction().handle(), plans)
                .forEach(job -> byPlan.put(Objects.requireNonNull(job.routingPlanRef()), job));
        byPlan.values().forEach(job -> tell(fact.transaction(), "TIME_TRIGGERED_REROUTE_FAILED", job, clock.instant()));
    }

    private void tell(Transaction transaction, String event, PickJob job, Instant rerouteDate) {
        Facility facility = facilities.get(transaction.handle(), job.facilityRef());
        ObjectNode payload = json.createObjectNode().put("processRef", job.processId());
        payload.putObject("pickJobData")
                .put("pickJobRef", job.id())
                .put("tenantOrderId", Objects.requireNonNullElse(job.tenantOrderId(), ""))
                .put("shortId", job.shortId())
                .put("created", job.created().toString());
        payload.putObject("facilityData")
                .put("facilityRef", facility.id())
                .put("name", facility.name())
                .put("timeZone", zone(facility));
        payload.put("rerouteDate", rerouteDate.toString());
        outbox.record(
                transaction, new DomainEvent(event, job.id(), job.version(), job.facilityRef(), payload.toString()));
    }

    private static String zone(Facility facility) {
        return facility.address() == null || facility.address().resolvedTimeZone() == null
                ? "UTC"
                : facility.address().resolvedTimeZone().timeZoneId();
    }
}
