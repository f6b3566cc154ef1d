package io.waybill.platform.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * How many units of an article were picked at a facility of late: how fast it turns over there. Thread-safe; every
 * method is one statement.
 */
@ApplicationScoped
public class PickedUnits {
    /** Days that are looked back on, today included. */
    public static final int PERIOD_IN_DAYS = 30;

    /** Adds what was picked; forgets what is older than the period. The caller holds the locks of the places. */
    void add(Handle handle, Map<Place, Integer> picked, Instant now) {
        if (picked.isEmpty()) {
            return;
        }
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        handle.createUpdate(
                        "with p as (select * from unnest(:facilities::text[], :articles::text[], :units::int[]) "
                                + "as p(facility_id, tenant_article_id, units)), "
                                + "old as (delete from picked_units u using p where u.facility_id = p.facility_id "
                                + "and u.tenant_article_id = p.tenant_article_id and u.day < :oldest::date) "
                                + "insert into picked_units as u (facility_id, tenant_article_id, day, units) "
                                + "select facility_id, tenant_article_id, :today::date, units from p where units > 0 "
                                + "on conflict (tenant_article_id, facility_id, day) do update set units = u.units + excluded.units")
                .bindArray(
                        "facilities",
                        String.class,
                        picked.keySet().stream().map(Place::facilityId).toArray())
                .bindArray(
                        "articles",
                        String.class,
                        picked.keySet().stream().map(Place::tenantArticleId).toArray())
                .bindArray("units", Integer.class, picked.values().toArray())
                .bind("oldest", oldest(today).toString())
                .bind("today", today.toString())
                .execute();
    }

    /** Units picked within the period; a place where nothing was picked is not in the map. */
    public Map<Place, Long> of(Handle handle, Collection<String> tenantArticleIds, Instant now) {
        Map<Place, Long> picked = new HashMap<>();
        handle.createQuery("select facility_id, tenant_article_id, sum(units)::bigint as units from picked_units "
                        + "where tenant_article_id = any(:articles) and day >= :oldest::date group by 1, 2")
                .bindArray("articles", String.class, tenantArticleIds.toArray())
                .bind("oldest", oldest(now.atZone(ZoneOffset.UTC).toLocalDate()).toString())
                .map((row, context) -> Map.entry(new Place(row.getString(1), row.getString(2)), row.getLong(3)))
                .forEach(entry -> picked.put(entry.getKey(), entry.getValue()));
        return picked;
    }

    private static LocalDate oldest(LocalDate today) {
        return today.minusDays(PERIOD_IN_DAYS - 1L);
    }
}
