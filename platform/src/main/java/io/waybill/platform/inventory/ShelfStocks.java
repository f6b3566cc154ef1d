package io.waybill.platform.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What lies at which storage location. Thread-safe. */
@ApplicationScoped
public class ShelfStocks {
    private static final String PICKING_SEQUENCE = "(select max((q.value ->> 'score')::numeric) "
            + "from jsonb_array_elements(l.document -> 'runningSequences') q "
            + "where q.value ->> 'type' = 'PICKING_SEQUENCE')";

    private final StockTable table;
    private final Clock clock;

    ShelfStocks(StockTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * The stock at storage locations that orders may use, by place: first what comes first in the picking sequence (the
     * highest score), then what can be used the shortest, then what came in first. A place without such stock is not in the
     * map. One statement.
     */
    public Map<Place, List<ShelfStock>> usable(Handle handle, Collection<Place> places) {
        Set<Place> wanted = new HashSet<>(places);
        if (wanted.isEmpty()) {
            return Map.of();
        }
        return handle
                .createQuery(
                        "select s.facility_id, s.tenant_article_id, s.id, s.details ->> 'tenantStockId' as tenant_id, "
                                + "s.value, (s.details -> 'properties')::text as properties, l.id as location_id, "
                                + "array(select jsonb_array_elements_text(l.document -> 'scannableCodes')) as codes, "
                                + "z.id as zone_id, z.name as zone_name, " + PICKING_SEQUENCE + " as picking_sequence "
                                + "from unnest(:facilities::text[], :articles::text[]) as w(f, a) "
                                + "join stock s on s.tenant_article_id = w.a and s.facility_id = w.f "
                                + "and s.location_ref is not null "
                                + "join storage_location l on l.facility_id = s.facility_id and l.id = s.location_ref "
                                + "left join zone z on z.facility_id = l.facility_id and z.id = l.zone_id "
                                + "where s.value > 0 and " + Availability.PICKABLE + " "
                                + "order by picking_sequence desc nulls last, coalesce(s.usable_until, 'infinity'), "
                                + "s.receipt_date, s.id")
                .bindArray(
                        "facilities",
                        String.class,
                        wanted.stream().map(Place::facilityId).toArray())
                .bindArray(
                        "articles",
                        String.class,
                        wanted.stream().map(Place::tenantArticleId).toArray())
                .bind("now", clock.instant().toString())
                .map((row, context) -> {
                    @Nullable String properties = row.getString("properties");
                    return new ShelfStock(
                            new Place(row.getString("facility_id"), row.getString("tenant_article_id")),
                            row.getString("id"),
                            row.getString("tenant_id"),
                            row.getInt("value"),
                            properties == null ? null : table.read(properties),
                            row.getString("location_id"),
                            List.of((String[]) row.getArray("codes").getArray()),
                            row.getString("zone_id"),
                            row.getString("zone_name"),
                            row.getBigDecimal("picking_sequence"));
                })
                .stream()
                .collect(Collectors.groupingBy(ShelfStock::place));
    }
}
