package io.waybill.platform.console;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.PickingCalendar;
import io.waybill.platform.inventory.ArticleStock;
import io.waybill.platform.inventory.ArticleStocks;
import io.waybill.platform.inventory.Place;
import io.waybill.platform.inventory.StockChange;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Gathers all that is known of an article at a facility. Thread-safe. */
@ApplicationScoped
class ShowArticle {
    private final Database database;
    private final ShowFacility showFacility;
    private final ArticleStocks articles;
    private final Orders orders;
    private final Formats formats;

    ShowArticle(Database database, ShowFacility showFacility, ArticleStocks articles, Orders orders, Formats formats) {
        this.database = database;
        this.showFacility = showFacility;
        this.articles = articles;
        this.orders = orders;
        this.formats = formats;
    }

    /** @throws Rejection 404 where the viewer sees no such facility, or nothing is known of the article there */
    ArticleDetails show(String facilityId, String number) {
        return database.read(handle -> {
            Facility place = showFacility.allowed(handle, facilityId);
            return details(handle, place, articles.get(handle, new Place(facilityId, number)));
        });
    }

    private ArticleDetails details(Handle handle, Facility place, ArticleStock stock) {
        ZoneId zone = PickingCalendar.zoneOf(place);
        String number = stock.numbers().place().tenantArticleId();
        int missing = stock.numbers().missing();
        Map<String, Order> known = orders.byIds(
                handle, stock.held().stream().map(ArticleStock.Held::orderId).collect(Collectors.toSet()));
        return new ArticleDetails(
                place.id(),
                place.name(),
                number,
                Objects.requireNonNullElse(stock.title(), number),
                stock.offered(),
                ShowStock.everywhere(number, 1),
                formats.number(stock.numbers().onHand()),
                formats.number(stock.numbers().pickable()),
                formats.number(stock.numbers().reserved()),
                formats.number(stock.numbers().safety()),
                formats.number(stock.numbers().availableForPicking()),
                missing > 0 ? formats.number(missing) : null,
                missing > 0 && stock.numbers().pickable() == 0,
                stock.shelves().stream().map(shelf -> shelf(shelf, zone)).toList(),
                stock.held().stream().map(held -> held(held, known, zone)).toList(),
                stock.moreHeld(),
                stock.changes().stream().map(change -> change(change, zone)).toList());
    }

    private ArticleDetails.Shelf shelf(ArticleStock.Shelf shelf, ZoneId zone) {
        List<String> marks = new ArrayList<>();
        if (shelf.defective()) {
            marks.add("mark_defective");
        }
        if (!shelf.accessible()) {
            marks.add("mark_locked");
        } else if (!shelf.pickable() && !shelf.defective()) {
            marks.add("mark_not_for_orders");
        } else if (shelf.pickable() && !shelf.usable()) {
            marks.add("mark_expired");
        }
        if (shelf.outbound()) {
            marks.add("mark_outbound");
        }
        if (shelf.inMotion()) {
            marks.add("mark_in_motion");
        }
        return new ArticleDetails.Shelf(
                shelf.id(),
                shelf.version(),
                shelf.value(),
                formats.number(shelf.value()),
                Objects.requireNonNullElse(shelf.location(), ""),
                marks,
                formats.time(shelf.received(), zone),
                shelf.usableUntil() == null ? null : formats.time(shelf.usableUntil(), zone),
                shelf.properties().entrySet().stream()
                        .map(property -> property.getKey() + ": " + property.getValue())
                        .toList());
    }

    private ArticleDetails.Held held(ArticleStock.Held held, Map<String, Order> known, ZoneId zone) {
        Order order = known.get(held.orderId());
        return new ArticleDetails.Held(
                held.orderId(),
                order == null ? held.orderId() : Objects.requireNonNullElse(order.tenantOrderId(), order.id()),
                formats.number(held.units()),
                formats.time(held.since(), zone),
                held.pickJobId() != null);
    }

    private ArticleDetails.Change change(StockChange change, ZoneId zone) {
        int difference = change.after() - change.before();
        return new ArticleDetails.Change(
                formats.time(change.created(), zone),
                formats.number(change.before()),
                formats.number(change.after()),
                (difference > 0 ? "+" : "") + formats.number(difference),
                change.cause(),
                change.reason(),
                change.note(),
                change.actor());
    }
}
