package io.waybill.platform.inventory;

import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * How much stock a facility has for orders; at most {@value BoundedCount#BOUND} rows are looked at. Thread-safe; every
 * method is one statement.
 */
@ApplicationScoped
public class StockFigures {
    private final Availability availability;
    private final Clock clock;

    StockFigures(Availability availability, Clock clock) {
        this.availability = availability;
        this.clock = clock;
    }

    /** Articles of which a new order could take units, and those units; {@code more} where not all was looked at. */
    public record Offered(BoundedCount articles, long units) {}

    /** Units of the facility that are reserved for orders. */
    public BoundedCount reserved(Handle handle, String facilityId) {
        return handle.createQuery("select coalesce(sum(quantity), 0), count(*) from (select quantity from reservation "
                        + "where facility_id = :facility limit :limit) r")
                .bind("facility", facilityId)
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) -> new BoundedCount(row.getLong(1), row.getLong(2) > BoundedCount.BOUND))
                .one();
    }

    /** What the facility offers to new orders as long as it is online. */
    public Offered offered(Handle handle, String facilityId) {
        return handle.createQuery("select count(*) filter (where available > 0), coalesce(sum(available) filter "
                        + "(where available > 0), 0), coalesce(sum(looked_at), 0) from "
                        + "(select case when count(l.id) > 0 then sum(s.value) - max(b.reserved + "
                        + Availability.SAFETY + ") else 0 end as available, "
                        + "sum(s.looked_at) as looked_at from "
                        + "(select s.tenant_article_id, sum(s.value) as value, count(*) as looked_at from "
                        + "(select * from stock s where s.facility_id = :facility and s.value > 0 and "
                        + Availability.PICKABLE + " limit :limit) s group by 1) s "
                        + "join stock_balance b on b.tenant_article_id = s.tenant_article_id "
                        + "and b.facility_id = :facility left join listing l on l.tenant_article_id = s.tenant_article_id "
                        + "and l.facility_id = :facility and l.status = 'ACTIVE' group by s.tenant_article_id) o")
                .bind("facility", facilityId)
                .bind("now", clock.instant().toString())
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) -> new Offered(
                        new BoundedCount(
                                Math.min(row.getLong(1), BoundedCount.BOUND), row.getLong(3) > BoundedCount.BOUND),
                        row.getLong(2)))
                .one();
    }

    /**
     * Articles that the facility offers to new orders and none of the others does.
     *
     * @param others ids of the other facilities that take orders
     * @param most articles to look at
     */
    public List<String> offeredOnlyAt(Handle handle, String facilityId, Collection<String> others, int most) {
        return availability.onlyAt(handle, facilityId, others, most);
    }
}
