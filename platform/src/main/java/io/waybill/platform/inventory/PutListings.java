package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.TagReference;
import io.waybill.platform.kernel.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates, replaces, changes and deletes listings. All of one call or nothing. */
@ApplicationScoped
class PutListings {
    private final Database database;
    private final Listings listings;
    private final Facilities facilities;
    private final Stocks stocks;
    private final Tags tags;
    private final InventoryEvents events;
    private final Event<StockIncreased> increases;
    private final Identifiers identifiers;
    private final ObjectMapper json;
    private final Clock clock;

    PutListings(
            Database database,
            Listings listings,
            Facilities facilities,
            Stocks stocks,
            Tags tags,
            InventoryEvents events,
            Event<StockIncreased> increases,
            Identifiers identifiers,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.listings = listings;
        this.facilities = facilities;
        this.stocks = stocks;
        this.tags = tags;
        this.events = events;
        this.increases = increases;
        this.identifiers = identifiers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What shall be at a place.
     *
     * @param version the version the client saw, or null to replace whatever is there
     */
    record Wanted(Place place, ListingBody body, @Nullable Long version) {}

    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** @param json the listing as stored */
    record Result(Outcome outcome, String json) {}

    /** @throws Rejection 400 when a place is named twice or a tag is unknown, 409 when a version is not the stored one */
    List<Result> put(List<Wanted> wanted) {
        Set<Place> places = new HashSet<>();
        for (Wanted each : wanted) {
            if (!places.add(each.place())) {
                throw Rejection.invalid("listings must name an article once per facility; "
                        + each.place().tenantArticleId() + " is named twice");
            }
        }
        return database.transaction(transaction -> {
            tags.validate(
                    transaction.handle(),
                    wanted.stream()
                            .map(each -> each.body().tags())
                            .filter(Objects::nonNull)
                            .flatMap(Collection::stream)
                            .toList());
            return put(transaction, wanted, places);
        });
    }

    private List<Result> put(Transaction transaction, List<Wanted> wanted, Set<Place> places) {
        facilities.hold(
                transaction.handle(),
                places.stream().map(Place::facilityId).distinct().toList());
        Map<Place, Listing> existing = listings.at(transaction.handle(), places);
        Instant now = clock.instant();
        List<Listing> created = new ArrayList<>();
        List<Listing> updated = new ArrayList<>();
        for (Wanted each : wanted) {
            Listing before = existing.get(each.place());
            if (each.version() != null && (before == null || before.version() != each.version())) {
                throw Rejection.versionConflict(
                        "Listing of article",
                        each.place().tenantArticleId(),
                        each.version(),
                        before == null ? 0 : before.version());
            }
            ListingStatus status = each.body().status() == null
                    ? ListingStatus.ACTIVE
                    : each.body().status();
            Map<String, JsonNode> content = each.body().content(json);
            if (before == null) {
                created.add(new Listing(
                        identifiers.next(),
                        1,
                        now,
                        now,
                        each.place().facilityId(),
                        each.place().tenantArticleId(),
                        status,
                        content));
            } else if (!before.saysTheSameAs(before.with(status, content))) {
                updated.add(before.with(status, content));
            }
        }
        Map<Place, Result> results = new HashMap<>();
        listings.table()
                .insertAll(transaction.handle(), created)
                .forEach(stored -> results.put(place(stored.resource()), new Result(Outcome.CREATED, stored.json())));
        listings.table()
                .updateAll(transaction.handle(), updated)
                .forEach(stored -> results.put(place(stored.resource()), new Result(Outcome.UPDATED, stored.json())));
        existing.forEach((place, before) -> results.putIfAbsent(
                place, new Result(Outcome.UNCHANGED, json.valueToTree(before).toString())));
        Map<Place, Listing> after = new HashMap<>(existing);
        created.forEach(listing -> after.put(place(listing), listing));
        updated.forEach(listing -> after.put(place(listing), listing));
        applyAvailableUntil(transaction, existing, after);
        tell(transaction, results, existing);
        return wanted.stream()
                .map(each -> Objects.requireNonNull(results.get(each.place())))
                .toList();
    }

    /** Stock that took its availableUntil from the listing follows the listing. */
    private void applyAvailableUntil(Transaction transaction, Map<Place, Listing> before, Map<Place, Listing> after) {
        Set<Place> places = new HashSet<>(before.keySet());
        places.addAll(after.keySet());
        Map<Place, Optional<ListingBody.AvailableUntil>> changed = new HashMap<>();
        for (Place place : places) {
            Optional<ListingBody.AvailableUntil> defined =
                    Optional.ofNullable(after.get(place)).flatMap(Listing::availableUntil);
            if (!defined.equals(Optional.ofNullable(before.get(place)).flatMap(Listing::availableUntil))) {
                changed.put(place, defined);
            }
        }
        stocks.applyAvailableUntil(transaction, changed);
    }

    private void tell(Transaction transaction, Map<Place, Result> results, Map<Place, Listing> before) {
        List<ObjectNode> created = new ArrayList<>();
        List<ObjectNode> informationChanged = new ArrayList<>();
        List<ObjectNode> statusChanged = new ArrayList<>();
        Set<String> offered = new HashSet<>();
        results.forEach((place, result) -> {
            ObjectNode document = read(result.json());
            Listing then = before.get(place);
            switch (result.outcome()) {
                case CREATED -> {
                    created.add(document);
                    offered.add(place.tenantArticleId());
                }
                case UPDATED -> {
                    informationChanged.add(document);
                    if (then != null
                            && !then.status()
                                    .name()
                                    .equals(document.path("status").asText())) {
                        statusChanged.add(document);
                        offered.add(place.tenantArticleId());
                    }
                }
                case UNCHANGED -> {}
            }
        });
        events.listings(transaction, "LISTINGS_CREATED", created);
        events.listings(transaction, "LISTINGS_INFORMATION_CHANGED", informationChanged);
        events.listings(transaction, "LISTINGS_STATUS_CHANGED", statusChanged);
        if (!offered.isEmpty()) {
            increases.fire(new StockIncreased(transaction, offered));
        }
    }

    /**
     * Changes the named fields of one listing.
     *
     * @param fields by the names of the wire; a JSON null takes the field away
     * @throws Rejection 404, or 409 with both versions
     */
    String modify(
            Place place,
            long version,
            @Nullable ListingStatus status,
            Map<String, JsonNode> fields,
            List<TagReference> usedTags) {
        return database.transaction(transaction -> {
            tags.validate(transaction.handle(), usedTags);
            Listing before = listings.get(transaction.handle(), place);
            if (before.version() != version) {
                throw Rejection.versionConflict(
                        "Listing of article", place.tenantArticleId(), version, before.version());
            }
            Map<String, JsonNode> content = new java.util.LinkedHashMap<>(before.content());
            fields.forEach((name, value) -> {
                if (value.isNull()) {
                    content.remove(name);
                } else {
                    content.put(name, value);
                }
            });
            Stored<Listing> stored = listings.table()
                    .update(transaction.handle(), before.with(status == null ? before.status() : status, content));
            applyAvailableUntil(transaction, Map.of(place, before), Map.of(place, stored.resource()));
            tell(transaction, Map.of(place, new Result(Outcome.UPDATED, stored.json())), Map.of(place, before));
            return stored.json();
        });
    }

    /** Deletes listings of a facility: those of the articles, or all when {@code tenantArticleId} is null. */
    int delete(String facilityId, @Nullable String tenantArticleId) {
        return database.transaction(transaction -> delete(transaction, facilityId, tenantArticleId));
    }

    /** As {@link #delete(String, String)}, in a transaction that is under way. */
    int delete(Transaction transaction, String facilityId, @Nullable String tenantArticleId) {
        List<String> deleted = transaction
                .handle()
                .createQuery("delete from listing where facility_id = :facility "
                        + "and (:article::text is null or tenant_article_id = :article::text) "
                        + "returning document::text")
                .bind("facility", facilityId)
                .bind("article", tenantArticleId)
                .mapTo(String.class)
                .list();
        events.listings(
                transaction,
                "LISTINGS_DELETED",
                deleted.stream().map(this::read).toList());
        Map<Place, Listing> gone = new HashMap<>();
        deleted.stream().map(listings.table()::parse).forEach(listing -> gone.put(place(listing), listing));
        applyAvailableUntil(transaction, gone, Map.of());
        return deleted.size();
    }

    private static Place place(Listing listing) {
        return new Place(listing.facilityId(), listing.tenantArticleId());
    }

    private ObjectNode read(String document) {
        try {
            return (ObjectNode) json.readTree(document);
        } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
            throw new IllegalStateException("A listing just written cannot be read", failure);
        }
    }
}
