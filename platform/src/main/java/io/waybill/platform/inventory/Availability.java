package io.waybill.platform.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What is available where. The one function behind what is shown, what is promised and what is allocated.
 *
 * <p>Thread-safe. Numbers are those of the moment of the call; only {@link Reservations} takes them under a lock.
 */
@ApplicationScoped
public class Availability {
    /** Of which stock {@code s} orders may take units, at {@code :now}. */
    static final String PICKABLE =
            "s.accessible and s.pickable and (s.usable_until is null or s.usable_until > :now::timestamptz)";

    /** What is held back at the place of {@code b}: its own number, else the one for all facilities. */
    static final String SAFETY = """
            coalesce(
                (select y.value from safety_stock y
                 where y.tenant_article_id = b.tenant_article_id and y.facility_id = b.facility_id),
                (select y.value from safety_stock y
                 where y.tenant_article_id = b.tenant_article_id and y.facility_id is null), 0)""";

    /** Sums per place over the rows of {@code stock_balance b} which the caller's condition picks. */
    private static final String SUMS = """
            select b.facility_id, b.tenant_article_id, b.reserved, %s as safety,
                   coalesce(sum(s.value), 0)::int as total,
                   coalesce(sum(s.value) filter (where not s.outbound and not s.in_motion), 0)::int as on_hand,
                   coalesce(sum(s.value) filter (where s.accessible
                       and (s.usable_until is null or s.usable_until > :now::timestamptz)), 0)::int as accessible,
                   coalesce(sum(s.value) filter (where %s), 0)::int as pickable
            from stock_balance b
            left join stock s on s.tenant_article_id = b.tenant_article_id and s.facility_id = b.facility_id
            """.formatted(SAFETY, PICKABLE);

    /** Named for the stock too: the planner does not conclude that, and would read all stock. */
    private static final String OF_ARTICLES =
            " and s.tenant_article_id = any(:articles) where b.tenant_article_id = any(:articles)";

    private static final String PER_PLACE = " group by b.tenant_article_id, b.facility_id";

    private final Clock clock;

    public Availability(Clock clock) {
        this.clock = clock;
    }

    /**
     * The articles at every facility where they have an active listing: what sourcing may choose from. One statement,
     * however many facilities and articles.
     */
    public List<ListedArticle> ofListedArticles(Handle handle, Collection<String> tenantArticleIds) {
        Instant now = clock.instant();
        return handle.createQuery("select l.facility_id, l.tenant_article_id, coalesce(a.reserved, 0) as reserved, "
                        + "coalesce(a.safety, 0) as safety, "
                        + "coalesce(a.total, 0) as total, coalesce(a.on_hand, 0) as on_hand, "
                        + "coalesce(a.accessible, 0) as accessible, coalesce(a.pickable, 0) as pickable, "
                        + "l.document ->> 'outOfStockBehaviour' as out_of_stock_behaviour, "
                        + "l.document #>> '{outOfStockConfig,preorder,availabilityTimeframe,start}' as available_from "
                        + "from listing l left join (" + SUMS + OF_ARTICLES + PER_PLACE
                        + ") a on a.tenant_article_id = l.tenant_article_id "
                        + "and a.facility_id = l.facility_id "
                        + "where l.tenant_article_id = any(:articles) and l.status = 'ACTIVE'")
                .bind("now", now.toString())
                .bindArray("articles", String.class, tenantArticleIds.toArray())
                .map((row, context) -> ListedArticle.at(
                        now,
                        ArticleAvailability.of(row),
                        row.getString("out_of_stock_behaviour"),
                        row.getString("available_from")))
                .list();
    }

    /**
     * When the stock that orders may use expires first, by place; a place whose stock does not expire is not in the map.
     * One statement.
     */
    public Map<Place, Instant> earliestExpiries(Handle handle, Collection<String> tenantArticleIds) {
        Map<Place, Instant> expiries = new HashMap<>();
        handle.createQuery("select facility_id, tenant_article_id, min(usable_until) from stock "
                        + "where tenant_article_id = any(:articles) and value > 0 and accessible and pickable "
                        + "and usable_until > :now::timestamptz group by 1, 2")
                .bindArray("articles", String.class, tenantArticleIds.toArray())
                .bind("now", clock.instant().toString())
                .map((row, context) -> Map.entry(
                        new Place(row.getString(1), row.getString(2)),
                        row.getTimestamp(3).toInstant()))
                .forEach(entry -> expiries.put(entry.getKey(), entry.getValue()));
        return expiries;
    }

    /**
     * The best score of the zones where the stock that orders may use lies, by place; a place without such a zone is not in
     * the map. One statement.
     */
    public Map<Place, BigDecimal> zoneScores(Handle handle, Collection<String> tenantArticleIds) {
        Map<Place, BigDecimal> scores = new HashMap<>();
        handle.createQuery("select s.facility_id, s.tenant_article_id, max(z.score) from stock s "
                        + "join storage_location l on l.id = s.location_ref "
                        + "join zone z on z.facility_id = l.facility_id and z.id = l.zone_id "
                        + "where s.tenant_article_id = any(:articles) and s.value > 0 and " + PICKABLE
                        + " group by 1, 2")
                .bindArray("articles", String.class, tenantArticleIds.toArray())
                .bind("now", clock.instant().toString())
                .map((row, context) -> Map.entry(new Place(row.getString(1), row.getString(2)), row.getBigDecimal(3)))
                .forEach(entry -> scores.put(entry.getKey(), entry.getValue()));
        return scores;
    }

    /** The prices of the active listings that say one, in the currency of the listing. One statement. */
    public Map<Place, BigDecimal> prices(Handle handle, Collection<String> tenantArticleIds) {
        Map<Place, BigDecimal> prices = new HashMap<>();
        handle.createQuery("select facility_id, tenant_article_id, (document ->> 'price')::numeric from listing "
                        + "where tenant_article_id = any(:articles) and status = 'ACTIVE' "
                        + "and jsonb_typeof(document -> 'price') = 'number'")
                .bindArray("articles", String.class, tenantArticleIds.toArray())
                .map((row, context) -> Map.entry(new Place(row.getString(1), row.getString(2)), row.getBigDecimal(3)))
                .forEach(entry -> prices.put(entry.getKey(), entry.getValue()));
        return prices;
    }

    /** Of the first articles that orders may take at the facility, those that they can take at none of the others. */
    List<String> onlyAt(Handle handle, String facilityId, Collection<String> others, int most) {
        String free = "exists (select from listing l where l.facility_id = b.facility_id "
                + "and l.tenant_article_id = b.tenant_article_id and l.status = 'ACTIVE') and b.reserved + " + SAFETY
                + " < "
                + "(select coalesce(sum(s.value), 0) from stock s where s.facility_id = b.facility_id "
                + "and s.tenant_article_id = b.tenant_article_id and " + PICKABLE + ")";
        return handle.createQuery("select here.tenant_article_id from (select b.tenant_article_id from stock_balance b "
                        + "where b.facility_id = :facility and " + free
                        + " order by b.tenant_article_id limit :most) here where not exists (select from stock_balance b "
                        + "where b.tenant_article_id = here.tenant_article_id and b.facility_id = any(:others) and "
                        + free + ") order by 1")
                .bind("facility", facilityId)
                .bindArray("others", String.class, others.toArray())
                .bind("now", clock.instant().toString())
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** The places of the articles that have or had stock, whether listed or not. */
    List<ArticleAvailability> ofArticles(Handle handle, Collection<String> tenantArticleIds) {
        return handle.createQuery(SUMS + OF_ARTICLES + PER_PLACE)
                .bind("now", clock.instant().toString())
                .bindArray("articles", String.class, tenantArticleIds.toArray())
                .map((row, context) -> ArticleAvailability.of(row))
                .list();
    }

    /** Exactly these places; one that never had stock answers zeros. */
    Map<Place, ArticleAvailability> of(Handle handle, Collection<Place> places) {
        Map<Place, ArticleAvailability> found = new HashMap<>();
        places.forEach(place -> found.put(place, ArticleAvailability.none(place)));
        if (!places.isEmpty()) {
            handle.createQuery(SUMS
                            + " join unnest(:facilities::text[], :articles::text[]) as w(facility_id, tenant_article_id)"
                            + " on w.facility_id = b.facility_id and w.tenant_article_id = b.tenant_article_id"
                            + PER_PLACE)
                    .bind("now", clock.instant().toString())
                    .bindArray(
                            "facilities",
                            String.class,
                            places.stream().map(Place::facilityId).toArray())
                    .bindArray(
                            "articles",
                            String.class,
                            places.stream().map(Place::tenantArticleId).toArray())
                    .map((row, context) -> ArticleAvailability.of(row))
                    .forEach(numbers -> found.put(numbers.place(), numbers));
        }
        return found;
    }
}
