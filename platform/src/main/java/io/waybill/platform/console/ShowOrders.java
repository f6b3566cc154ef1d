package io.waybill.platform.console;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.OrderLineItem;
import io.waybill.platform.orders.OrderList;
import io.waybill.platform.orders.OrderStatus;
import io.waybill.platform.orders.ProcessEntities;
import io.waybill.platform.orders.ProcessEntities.Entity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the orders that somebody looks for. Thread-safe. */
@ApplicationScoped
class ShowOrders {
    private static final int PAGE = 50;
    private static final int LONGEST_TEXT = 200;

    private final Database database;
    private final OrderList orders;
    private final ProcessEntities entities;
    private final Facilities facilities;
    private final Formats formats;

    ShowOrders(Database database, OrderList orders, ProcessEntities entities, Facilities facilities, Formats formats) {
        this.database = database;
        this.orders = orders;
        this.entities = entities;
        this.facilities = facilities;
        this.formats = formats;
    }

    /** The parameters as they stand in the address; what makes no sense is left out and said. */
    OrderRows show(String text, String status, String from, String to, boolean stuck, @Nullable String before) {
        OrderStatus wanted = Arrays.stream(OrderStatus.values())
                .filter(each -> each.name().equals(status))
                .findFirst()
                .orElse(null);
        String typed = text.strip();
        Instant first = day(from, 0);
        Instant last = day(to, 1);
        boolean badDate = (!from.isBlank() && first == null) || (!to.isBlank() && last == null);
        boolean tooLong = typed.length() > LONGEST_TEXT;
        OrderRows.Search search = new OrderRows.Search(
                tooLong ? "" : typed,
                wanted,
                first == null ? "" : from,
                last == null ? "" : to,
                stuck,
                badDate ? "search_bad_date" : tooLong ? "search_too_long" : null);
        OrderList.Filter filter = new OrderList.Filter(
                wanted, search.text().isEmpty() ? null : search.text(), first, last, stuck, before);
        return database.read(handle -> rows(handle, search, orders.page(handle, filter, PAGE + 1)));
    }

    private OrderRows rows(Handle handle, OrderRows.Search search, List<Order> found) {
        List<Order> page = found.subList(0, Math.min(PAGE, found.size()));
        Map<String, List<Entity>> known =
                entities.of(handle, page.stream().map(Order::processId).toList());
        Set<String> ids = known.values().stream()
                .flatMap(List::stream)
                .map(Entity::facilityRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        Map<String, Facility> places = facilities.byIds(handle, ids);
        return new OrderRows(
                search,
                page.stream()
                        .map(order -> row(order, known.getOrDefault(order.processId(), List.of()), places))
                        .toList(),
                found.size() > PAGE ? next(search, page.getLast().id()) : null);
    }

    private OrderRows.Row row(Order order, List<Entity> of, Map<String, Facility> places) {
        ConsumerAddress address = order.consumer().deliveryAddress();
        return new OrderRows.Row(
                order.id(),
                Objects.requireNonNullElse(order.tenantOrderId(), order.id()),
                formats.time(order.created()),
                order.status(),
                OrderProgress.of(order.status(), of),
                address == null ? "" : name(address),
                address == null ? "" : address.postalCode() + " " + address.city(),
                formats.number(order.orderLineItems().stream()
                        .mapToLong(OrderLineItem::quantity)
                        .sum()),
                of.stream()
                        .filter(each ->
                                each.kind() == ModuleEntity.PICK_JOB || each.kind() == ModuleEntity.ROUTING_PLAN)
                        .filter(each ->
                                each.status() != EntityStatus.OBSOLETE && each.status() != EntityStatus.CANCELED)
                        .map(Entity::facilityRef)
                        .filter(Objects::nonNull)
                        .distinct()
                        .map(id -> places.containsKey(id) ? places.get(id).name() : id)
                        .collect(Collectors.joining(", ")));
    }

    static String name(ConsumerAddress address) {
        String person = Stream.of(address.firstName(), address.lastName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return person.isEmpty() ? Objects.requireNonNullElse(address.companyName(), "") : person;
    }

    private @Nullable Instant day(String date, int plusDays) {
        try {
            return date.isBlank()
                    ? null
                    : LocalDate.parse(date)
                            .plusDays(plusDays)
                            .atStartOfDay(formats.tenantZone())
                            .toInstant();
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }

    private static String next(OrderRows.Search search, String lastId) {
        UriBuilder address = UriBuilder.fromPath(OrderPages.PATH);
        if (!search.text().isEmpty()) {
            address.queryParam("text", "{text}");
        }
        if (search.status() != null) {
            address.queryParam("status", search.status());
        }
        if (!search.from().isEmpty()) {
            address.queryParam("from", search.from());
        }
        if (!search.to().isEmpty()) {
            address.queryParam("to", search.to());
        }
        if (search.stuck()) {
            address.queryParam("stuck", true);
        }
        return address.queryParam("before", lastId)
                .build(search.text().isEmpty() ? new Object[0] : new Object[] {search.text()})
                .toString();
    }
}
