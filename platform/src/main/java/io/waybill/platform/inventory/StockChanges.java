package io.waybill.platform.inventory;

import io.waybill.platform.access.Caller;
import io.waybill.platform.access.CurrentCaller;
import io.waybill.platform.kernel.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What changed on the shelves, why and by whom. Thread-safe; every method is one statement. */
@ApplicationScoped
public class StockChanges {
    /** How long changes are kept that are no corrections. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final CurrentCaller caller;
    private final Identifiers identifiers;
    private final Clock clock;

    StockChanges(CurrentCaller caller, Identifiers identifiers, Clock clock) {
        this.caller = caller;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A stock and what became of its units. */
    record Step(String stockId, Place place, int before, int after) {}

    /** Writes down what was done by whoever sent the request at hand. The caller holds the locks of the places. */
    void record(Handle handle, List<Step> steps, StockChange.Why why) {
        if (steps.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        handle.createUpdate(
                        "with c as (select * from unnest(:ids::text[], :facilities::text[], :articles::text[], "
                                + ":stocks::text[], :before::int[], :after::int[]) "
                                + "as c(id, facility_id, tenant_article_id, stock_id, value_before, value_after)), "
                                + "old as (delete from stock_change o using (select distinct facility_id, tenant_article_id "
                                + "from c) p where o.facility_id = p.facility_id and o.tenant_article_id = p.tenant_article_id "
                                + "and o.created < :oldest::timestamptz and o.cause <> 'CORRECTED') "
                                + "insert into stock_change (id, created, facility_id, tenant_article_id, stock_id, value_before, "
                                + "value_after, cause, reason, note, actor) select id, :now::timestamptz, facility_id, "
                                + "tenant_article_id, stock_id, value_before, value_after, :cause, :reason, :note, :actor from c")
                .bindArray(
                        "ids",
                        String.class,
                        steps.stream().map(step -> identifiers.next()).toArray())
                .bindArray(
                        "facilities",
                        String.class,
                        column(steps, step -> step.place().facilityId()))
                .bindArray(
                        "articles",
                        String.class,
                        column(steps, step -> step.place().tenantArticleId()))
                .bindArray("stocks", String.class, column(steps, Step::stockId))
                .bindArray("before", Integer.class, column(steps, Step::before))
                .bindArray("after", Integer.class, column(steps, Step::after))
                .bind("now", now.toString())
                .bind("oldest", now.minus(KEPT).toString())
                .bind("cause", why.cause().name())
                .bind("reason", why.reason() == null ? null : why.reason().name())
                .bind("note", why.note())
                .bind("actor", caller.get().map(Caller::username).orElse(null))
                .execute();
    }

    private static Object[] column(List<Step> steps, Function<Step, Object> value) {
        return steps.stream().map(value).toArray();
    }

    /** The latest changes there, the latest first. */
    public List<StockChange> latest(Handle handle, Place place, int most) {
        return handle.createQuery("select id, created, stock_id, value_before, value_after, cause, reason, note, actor "
                        + "from stock_change where facility_id = :facility and tenant_article_id = :article "
                        + "order by created desc, id desc limit :most")
                .bind("facility", place.facilityId())
                .bind("article", place.tenantArticleId())
                .bind("most", most)
                .map((row, context) -> new StockChange(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        StockChange.Cause.valueOf(row.getString(6)),
                        row.getString(7) == null ? null : StockChangeReason.valueOf(row.getString(7)),
                        row.getString(8),
                        row.getString(9)))
                .list();
    }
}
