package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.sourcing.Explanation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** The stored decision logs: one per plan and run. Thread-safe. */
@ApplicationScoped
class DecisionLogs {
    private static final Object[] NOTHING = {};

    private final ObjectMapper json;
    private final KnownRosters rosters;
    private final Identifiers identifiers;
    private final Clock clock;

    DecisionLogs(ObjectMapper json, KnownRosters rosters, Identifiers identifiers, Clock clock) {
        this.json = json;
        this.rosters = rosters;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Keeps the runs made for these plans, with one statement: how they were decided in full for the facilities one would
     * ask about first, and in short for all of them.
     */
    void insert(
            Transaction transaction,
            Collection<RoutingBatch.Draft> drafts,
            Map<String, Facility> facilities,
            WorkingTimes times) {
        List<DecisionLog> logs = new ArrayList<>();
        List<@Nullable String> plannings = new ArrayList<>();
        List<byte[]> verdicts = new ArrayList<>();
        Instant now = clock.instant();
        Roster roster = null;
        for (RoutingBatch.Draft draft : drafts) {
            for (RoutingBatch.Run run : draft.runs()) {
                logs.add(DecisionLog.of(identifiers.next(), run, draft.plan(), facilities, times, now));
                PlanningLog planning = run.planning();
                plannings.add(planning == null ? null : write(planning));
                Explanation.Verdicts of = run.round().verdicts();
                verdicts.add(RunVerdicts.encode(of));
                // All plans of a batch are decided on the same facilities.
                roster = roster == null ? Roster.of(of, facilities) : roster;
            }
        }
        if (roster == null) {
            return;
        }
        insert(transaction, logs, plannings, verdicts, roster, now);
    }

    private void insert(
            Transaction transaction,
            List<DecisionLog> logs,
            List<@Nullable String> plannings,
            List<byte[]> verdicts,
            Roster roster,
            Instant now) {
        boolean known = rosters.contains(roster.hash(), now);
        transaction
                .handle()
                .createUpdate("with roster as (insert into routing_roster (hash, used, facility_ids, names) "
                        + "select :roster, :now::timestamptz, :facilityIds, :names where :unknown "
                        + "on conflict (hash) do update set used = greatest(routing_roster.used, excluded.used)) "
                        + "insert into routing_decision_log (routing_plan_id, routing_run, created, document, planning, "
                        + "roster, verdicts) "
                        + "select r.plan_id, r.run, :now::timestamptz, r.document, r.planning, :roster, r.verdicts "
                        + "from unnest(:plans::text[], :runs::int[], :documents::text[], :plannings::text[], "
                        + ":verdicts::bytea[]) as r(plan_id, run, document, planning, verdicts)")
                .bind("now", now.toString())
                .bind("roster", roster.hash())
                .bind("unknown", !known)
                .bindArray(
                        "facilityIds",
                        String.class,
                        known ? NOTHING : roster.facilityIds().toArray())
                .bindArray(
                        "names", String.class, known ? NOTHING : roster.names().toArray())
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
                .bind("verdicts", (Argument) (position, statement, context) -> statement.setArray(
                        position, statement.getConnection().createArrayOf("bytea", verdicts.toArray(byte[][]::new))))
                .execute();
        if (!known) {
            transaction.afterCommit(() -> rosters.add(roster.hash(), now));
        }
    }

    /**
     * A run with what became of every facility.
     *
     * @param facilities in the order of ids
     */
    record Told(JsonNode log, List<Place> facilities) {}

    /** A facility of the roster. */
    record Place(String facilityId, String name, RunVerdicts.Outcome outcome) {}

    /** @throws Rejection 404 */
    Told told(Handle handle, String planId, int run) {
        return find(handle, planId, run).orElseThrow(() -> Rejection.notFound("Decision log", planId + "/" + run));
    }

    /** The runs of a plan of which something is kept, with when they were made. */
    SortedMap<Integer, Instant> runs(Handle handle, String planId) {
        SortedMap<Integer, Instant> runs = new TreeMap<>();
        handle.createQuery("select routing_run, created from routing_decision_log where routing_plan_id = :plan")
                .bind("plan", planId)
                .map((row, context) ->
                        Map.entry(row.getInt(1), row.getTimestamp(2).toInstant()))
                .forEach(run -> runs.put(run.getKey(), run.getValue()));
        return runs;
    }

    /** What became of every facility; empty when nothing is kept of the run. */
    List<Place> facilities(Handle handle, String planId, int run) {
        return find(handle, planId, run).map(Told::facilities).orElse(List.of());
    }

    /** As {@link #told}; empty when nothing is kept of the run. */
    Optional<Told> find(Handle handle, String planId, int run) {
        return handle.createQuery("select l.document, l.verdicts, r.facility_ids, r.names from routing_decision_log l "
                        + "join routing_roster r on r.hash = l.roster "
                        + "where l.routing_plan_id = :plan and l.routing_run = :run")
                .bind("plan", planId)
                .bind("run", run)
                .map((row, context) -> told(
                        read(row.getString(1)),
                        row.getBytes(2),
                        (String[]) row.getArray(3).getArray(),
                        (String[]) row.getArray(4).getArray()))
                .findOne();
    }

    private static Told told(JsonNode log, byte[] verdicts, String[] facilityIds, String[] names) {
        List<String> fences = new ArrayList<>();
        log.path("statistics")
                .path("fenceStatistics")
                .forEach(fence -> fences.add(fence.path("name").asText()));
        List<RunVerdicts.Outcome> outcomes = RunVerdicts.decode(verdicts, fences);
        List<Place> places = new ArrayList<>();
        for (int place = 0; place < outcomes.size(); place++) {
            places.add(new Place(facilityIds[place], names[place], outcomes.get(place)));
        }
        return new Told(log, places);
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
        return findPlanning(handle, planId, run)
                .orElseThrow(() -> Rejection.notFound("Comparison of planners", planId + "/" + run));
    }

    /** As {@link #planning}; empty where there was nothing to compare. */
    Optional<String> findPlanning(Handle handle, String planId, int run) {
        return handle.createQuery("select planning from routing_decision_log where routing_plan_id = :plan "
                        + "and routing_run = :run and planning is not null")
                .bind("plan", planId)
                .bind("run", run)
                .mapTo(String.class)
                .findOne();
    }

    private JsonNode read(String log) {
        try {
            return json.readTree(log);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored decision log cannot be read", failure);
        }
    }

    private String write(Object log) {
        try {
            return json.writeValueAsString(log);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A decision log cannot be written as JSON", failure);
        }
    }
}
