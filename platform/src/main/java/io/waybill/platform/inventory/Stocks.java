package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.platform.database.Transaction;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Changes what lies on the shelves: every change of stock goes through here, under the lock of its {@link Place}, and
 * tells what it changed.
 *
 * <p>Thread-safe. The number of statements does not depend on the number of stocks.
 */
@ApplicationScoped
public class Stocks {
    private static final Logger LOG = Logger.getLogger(Stocks.class);

    private final StockTable table;
    private final Availability availability;
    private final Reservations reservations;
    private final FacilityStockConfigurations configurations;
    private final PickedUnits pickedUnits;
    private final StockChanges stockChanges;
    private final InventoryEvents events;
    private final Event<StockIncreased> increases;
    private final Event<StockZeroed> zeroings;
    private final Clock clock;
    private final Counter unaccounted;

    Stocks(
            StockTable table,
            Availability availability,
            Reservations reservations,
            FacilityStockConfigurations configurations,
            PickedUnits pickedUnits,
            StockChanges stockChanges,
            InventoryEvents events,
            Event<StockIncreased> increases,
            Event<StockZeroed> zeroings,
            Clock clock,
            MeterRegistry metrics) {
        this.table = table;
        this.availability = availability;
        this.reservations = reservations;
        this.configurations = configurations;
        this.pickedUnits = pickedUnits;
        this.stockChanges = stockChanges;
        this.events = events;
        this.increases = increases;
        this.zeroings = zeroings;
        this.clock = clock;
        this.unaccounted = Counter.builder("waybill.inventory.unaccounted.units")
                .description("Units that were picked although no stock was recorded where they were picked")
                .register(metrics);
    }

    /**
     * Takes what pick jobs picked from the shelves and ends the reservations of their plans, picked or not.
     *
     * @return per place the units that were picked beyond what was recorded as stock there; empty when the books
     *     agree. Stock never goes below zero; the difference is answered, logged and counted.
     */
    public Map<Place, Integer> consume(Transaction transaction, List<Consumption> consumptions) {
        return consume(transaction, consumptions, StockChange.Why.PICKED);
    }

    Map<Place, Integer> consume(Transaction transaction, List<Consumption> consumptions, StockChange.Why why) {
        Handle handle = transaction.handle();
        Set<String> plans = consumptions.stream()
                .map(Consumption::routingPlanId)
                .filter(plan -> !plan.isEmpty())
                .collect(Collectors.toSet());
        TreeSet<Place> places = Reservations.placesOf(handle, Reservations.OF_PLANS, plans);
        Map<Place, Integer> picked = new TreeMap<>();
        Set<Place> emptied = new HashSet<>();
        for (Consumption consumption : consumptions) {
            consumption
                    .picked()
                    .forEach((article, quantity) ->
                            picked.merge(new Place(consumption.facilityId(), article), quantity, Integer::sum));
            consumption.emptied().forEach(article -> emptied.add(new Place(consumption.facilityId(), article)));
        }
        if (!emptied.isEmpty()) {
            Set<String> asCounted = configurations.withoutCorrection(
                    handle, emptied.stream().map(Place::facilityId).toList());
            emptied.removeIf(place -> asCounted.contains(place.facilityId()));
        }
        places.addAll(picked.keySet());
        places.addAll(emptied);
        Balances.lock(handle, places);
        Map<Place, ArticleAvailability> before = availability.of(handle, places);

        List<ObjectNode> endedDocuments = reservations.documents(handle, Reservations.OF_PLANS, plans);
        List<Reservation> ended = Reservations.delete(handle, Reservations.OF_PLANS, plans);
        reservations.finish(handle, plans);
        Map<Place, Integer> deltas = new TreeMap<>();
        ended.forEach(reservation -> deltas.merge(reservation.place(), -reservation.quantity(), Integer::sum));
        Balances.addReserved(handle, deltas);
        Map<Place, Integer> missing = takeFromShelves(transaction, picked, emptied, why);
        pickedUnits.add(handle, picked, clock.instant());

        events.reservations(transaction, "INVENTORY_RESERVATIONS_DELETED", endedDocuments);
        tellChanges(transaction, before);
        missing.forEach((place, units) -> {
            unaccounted.increment(units);
            LOG.warnf(
                    "%d units of article %s were picked at facility %s beyond its recorded stock",
                    units, place.tenantArticleId(), place.facilityId());
        });
        return missing;
    }

    private Map<Place, Integer> takeFromShelves(
            Transaction transaction, Map<Place, Integer> picked, Set<Place> emptied, StockChange.Why why) {
        Set<Place> touched = new TreeSet<>(picked.keySet());
        touched.addAll(emptied);
        Map<Place, Integer> missing = new TreeMap<>();
        if (touched.isEmpty()) {
            return missing;
        }
        Instant now = clock.instant();
        Map<Place, List<StockRow>> shelves = table.at(transaction.handle(), touched).stream()
                .sorted(StockRow.ranking(now))
                .collect(Collectors.groupingBy(StockRow::place));
        List<StockRow> changed = new ArrayList<>();
        List<StockRow> gone = new ArrayList<>();
        Map<String, Integer> previousValues = new HashMap<>();
        for (Place place : touched) {
            int open = picked.getOrDefault(place, 0);
            for (StockRow row : shelves.getOrDefault(place, List.of())) {
                int taken = Math.min(open, row.value());
                open -= taken;
                int left = emptied.contains(place) ? 0 : row.value() - taken;
                if (left != row.value()) {
                    previousValues.put(row.id(), row.value());
                    if (left == 0 && !row.keepOnZero()) {
                        gone.add(row);
                    } else {
                        changed.add(row.withValue(left, now));
                    }
                }
            }
            if (open > 0) {
                missing.put(place, open);
            }
        }
        write(transaction, List.of(), changed, previousValues, gone, why);
        return missing;
    }

    /** Creates the stocks. Answers them as the wire shows them, in their order. */
    List<ObjectNode> create(Transaction transaction, List<StockRow> rows, StockChange.Why why) {
        Set<Place> places = rows.stream().map(StockRow::place).collect(Collectors.toSet());
        Balances.lock(transaction.handle(), places);
        Map<Place, ArticleAvailability> before = availability.of(transaction.handle(), places);
        Map<String, ObjectNode> documents = write(transaction, rows, List.of(), Map.of(), List.of(), why);
        tellChanges(transaction, before);
        return List.copyOf(documents.values());
    }

    /**
     * Locks the places of these stocks and reads them; what follows in the transaction may rely on what is answered.
     * Ids that do not exist are left out.
     */
    Locked lock(Transaction transaction, Collection<String> ids) {
        return lock(transaction, ids, Set.of());
    }

    /** As {@link #lock(Transaction, Collection)}, together with places that are about to get stocks. */
    Locked lock(Transaction transaction, Collection<String> ids, Collection<Place> further) {
        Handle handle = transaction.handle();
        Set<Place> places =
                table.byIds(handle, ids).values().stream().map(StockRow::place).collect(Collectors.toSet());
        Set<Place> all = new TreeSet<>(places);
        all.addAll(further);
        Balances.lock(handle, all);
        return new Locked(table.byIds(handle, ids), availability.of(handle, places));
    }

    /** Stocks whose places are locked, with the numbers before the change. */
    record Locked(Map<String, StockRow> rows, Map<Place, ArticleAvailability> before) {}

    /** Writes changed rows (each one version on) and deletes others, all of them locked before. */
    Map<String, ObjectNode> change(
            Transaction transaction,
            Locked locked,
            Collection<StockRow> changed,
            Collection<StockRow> deleted,
            StockChange.Why why) {
        Map<String, Integer> previousValues = new HashMap<>();
        locked.rows().values().forEach(row -> previousValues.put(row.id(), row.value()));
        Map<String, ObjectNode> documents = write(transaction, List.of(), changed, previousValues, deleted, why);
        tellMoves(transaction, locked, changed, documents);
        tellChanges(transaction, locked.before());
        return documents;
    }

    /** Stocks that lie at another location now than before. */
    private void tellMoves(
            Transaction transaction, Locked locked, Collection<StockRow> changed, Map<String, ObjectNode> documents) {
        List<ObjectNode> moved = new ArrayList<>();
        for (StockRow row : changed) {
            StockRow before = locked.rows().get(row.id());
            ObjectNode document = documents.get(row.id());
            if (before != null && document != null && !Objects.equals(before.locationRef(), row.locationRef())) {
                ObjectNode item = document.deepCopy();
                delta(item, row.value() - before.value(), 0).put("previousLocationRef", before.locationRef());
                moved.add(item);
            }
        }
        events.stocks(transaction, "INVENTORY_STOCKS_LOCATION_CHANGED", moved);
    }

    /**
     * Applies what the listings of these places now say of how long stock is available. Stocks whose client gave an
     * {@code availableUntil} keep it.
     */
    void applyAvailableUntil(Transaction transaction, Map<Place, Optional<ListingBody.AvailableUntil>> definitions) {
        Set<Place> places = definitions.keySet();
        if (places.isEmpty()) {
            return;
        }
        Handle handle = transaction.handle();
        Balances.lock(handle, places);
        Map<Place, ArticleAvailability> before = availability.of(handle, places);
        Instant now = clock.instant();
        List<StockRow> changed = new ArrayList<>();
        Map<String, Integer> values = new HashMap<>();
        for (StockRow row : table.at(handle, places)) {
            StockRow restated =
                    row.availableUntil(definitions.getOrDefault(row.place(), Optional.empty()), row.version() + 1, now);
            if (!Objects.equals(restated.availableUntil(), row.availableUntil())) {
                changed.add(restated);
                values.put(row.id(), row.value());
            }
        }
        write(transaction, List.of(), changed, values, List.of(), StockChange.Why.WRITTEN);
        tellChanges(transaction, before);
    }

    private Map<String, ObjectNode> write(
            Transaction transaction,
            Collection<StockRow> created,
            Collection<StockRow> changed,
            Map<String, Integer> previousValues,
            Collection<StockRow> deleted,
            StockChange.Why why) {
        Handle handle = transaction.handle();
        List<String> deletedIds = deleted.stream().map(StockRow::id).toList();
        List<ObjectNode> gone = List.copyOf(table.documents(handle, deletedIds).values());
        table.insert(handle, created);
        table.update(handle, changed);
        table.delete(handle, deletedIds);
        stockChanges.record(handle, steps(created, changed, previousValues, deleted), why);

        List<String> writtenIds = new ArrayList<>();
        created.forEach(row -> writtenIds.add(row.id()));
        changed.forEach(row -> writtenIds.add(row.id()));
        Map<String, ObjectNode> written = table.documents(handle, writtenIds);

        events.stocks(transaction, "INVENTORY_STOCKS_CREATED", withDelta(written, created, Map.of()));
        events.stocks(
                transaction,
                "INVENTORY_STOCKS_VALUE_CHANGED",
                withDelta(
                        written,
                        changed.stream()
                                .filter(row -> previousValues.getOrDefault(row.id(), 0) != row.value())
                                .toList(),
                        previousValues));
        gone.forEach(document -> delta(document, -document.path("value").asInt(), -1));
        events.stocks(transaction, "INVENTORY_STOCKS_DELETED", gone);
        return written;
    }

    private static List<StockChanges.Step> steps(
            Collection<StockRow> created,
            Collection<StockRow> changed,
            Map<String, Integer> previousValues,
            Collection<StockRow> deleted) {
        List<StockChanges.Step> steps = new ArrayList<>();
        created.forEach(row -> steps.add(new StockChanges.Step(row.id(), row.place(), 0, row.value())));
        changed.forEach(row -> steps.add(
                new StockChanges.Step(row.id(), row.place(), previousValues.getOrDefault(row.id(), 0), row.value())));
        deleted.forEach(row -> steps.add(new StockChanges.Step(row.id(), row.place(), row.value(), 0)));
        return steps.stream().filter(step -> step.before() != step.after()).toList();
    }

    private static List<ObjectNode> withDelta(
            Map<String, ObjectNode> written, Collection<StockRow> rows, Map<String, Integer> previousValues) {
        List<ObjectNode> items = new ArrayList<>();
        for (StockRow row : rows) {
            ObjectNode document = written.get(row.id());
            if (document != null) {
                ObjectNode item = document.deepCopy();
                delta(item, row.value() - previousValues.getOrDefault(row.id(), 0), row.version() == 1 ? 1 : 0);
                items.add(item);
            }
        }
        return items;
    }

    private static ObjectNode delta(ObjectNode item, int value, int stockCount) {
        return item.putObject("delta")
                .put("value", value)
                .put("reserved", 0)
                .put("stockCount", stockCount)
                .putNull("previousLocationRef");
    }

    private void tellChanges(Transaction transaction, Map<Place, ArticleAvailability> before) {
        Map<Place, ArticleAvailability> after = availability.of(transaction.handle(), before.keySet());
        events.facilityStockChanged(transaction, before, after);
        Set<Place> zeroed = new TreeSet<>();
        after.forEach((place, now) -> {
            if (now.pickable() == 0
                    && before.getOrDefault(place, ArticleAvailability.none(place))
                                    .pickable()
                            > 0
                    && now.reserved() > 0) {
                zeroed.add(place);
            }
        });
        if (!zeroed.isEmpty()) {
            zeroings.fire(new StockZeroed(transaction, zeroed));
        }
        Set<String> increased = StockIncreased.articles(before, after);
        if (!increased.isEmpty()) {
            increases.fire(new StockIncreased(transaction, increased));
        }
    }
}
