package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored decision logs: one per plan and run. Thread-safe. */
@ApplicationScoped
class DecisionLogs {
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    DecisionLogs(ObjectMapper json, Identifiers identifiers, Clock clock) {
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Keeps the runs made for these plans. */
    void insert(
            Handle handle,
            Collection<RoutingBatch.Draft> drafts,
            Map<String, Facility> facilities,
            WorkingTimes times) {
        List<DecisionLog> logs = new ArrayList<>();
        List<@Nullable String> plannings = new ArrayList<>();
        drafts.forEach(draft -> draft.runs().forEach(run -> {
            logs.add(DecisionLog.of(identifiers.next(), run, draft.plan(), facilities, times, clock.instant()));
            PlanningLog planning = run.planning();
            plannings.add(planning == null ? null : write(planning));
        }));
        if (logs.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        "insert into routing_decision_log (routing_plan_id, routing_run, created, document, planning) "
                                + "select r.plan_id, r.run, :now::timestamptz, r.document, r.planning from unnest(:plans::text[], "
                                + ":runs::int[], :documents::text[], :plannings::text[]) as r(plan_id, run, document, planning)")
                .bind("now", clock.instant().toString())
                .bindArray(
                        "plans",
                        String.class,
                        logs.stream().map(DecisionLog::routingPlanRef).toArray())
                .bindArray(
                        "runs",
                        Integer.class,
                        logs.stream().map(DecisionLog::routingRun).toArray())
                .bindArray(
                        "documents",
                        String.class,
                        logs.stream().map(this::write).toArray())
                .bindArray("plannings", String.class, plannings.toArray())
                .execute();
    }

    /** @throws Rejection 404 */
    String json(Handle handle, String planId, int run) {
        return handle.createQuery("select document from routing_decision_log where routing_plan_id = :plan "
                        + "and routing_run = :run")
                .bind("plan", planId)
                .bind("run", run)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Decision log", planId + "/" + run));
    }

    /** @throws Rejection 404 also where there was nothing to compare */
    String planning(Handle handle, String planId, int run) {
        return handle.createQuery("select planning from routing_decision_log where routing_plan_id = :plan "
                        + "and routing_run = :run and planning is not null")
                .bind("plan", planId)
                .bind("run", run)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Comparison of planners", planId + "/" + run));
    }

    private String write(Object log) {
        try {
            return json.writeValueAsString(log);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A decision log cannot be written as JSON", failure);
        }
    }
}
