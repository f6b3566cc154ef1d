package io.waybill.platform.inventory;

import io.waybill.platform.kernel.LikePattern;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Stock for people to look through, article by article. The numbers are those of {@link Availability}. Reads a page by
 * index, however much stock there is. Thread-safe.
 */
@ApplicationScoped
public class StockList {
    /** Reserved articles that are looked at for one page of those of which units are missing. */
    private static final int LOOKED_AT = 1_000;

    /** Listings that are looked at to find articles at all facilities. */
    private static final int FOUND = 2_000;

    private final Availability availability;
    private final Listings listings;

    StockList(Availability availability, Listings listings) {
        this.availability = availability;
        this.listings = listings;
    }

    /** Which articles of a facility. */
    public enum Only {
        /** Those that are listed there, or ever had stock. */
        ALL,
        /** Those of which units are reserved. */
        RESERVED,
        /** Those of which more is reserved than may be picked. */
        SHORT
    }

    /**
     * What to look for at a facility.
     *
     * @param text beginning of the article's number, or beginnings of words of its title; null for everything
     * @param after the page after the article of this number
     */
    public record Filter(
            String facilityId,
            @Nullable String text,
            Only only,
            @Nullable String after) {}

    /**
     * An article at a facility.
     *
     * @param title null where it is not listed there
     * @param offered whether it has an active listing there, so that orders may get it
     * @param locations names of the places where it lies, as far as that is known
     */
    public record Row(ArticleAvailability numbers, @Nullable String title, boolean offered, List<String> locations) {}

    /** @param next the number of the article to go on after; null on the last page */
    public record Page(List<Row> rows, @Nullable String next) {}

    /** An article, wherever it is. */
    public record Article(String number, @Nullable String title) {}

    /** At most {@code size} articles of the facility, by number. */
    public Page page(Handle handle, Filter filter, int size) {
        if (filter.only() == Only.SHORT) {
            return shortPage(handle, filter, size);
        }
        List<String> found = articles(handle, filter, size + 1);
        List<String> page = found.subList(0, Math.min(size, found.size()));
        Map<Place, ArticleAvailability> numbers = availability.of(handle, places(filter.facilityId(), page));
        return new Page(rows(handle, numbers.values()), found.size() > size ? page.getLast() : null);
    }

    private Page shortPage(Handle handle, Filter filter, int size) {
        List<String> candidates = articles(handle, filter, LOOKED_AT + 1);
        List<String> lookedAt = candidates.subList(0, Math.min(LOOKED_AT, candidates.size()));
        List<ArticleAvailability> missing =
                availability.of(handle, places(filter.facilityId(), lookedAt)).values().stream()
                        .filter(numbers -> numbers.missing() > 0)
                        .sorted(Comparator.comparing(
                                numbers -> lookedAt.indexOf(numbers.place().tenantArticleId())))
                        .toList();
        List<ArticleAvailability> page = missing.subList(0, Math.min(size, missing.size()));
        String next = missing.size() > size
                ? page.getLast().place().tenantArticleId()
                : candidates.size() > LOOKED_AT ? lookedAt.getLast() : null;
        return new Page(rows(handle, page), next);
    }

    private static List<Place> places(String facilityId, Collection<String> articles) {
        return articles.stream().map(article -> new Place(facilityId, article)).toList();
    }

    /** The article at every facility where it is listed, or ever had stock; {@code allowed} facilities, empty for all. */
    public List<Row> everywhere(Handle handle, String tenantArticleId, Set<String> allowed) {
        Set<Place> places = new TreeSet<>();
        handle
                .createQuery("select facility_id from listing where tenant_article_id = :article union "
                        + "select facility_id from stock_balance where tenant_article_id = :article")
                .bind("article", tenantArticleId)
                .mapTo(String.class)
                .list()
                .stream()
                .filter(facility -> allowed.isEmpty() || allowed.contains(facility))
                .forEach(facility -> places.add(new Place(facility, tenantArticleId)));
        Map<Place, ArticleAvailability> numbers = new LinkedHashMap<>();
        places.forEach(place -> numbers.put(place, ArticleAvailability.none(place)));
        availability.ofArticles(handle, List.of(tenantArticleId)).stream()
                .filter(found -> numbers.containsKey(found.place()))
                .forEach(found -> numbers.put(found.place(), found));
        return rows(handle, numbers.values());
    }

    /** Articles that are listed somewhere, by number; at the {@code allowed} facilities, empty for all. */
    public List<Article> find(Handle handle, String text, Set<String> allowed, int most) {
        String words = words(text);
        String at = allowed.isEmpty() ? "" : " and facility_id = any(:allowed)";
        Query query = handle.createQuery("select distinct tenant_article_id from ("
                + "(select tenant_article_id from listing where tenant_article_id like :beginning" + at
                + " order by tenant_article_id limit :found)"
                + (words.isEmpty()
                        ? ""
                        : " union all (select tenant_article_id from listing where title_words @@ "
                                + "to_tsquery('simple', :words)" + at + " limit :found)")
                + ") f order by 1 limit :most");
        if (!words.isEmpty()) {
            query.bind("words", words);
        }
        if (!allowed.isEmpty()) {
            query.bindArray("allowed", String.class, allowed.toArray());
        }
        List<String> found = query.bind("beginning", LikePattern.beginningWith(text))
                .bind("found", FOUND)
                .bind("most", most)
                .mapTo(String.class)
                .list();
        Map<String, Listing> named = listings.oneOfEach(handle, found);
        return found.stream()
                .map(article -> new Article(article, title(named.get(article))))
                .toList();
    }

    private static List<String> articles(Handle handle, Filter filter, int most) {
        String words = filter.text() == null ? "" : words(filter.text());
        String after = filter.after() == null ? "" : " and tenant_article_id > :after";
        String byNumber = filter.text() == null ? "" : " and tenant_article_id like :beginning";
        String byTitle = " and title_words @@ to_tsquery('simple', :words)";
        String ends = after + " order by tenant_article_id limit :most)";
        List<String> parts = new ArrayList<>();
        if (filter.only() == Only.ALL) {
            for (String table : List.of("listing", "stock_balance")) {
                parts.add(
                        "(select tenant_article_id from " + table + " where facility_id = :facility" + byNumber + ends);
            }
            if (!words.isEmpty()) {
                parts.add("(select tenant_article_id from listing where facility_id = :facility" + byTitle + ends);
            }
        } else {
            String reserved = "(select distinct tenant_article_id from reservation where facility_id = :facility";
            parts.add(reserved + byNumber + ends);
            if (!words.isEmpty()) {
                parts.add(reserved + " and tenant_article_id in (select tenant_article_id from listing where "
                        + "facility_id = :facility" + byTitle + ")" + ends);
            }
        }
        Query query = handle.createQuery("select distinct tenant_article_id from (" + String.join(" union all ", parts)
                        + ") a order by 1 limit :most")
                .bind("facility", filter.facilityId())
                .bind("most", most);
        if (!words.isEmpty()) {
            query.bind("words", words);
        }
        if (filter.text() != null) {
            query.bind("beginning", LikePattern.beginningWith(filter.text()));
        }
        if (filter.after() != null) {
            query.bind("after", filter.after());
        }
        return query.mapTo(String.class).list();
    }

    /** What was typed as a question for the words that titles consist of: each of them begins a word. */
    private static String words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word + ":*")
                .collect(Collectors.joining(" & "));
    }

    private List<Row> rows(Handle handle, Collection<ArticleAvailability> numbers) {
        List<Place> places =
                numbers.stream().map(ArticleAvailability::place).sorted().toList();
        Map<Place, Listing> offered = listings.at(handle, places);
        Map<Place, List<String>> locations = locations(handle, places);
        Map<Place, ArticleAvailability> known = new HashMap<>();
        numbers.forEach(each -> known.put(each.place(), each));
        return places.stream()
                .map(place -> {
                    Listing listing = offered.get(place);
                    return new Row(
                            Objects.requireNonNull(known.get(place)),
                            title(listing),
                            listing != null && listing.status() == ListingStatus.ACTIVE,
                            locations.getOrDefault(place, List.of()));
                })
                .toList();
    }

    static @Nullable String title(@Nullable Listing listing) {
        return listing == null || listing.content().get("title") == null
                ? null
                : listing.content().get("title").textValue();
    }

    private static Map<Place, List<String>> locations(Handle handle, List<Place> places) {
        Map<Place, List<String>> found = new HashMap<>();
        handle.createQuery(
                        "select distinct s.facility_id, s.tenant_article_id, l.document ->> 'name' "
                                + "from unnest(:facilities::text[], :articles::text[]) as w(f, a) "
                                + "join stock s on s.tenant_article_id = w.a and s.facility_id = w.f "
                                + "join storage_location l on l.id = s.location_ref where s.location_ref is not null order by 3")
                .bindArray(
                        "facilities",
                        String.class,
                        places.stream().map(Place::facilityId).toArray())
                .bindArray(
                        "articles",
                        String.class,
                        places.stream().map(Place::tenantArticleId).toArray())
                .map((row, context) -> Map.entry(new Place(row.getString(1), row.getString(2)), row.getString(3)))
                .forEach(entry -> found.computeIfAbsent(entry.getKey(), place -> new ArrayList<>())
                        .add(entry.getValue()));
        return found;
    }
}
