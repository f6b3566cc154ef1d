package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.inventory.Place;
import io.waybill.platform.inventory.ShelfStock;
import io.waybill.platform.inventory.ShelfStocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Tells pickers where the units of their lines lie, and orders the lines along their way (platform.md 7.2, picking
 * sequence): by the highest score of a line's places, then by article; lines without one come last and stay in the order
 * of the plan. Thread-safe.
 */
@ApplicationScoped
class PickingPlaces {
    /** More than this nobody walks to for one line. */
    private static final int MOST_PLACES = 20;

    private static final Comparator<PickLineItem> ALONG_THE_WAY = Comparator.comparing(
                    PickLineItem::sequenceScore, Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder()))
            .thenComparing(
                    line -> line.sequenceScore() == null ? "" : line.article().tenantArticleId());

    private final ShelfStocks shelves;

    PickingPlaces(ShelfStocks shelves) {
        this.shelves = shelves;
    }

    /** The jobs with the places of their lines. One statement, however many jobs and lines. */
    List<PickJob> show(Handle handle, List<PickJob> jobs) {
        Map<Place, List<ShelfStock>> usable = shelves.usable(
                handle,
                jobs.stream()
                        .flatMap(job -> job.pickLineItems().stream().map(line -> place(job, line)))
                        .toList());
        return usable.isEmpty()
                ? jobs
                : jobs.stream()
                        .map(job -> job.with(change -> change.pickLineItems(job.pickLineItems().stream()
                                .map(line -> show(line, usable.getOrDefault(place(job, line), List.of())))
                                .sorted(ALONG_THE_WAY)
                                .toList())))
                        .toList();
    }

    private static Place place(PickJob job, PickLineItem line) {
        return new Place(job.facilityRef(), line.article().tenantArticleId());
    }

    private static PickLineItem show(PickLineItem line, List<ShelfStock> stocks) {
        return stocks.isEmpty()
                ? line
                : line.with(change -> change.partialStockLocations(stocks.stream()
                        .limit(MOST_PLACES)
                        .map(PickingPlaces::place)
                        .toList()));
    }

    private static PartialStockLocation place(ShelfStock stock) {
        ObjectNode location = JsonNodeFactory.instance.objectNode().put("locationRef", stock.locationId());
        stock.scannableCodes().forEach(location.putArray("scannableCodes")::add);
        return new PartialStockLocation(
                Objects.requireNonNullElse(stock.tenantStockId(), stock.stockId()),
                stock.stockId(),
                (long) stock.units(),
                null,
                null,
                null,
                location,
                stock.properties(),
                null,
                stock.pickingSequence(),
                stock.zoneName(),
                stock.zoneId());
    }
}
