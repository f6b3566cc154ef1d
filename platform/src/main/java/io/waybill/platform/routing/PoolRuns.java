package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The pools there are, and what was found when somebody looked at them. Thread-safe. */
@ApplicationScoped
class PoolRuns {
    /** Far longer than a run takes; a node that went down keeps others away that long. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final DocumentTable<PoolRun> table;
    private final ObjectMapper json;

    PoolRuns(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("routing_pool_run", "Pool run", PoolRun.class, json, clock);
        this.json = json;
    }

    DocumentTable<PoolRun> table() {
        return table;
    }

    /** The strategies by the hashes of their configurations that say each pool; also of plans made long ago. */
    Map<NodePlanning.Pool, Map<String, String>> pools(Handle handle) {
        Map<NodePlanning.Pool, Map<String, String>> pools = new LinkedHashMap<>();
        handle.createQuery("select hash, pool::text, document::jsonb ->> 'strategyRef' from routing_configuration "
                        + "where pool ->> 'mode' in ('SHADOW', 'ON') order by pool::text, hash")
                .map((row, context) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .forEach(row -> pools.computeIfAbsent(
                                read(row.get(1), NodePlanning.Pool.class), ignored -> new LinkedHashMap<>())
                        .put(row.get(0), row.get(2)));
        return pools;
    }

    /**
     * Takes a pool up that nobody is at and that was not looked at since that time. One that was never heard of counts as
     * looked at now, so that its orders can gather.
     *
     * @return whether it is the caller's until {@link #release}, or until its lease ends
     */
    boolean claim(Handle handle, NodePlanning.Pool pool, Instant notLookedSince, Instant now) {
        handle.createUpdate(
                        "insert into routing_pool (pool, looked) values (:pool, :now::timestamptz) on conflict do nothing")
                .bind("pool", pool.key())
                .bind("now", now.toString())
                .execute();
        return handle.createUpdate(
                                "update routing_pool set looked = :now::timestamptz, lease_until = :until::timestamptz "
                                        + "where pool = :pool and looked <= :since::timestamptz "
                                        + "and (lease_until is null or lease_until <= :now::timestamptz)")
                        .bind("pool", pool.key())
                        .bind("now", now.toString())
                        .bind("since", notLookedSince.toString())
                        .bind("until", now.plus(LEASE).toString())
                        .execute()
                == 1;
    }

    /** Somebody else may look at the pool. */
    void release(Handle handle, NodePlanning.Pool pool) {
        handle.createUpdate("update routing_pool set lease_until = null where pool = :pool")
                .bind("pool", pool.key())
                .execute();
    }

    /** Runs of the pool that are not over, though nobody is at it. */
    List<PoolRun> unfinished(Handle handle, NodePlanning.Pool pool) {
        return table.parseAll(handle.createQuery("select document::text from routing_pool_run where status = 'RUNNING' "
                        + "and document -> 'pool' = :pool::jsonb order by id for update")
                .bind("pool", write(pool))
                .mapTo(String.class)
                .list());
    }

    void insert(Handle handle, PoolRun run, List<PoolImprovement> improvements) {
        table.insert(handle, run);
        handle.createUpdate("insert into routing_pool_improvement (run_id, number, document) select :run, r.number, "
                        + "r.document::jsonb from unnest(:numbers::int[], :documents::text[]) as r(number, document)")
                .bind("run", run.id())
                .bindArray(
                        "numbers",
                        Integer.class,
                        improvements.stream().map(PoolImprovement::number).toArray())
                .bindArray(
                        "documents",
                        String.class,
                        improvements.stream().map(this::write).toArray())
                .execute();
    }

    /** What became of an improvement. */
    void settle(Handle handle, String runId, PoolImprovement improvement) {
        handle.createUpdate("update routing_pool_improvement set document = :document::jsonb "
                        + "where run_id = :run and number = :number")
                .bind("document", write(improvement))
                .bind("run", runId)
                .bind("number", improvement.number())
                .execute();
    }

    /** What became of the improvements of a run so far. */
    PoolRun.Tally tally(Handle handle, String runId) {
        return handle.createQuery(
                        "select count(*)::int, (count(*) filter (where document ->> 'outcome' = 'APPLIED'))::int, "
                                + "(count(*) filter (where document ->> 'outcome' = 'REFUSED'))::int, "
                                + "coalesce(sum((document ->> 'saving')::numeric) filter (where document ->> 'outcome' = 'APPLIED'), 0) "
                                + "from routing_pool_improvement where run_id = :run")
                .bind("run", runId)
                .map((row, context) -> {
                    BigDecimal saved = row.getBigDecimal(4);
                    return new PoolRun.Tally(row.getInt(1), row.getInt(2), row.getInt(3), saved);
                })
                .one();
    }

    /** The latest first. */
    String page(Handle handle, ListPage page) {
        return ListQuery.of(table)
                .orderBy("created", true)
                .page(page)
                .run(handle)
                .json("poolRuns");
    }

    /**
     * A run with its improvements.
     *
     * @throws io.waybill.platform.kernel.Rejection 404
     */
    String answer(Handle handle, String id) {
        String run = table.getJson(handle, id);
        List<String> improvements = handle.createQuery(
                        "select document::text from routing_pool_improvement where run_id = :run order by number")
                .bind("run", id)
                .mapTo(String.class)
                .list();
        return "{\"run\":" + run + ",\"improvements\":[" + String.join(",", improvements) + "]}";
    }

    /** The improvement of that run that made the plan; empty when the run is none of a pool, or is not kept any more. */
    Optional<PoolImprovement> improvementThatMade(Handle handle, RoutingPlan plan) {
        return handle.createQuery("select document::text from routing_pool_improvement "
                        + "where run_id = :run and document ->> 'outcome' = 'APPLIED' order by number")
                .bind("run", String.valueOf(plan.runId()))
                .mapTo(String.class)
                .map(document -> read(document, PoolImprovement.class))
                .filter(improvement -> improvement.moveTo(plan.id()) != null)
                .findFirst();
    }

    private <T> T read(String document, Class<T> type) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored pool cannot be read", failure);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A pool run cannot be written as JSON", failure);
        }
    }
}
