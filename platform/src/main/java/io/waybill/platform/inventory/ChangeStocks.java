package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.StorageLocation;
import io.waybill.platform.facilities.StorageLocations;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Creates, changes, moves and deletes stocks on behalf of a client. All of one call or nothing. */
@ApplicationScoped
class ChangeStocks {
    private final Database database;
    private final Stocks stocks;
    private final StockTable table;
    private final Listings listings;
    private final Facilities facilities;
    private final StorageLocations locations;
    private final Identifiers identifiers;
    private final ObjectMapper json;
    private final Clock clock;

    ChangeStocks(
            Database database,
            Stocks stocks,
            StockTable table,
            Listings listings,
            Facilities facilities,
            StorageLocations locations,
            Identifiers identifiers,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.stocks = stocks;
        this.table = table;
        this.listings = listings;
        this.facilities = facilities;
        this.locations = locations;
        this.identifiers = identifiers;
        this.json = json;
        this.clock = clock;
    }

    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** @param stock as the wire shows it */
    record Result(Outcome outcome, ObjectNode stock) {}

    /**
     * Creates the bodies without an id, changes those with one.
     *
     * @param allowedFacilities ids of the facilities the caller may change; empty means all
     * @return one result per body, in their order
     */
    List<Result> upsert(List<StockBody> bodies, Set<String> allowedFacilities) {
        return upsert(bodies, allowedFacilities, StockChange.Why.WRITTEN);
    }

    /** As above, with what is written down as the cause. */
    List<Result> upsert(List<StockBody> bodies, Set<String> allowedFacilities, StockChange.Why why) {
        Set<String> ids = new HashSet<>();
        for (StockBody body : bodies) {
            if (body.id() != null && !ids.add(body.id())) {
                throw Rejection.invalid("stocks must name each id once; " + body.id() + " is named twice");
            }
        }
        return database.transaction(transaction -> {
            Map<String, Facility> places = facilitiesOf(transaction, bodies);
            Set<Place> filled = placesOf(bodies, places);
            Map<String, StorageLocation> shelves = new HashMap<>(locations.hold(
                    transaction.handle(),
                    bodies.stream()
                            .map(StockBody::locationRef)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList()));
            Stocks.Locked locked = stocks.lock(transaction, ids, filled);
            shelves.putAll(locations.byIds(
                    transaction.handle(),
                    locked.rows().values().stream()
                            .map(StockRow::locationRef)
                            .filter(ref -> ref != null && !shelves.containsKey(ref))
                            .distinct()
                            .toList()));
            Map<Place, Listing> offered = listings.at(transaction.handle(), filled);
            List<StockRow> created = new ArrayList<>();
            List<StockRow> changed = new ArrayList<>();
            List<String> resultIds = new ArrayList<>();
            Map<String, Outcome> outcomes = new HashMap<>();
            for (StockBody body : bodies) {
                StockRow row;
                if (body.id() == null) {
                    row = newRow(body, places, offered, shelves);
                    created.add(row);
                    outcomes.put(row.id(), Outcome.CREATED);
                } else {
                    StockRow before = existing(locked, body.id(), body.version());
                    row = changed(before, body, shelves);
                    boolean same = row.equals(before.withValue(before.value(), row.lastModified()));
                    outcomes.put(row.id(), same ? Outcome.UNCHANGED : Outcome.UPDATED);
                    if (!same) {
                        changed.add(row);
                    }
                }
                requireAllowed(row, allowedFacilities);
                resultIds.add(row.id());
            }
            if (!created.isEmpty()) {
                stocks.create(transaction, created, why);
            }
            if (!changed.isEmpty()) {
                stocks.change(transaction, locked, changed, List.of(), why);
            }
            Map<String, ObjectNode> documents = table.documents(transaction.handle(), resultIds);
            return resultIds.stream()
                    .map(id -> new Result(
                            Objects.requireNonNull(outcomes.get(id)), Objects.requireNonNull(documents.get(id))))
                    .toList();
        });
    }

    /** Deletes those of the ids that exist. @return the ids that were deleted */
    List<String> delete(Collection<String> ids, Set<String> allowedFacilities) {
        return database.transaction(transaction -> {
            Stocks.Locked locked = stocks.lock(transaction, ids);
            List<StockRow> rows = locked.rows().values().stream()
                    .filter(row -> allowedFacilities.isEmpty() || allowedFacilities.contains(row.facilityId()))
                    .toList();
            stocks.change(transaction, locked, List.of(), rows, StockChange.Why.WRITTEN);
            return rows.stream().map(StockRow::id).sorted().toList();
        });
    }

    List<String> deleteAtLocations(Collection<String> locationRefs, Set<String> allowedFacilities) {
        return delete(database.read(handle -> table.idsAtLocations(handle, locationRefs)), allowedFacilities);
    }

    List<String> deleteOfProducts(
            String facilityReference, Collection<String> tenantArticleIds, Set<String> allowedFacilities) {
        List<String> ids = database.read(handle -> {
            String facilityId = facilities.resolve(handle, facilityReference).id();
            Set<Place> places = new TreeSet<>();
            tenantArticleIds.forEach(article -> places.add(new Place(facilityId, article)));
            return table.at(handle, places).stream().map(StockRow::id).toList();
        });
        return delete(ids, allowedFacilities);
    }

    /** @param from null when it was emptied and deleted */
    record Moved(@Nullable ObjectNode from, ObjectNode to) {}

    /** Moves units of a stock to another location of the same facility, where they become a stock of their own. */
    Moved move(
            String fromStockId, String toLocationRef, int amount, boolean deleteIfZero, Set<String> allowedFacilities) {
        return database.transaction(transaction -> {
            Map<String, StorageLocation> shelves = locations.hold(transaction.handle(), List.of(toLocationRef));
            Stocks.Locked locked = stocks.lock(transaction, List.of(fromStockId));
            StockRow from = existing(locked, fromStockId, null);
            requireAllowed(from, allowedFacilities);
            if (amount < 1 || amount > from.value()) {
                throw Rejection.invalid("amount must be between 1 and the stock's value, " + from.value());
            }
            StockTraits traits = StockTraits.of(from.details(), location(toLocationRef, from.facilityId(), shelves));
            Instant now = clock.instant();
            StockRow left = from.withValue(from.value() - amount, now);
            StockRow moved = new StockRow(
                    identifiers.next(),
                    1,
                    now,
                    now,
                    from.facilityId(),
                    from.tenantArticleId(),
                    amount,
                    toLocationRef,
                    from.receiptDate(),
                    from.availableUntil(),
                    from.usableUntil(),
                    traits.accessible(),
                    traits.pickable(),
                    traits.keepOnZero(),
                    traits.outbound(),
                    traits.inMotion(),
                    withoutTenantStockId(from.details()));
            boolean gone = left.value() == 0 && deleteIfZero;
            stocks.change(
                    transaction,
                    locked,
                    gone ? List.of() : List.of(left),
                    gone ? List.of(from) : List.of(),
                    StockChange.Why.MOVED);
            stocks.create(transaction, List.of(moved), StockChange.Why.MOVED);
            Map<String, ObjectNode> documents = table.documents(transaction.handle(), List.of(fromStockId, moved.id()));
            return new Moved(documents.get(fromStockId), Objects.requireNonNull(documents.get(moved.id())));
        });
    }

    private static ObjectNode withoutTenantStockId(ObjectNode details) {
        ObjectNode copy = details.deepCopy();
        copy.remove("tenantStockId");
        return copy;
    }

    private static StockRow existing(Stocks.Locked locked, String id, @Nullable Long requestVersion) {
        StockRow row = locked.rows().get(id);
        if (row == null) {
            throw Rejection.notFound("Stock", id);
        }
        if (requestVersion != null && row.version() != requestVersion) {
            throw Rejection.versionConflict("Stock", id, requestVersion, row.version());
        }
        return row;
    }

    private static void requireAllowed(StockRow row, Set<String> allowedFacilities) {
        if (!allowedFacilities.isEmpty() && !allowedFacilities.contains(row.facilityId())) {
            throw Rejection.forbidden("The user is not assigned to facility " + row.facilityId());
        }
    }

    /** The facilities of new stocks, by the reference the client used: an id, a URN or its own id. Three statements. */
    private Map<String, Facility> facilitiesOf(Transaction transaction, List<StockBody> bodies) {
        Set<String> ids = new TreeSet<>();
        Set<String> tenantIds = new TreeSet<>();
        for (StockBody body : bodies) {
            if (body.id() == null) {
                String tenantId = body.tenantFacilityReference();
                if (tenantId != null) {
                    tenantIds.add(tenantId);
                } else {
                    ids.add(body.facilityReference());
                }
            }
        }
        Map<String, Facility> found = new HashMap<>(facilities.byIds(transaction.handle(), ids));
        facilities
                .byTenantFacilityIds(transaction.handle(), tenantIds)
                .forEach((tenantId, facility) -> found.put(StockBody.URN + tenantId, facility));
        facilities.hold(
                transaction.handle(),
                found.values().stream().map(Facility::id).distinct().toList());
        return found;
    }

    /** Where new stocks will lie; what names no place there is refused when its turn comes. */
    private static Set<Place> placesOf(List<StockBody> bodies, Map<String, Facility> facilities) {
        Set<Place> places = new TreeSet<>();
        for (StockBody body : bodies) {
            Facility facility = body.id() == null ? facilities.get(body.facilityReference()) : null;
            if (facility != null && body.tenantArticleId() != null) {
                places.add(new Place(facility.id(), body.tenantArticleId()));
            }
        }
        return places;
    }

    private StockRow newRow(
            StockBody body,
            Map<String, Facility> places,
            Map<Place, Listing> listings,
            Map<String, StorageLocation> shelves) {
        if (body.tenantArticleId() == null) {
            throw Rejection.invalid("tenantArticleId must be given");
        }
        Facility facility = places.get(body.facilityReference());
        if (facility == null) {
            throw Rejection.notFound("Facility", body.facilityReference());
        }
        Instant now = clock.instant();
        ObjectNode details = json.createObjectNode();
        put(details, "properties", body.properties());
        put(details, "conditions", body.conditions());
        put(details, "traitConfig", body.traitConfig());
        put(details, "tenantStockId", body.tenantStockId());
        put(details, "customAttributes", body.customAttributes());
        StockTraits traits = StockTraits.of(details, location(body.locationRef(), facility.id(), shelves));
        String expiry = body.properties() == null ? null : body.properties().get("expiry");
        StockRow row = new StockRow(
                identifiers.next(),
                1,
                now,
                now,
                facility.id(),
                body.tenantArticleId(),
                body.value(),
                body.locationRef(),
                body.receiptDate() == null ? now : body.receiptDate(),
                body.availableUntil(),
                StockRow.earlier(body.availableUntil(), StockRow.expiry(expiry)),
                traits.accessible(),
                traits.pickable(),
                traits.keepOnZero(),
                traits.outbound(),
                traits.inMotion(),
                details);
        return row.availableUntil(
                Optional.ofNullable(listings.get(row.place())).flatMap(Listing::availableUntil), 1, now);
    }

    private StockRow changed(StockRow before, StockBody body, Map<String, StorageLocation> shelves) {
        ObjectNode details = before.details().deepCopy();
        put(details, "conditions", body.conditions());
        put(details, "traitConfig", body.traitConfig());
        put(details, "tenantStockId", body.tenantStockId());
        put(details, "customAttributes", body.customAttributes());
        String locationRef = body.locationRef() == null ? before.locationRef() : body.locationRef();
        StockTraits traits = StockTraits.of(details, location(locationRef, before.facilityId(), shelves));
        return new StockRow(
                before.id(),
                before.version() + 1,
                before.created(),
                clock.instant(),
                before.facilityId(),
                before.tenantArticleId(),
                body.value(),
                locationRef,
                before.receiptDate(),
                before.availableUntil(),
                before.usableUntil(),
                traits.accessible(),
                traits.pickable(),
                traits.keepOnZero(),
                traits.outbound(),
                traits.inMotion(),
                details);
    }

    /** @throws Rejection 404 when the facility has no such location */
    private static @Nullable StorageLocation location(
            @Nullable String locationRef, String facilityId, Map<String, StorageLocation> shelves) {
        if (locationRef == null) {
            return null;
        }
        StorageLocation location = shelves.get(locationRef);
        if (location == null || !location.facilityRef().equals(facilityId)) {
            throw Rejection.notFound("Storage location at facility " + facilityId, locationRef);
        }
        return location;
    }

    private void put(ObjectNode details, String name, @Nullable Object value) {
        if (value != null) {
            details.set(name, json.valueToTree(value));
        }
    }
}
