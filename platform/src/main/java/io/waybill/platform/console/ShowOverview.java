package io.waybill.platform.console;

import io.waybill.platform.access.Permission;
import io.waybill.platform.connectors.ConnectorReports;
import io.waybill.platform.database.Database;
import io.waybill.platform.events.DeliveryFigures;
import io.waybill.platform.facilities.Coordinates;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.handover.HandoverFigures;
import io.waybill.platform.kernel.BoundedCount;
import io.waybill.platform.orders.OrderFigures;
import io.waybill.platform.orders.OrderStatus;
import io.waybill.platform.packing.PackingFigures;
import io.waybill.platform.picking.PickingFigures;
import io.waybill.platform.routing.RoutingFigures;
import io.waybill.platform.shipping.ShippingFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what the overview shows. Thread-safe. */
@ApplicationScoped
class ShowOverview {
    private static final int HOURS = 24;
    private static final int FACILITIES = 20;
    private static final int MOST_FACILITIES = 1_000;
    private static final int FLOWS = 150;
    private static final int BAR_WIDTH = 20;
    private static final int BAR_HEIGHT = 100;
    private static final BoundedCount NONE = BoundedCount.of(0);

    private final Database database;
    private final OrderFigures orders;
    private final RoutingFigures routing;
    private final PickingFigures picking;
    private final PackingFigures packing;
    private final ShippingFigures shipping;
    private final HandoverFigures handover;
    private final DeliveryFigures deliveries;
    private final ConnectorReports connectors;
    private final Facilities facilities;
    private final Formats formats;
    private final Viewer viewer;
    private final Clock clock;

    ShowOverview(
            Database database,
            OrderFigures orders,
            RoutingFigures routing,
            PickingFigures picking,
            PackingFigures packing,
            ShippingFigures shipping,
            HandoverFigures handover,
            DeliveryFigures deliveries,
            ConnectorReports connectors,
            Facilities facilities,
            Formats formats,
            Viewer viewer,
            Clock clock) {
        this.database = database;
        this.orders = orders;
        this.routing = routing;
        this.picking = picking;
        this.packing = packing;
        this.shipping = shipping;
        this.handover = handover;
        this.deliveries = deliveries;
        this.connectors = connectors;
        this.facilities = facilities;
        this.formats = formats;
        this.viewer = viewer;
        this.clock = clock;
    }

    /** The work of a facility. */
    private record Work(long toPick, long picking, long late, long toPack, long toHandOver) {
        static final Work NONE = new Work(0, 0, 0, 0, 0);

        long all() {
            return toPick + picking + toPack + toHandOver;
        }
    }

    Overview show() {
        return database.read(this::gather);
    }

    private Overview gather(Handle handle) {
        Instant now = clock.instant();
        Map<OrderStatus, BoundedCount> active = orders.active(handle);
        Map<String, Work> work = work(handle);
        Overview.Day day = day(handle, now);
        List<Facility> places = facilities.first(handle, MOST_FACILITIES);
        List<Facility> busiest = places.stream()
                .sorted(Comparator.comparingLong(
                                (Facility place) -> work(work, place).all())
                        .reversed()
                        .thenComparing(Facility::name))
                .toList();
        List<FacilityMap.Place> spots = new ArrayList<>();
        for (Facility place : places) {
            Coordinates at = place.coordinates();
            if (at != null) {
                spots.add(new FacilityMap.Place(
                        place.id(),
                        place.name(),
                        at,
                        work(work, place).all(),
                        place.status() == FacilityStatus.ONLINE));
            }
        }
        return new Overview(
                List.of(
                        tile("undecided", routing.undecided(handle), "/console/orders?status=OPEN"),
                        tile("to_pick", sum(work, Work::toPick), FloorPages.PATH),
                        tile("picking", sum(work, Work::picking), FloorPages.PATH),
                        tile("to_pack", sum(work, Work::toPack), FloorPages.PATH),
                        tile("to_hand_over", sum(work, Work::toHandOver), FloorPages.PATH),
                        tile("handed_over", day.handedOver(), "/console/orders"),
                        tile("locked", active.getOrDefault(OrderStatus.LOCKED, NONE), "/console/orders?status=LOCKED"),
                        tile(
                                "promised",
                                active.getOrDefault(OrderStatus.PROMISED, NONE),
                                "/console/orders?status=PROMISED")),
                List.of(
                        concern("unroutable", routing.unroutable(handle), "/console/orders?stuck=true"),
                        concern("late", sum(work, Work::late), FloorPages.PATH),
                        concern(
                                "failed_labels",
                                shipping.failedLabels(handle),
                                forThoseWhoMay(Permission.PARCEL_READ, FailedLabelPages.PATH)),
                        concern(
                                "parked",
                                deliveries.parked(handle),
                                forThoseWhoMay(Permission.SUBSCRIPTION_READ, WebhookPages.PATH)),
                        concern(
                                "parked_messages",
                                connectors.parked(handle),
                                forThoseWhoMay(Permission.TENANT_CONNECTOR_CONFIG_READ, ConnectorPages.PATH))),
                day,
                busiest.stream()
                        .limit(FACILITIES)
                        .map(place -> row(place, work(work, place)))
                        .toList(),
                Math.max(0, busiest.size() - FACILITIES),
                FacilityMap.of(spots, routing.latestFlows(handle, FLOWS)),
                formats.time(now));
    }

    private Map<String, Work> work(Handle handle) {
        Map<String, Work> work = new HashMap<>();
        for (PickingFigures.AtFacility each : picking.byFacility(handle)) {
            work.put(each.facilityId(), new Work(each.waiting(), each.begun(), each.late(), 0, 0));
        }
        packing.byFacility(handle).forEach((id, jobs) -> {
            Work known = work.getOrDefault(id, Work.NONE);
            work.put(id, new Work(known.toPick(), known.picking(), known.late(), jobs, 0));
        });
        handover.byFacility(handle).forEach((id, jobs) -> {
            Work known = work.getOrDefault(id, Work.NONE);
            work.put(id, new Work(known.toPick(), known.picking(), known.late(), known.toPack(), jobs));
        });
        return work;
    }

    private static Work work(Map<String, Work> work, Facility place) {
        return work.getOrDefault(place.id(), Work.NONE);
    }

    private static BoundedCount sum(Map<String, Work> work, ToLongFunction<Work> part) {
        return BoundedCount.of(work.values().stream().mapToLong(part).sum());
    }

    private Overview.Tile tile(String key, BoundedCount count, @Nullable String link) {
        return tile(key, formats.count(count), link);
    }

    private static Overview.Tile tile(String key, String count, @Nullable String link) {
        return new Overview.Tile("tile_" + key, count, link);
    }

    private Overview.Concern concern(String key, BoundedCount count, @Nullable String link) {
        return new Overview.Concern("concern_" + key, formats.count(count), !count.isZero(), link);
    }

    private @Nullable String forThoseWhoMay(Permission permission, String link) {
        return viewer.may(permission.name()) ? link : null;
    }

    private Overview.Row row(Facility place, Work work) {
        return new Overview.Row(
                place.id(),
                place.name(),
                place.status(),
                formats.number(work.toPick()),
                formats.number(work.picking()),
                formats.number(work.late()),
                work.late() > 0,
                formats.number(work.toPack()),
                formats.number(work.toHandOver()));
    }

    /** Two bars for each hour, also for those in which nothing came and nothing left. */
    private Overview.Day day(Handle handle, Instant now) {
        Instant first = now.minus(Duration.ofHours(HOURS - 1)).truncatedTo(ChronoUnit.HOURS);
        Map<Instant, Long> came = new HashMap<>();
        orders.byHour(handle, first).forEach(hour -> came.put(hour.from(), hour.orders()));
        Map<Instant, Long> left = new HashMap<>();
        handover.byHour(handle, first).forEach(hour -> left.put(hour.from(), hour.jobs()));
        long most = Stream.concat(came.values().stream(), left.values().stream())
                .max(Comparator.naturalOrder())
                .orElse(1L);
        List<Overview.Bar> bars = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            Instant from = first.plus(Duration.ofHours(hour));
            long placed = came.getOrDefault(from, 0L);
            long handedOver = left.getOrDefault(from, 0L);
            bars.add(new Overview.Bar(
                    formats.hour(from),
                    placed,
                    handedOver,
                    hour * BAR_WIDTH,
                    height(placed, most),
                    height(handedOver, most),
                    hour % 6 == 0));
        }
        return new Overview.Day(total(came.values()), total(left.values()), bars);
    }

    private static int height(long count, long most) {
        return (int) Math.ceil((double) count * BAR_HEIGHT / most);
    }

    private String total(Collection<Long> counts) {
        long sum = counts.stream().mapToLong(Long::longValue).sum();
        // The figures stop there: there may be more.
        return formats.count(new BoundedCount(sum, sum >= BoundedCount.BOUND));
    }
}
