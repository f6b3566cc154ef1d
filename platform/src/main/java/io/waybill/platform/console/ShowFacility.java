package io.waybill.platform.console;

import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Coordinates;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityAddress;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.FacilityCarriers;
import io.waybill.platform.facilities.FacilityService;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.facilities.PickingCalendar;
import io.waybill.platform.facilities.PickingCapacities;
import io.waybill.platform.facilities.TimeConfigurations;
import io.waybill.platform.facilities.TimeSettings;
import io.waybill.platform.handover.HandoverFigures;
import io.waybill.platform.inventory.StockFigures;
import io.waybill.platform.kernel.BoundedCount;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.packing.PackingFigures;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobList;
import io.waybill.platform.picking.PickingFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers all that is known of one facility. Thread-safe. */
@ApplicationScoped
class ShowFacility {
    /** How many jobs that nobody has begun are moved with one tap. */
    static final int MOVED_AT_ONCE = 200;

    private static final Duration AHEAD = Duration.ofDays(3);
    private static final int SLOTS = 12;
    private static final int JOBS = 10;

    private final Database database;
    private final Facilities facilities;
    private final FacilityCarriers carriers;
    private final TimeConfigurations configurations;
    private final PickingCapacities capacities;
    private final PickingFigures picking;
    private final PickJobList pickJobs;
    private final PackingFigures packing;
    private final HandoverFigures handover;
    private final StockFigures stock;
    private final Caller caller;
    private final Viewer viewer;
    private final Formats formats;
    private final Clock clock;

    ShowFacility(
            Database database,
            Facilities facilities,
            FacilityCarriers carriers,
            TimeConfigurations configurations,
            PickingCapacities capacities,
            PickingFigures picking,
            PickJobList pickJobs,
            PackingFigures packing,
            HandoverFigures handover,
            StockFigures stock,
            Caller caller,
            Viewer viewer,
            Formats formats,
            Clock clock) {
        this.database = database;
        this.facilities = facilities;
        this.carriers = carriers;
        this.configurations = configurations;
        this.capacities = capacities;
        this.picking = picking;
        this.pickJobs = pickJobs;
        this.packing = packing;
        this.handover = handover;
        this.stock = stock;
        this.caller = caller;
        this.viewer = viewer;
        this.formats = formats;
        this.clock = clock;
    }

    /**
     * The facility, if the viewer may see it.
     *
     * @throws Rejection 404, also for a facility that the viewer is not allowed at
     */
    Facility allowed(Handle handle, String facilityId) {
        Facility place = facilities.get(handle, facilityId);
        if (!caller.mayAt(facilityId)) {
            throw Rejection.notFound("Facility", facilityId);
        }
        return place;
    }

    /** @throws Rejection 404 as {@link #allowed} */
    FacilityDetails show(String facilityId) {
        return database.read(handle -> details(handle, allowed(handle, facilityId)));
    }

    private FacilityDetails details(Handle handle, Facility place) {
        Instant now = clock.instant();
        FacilityTimes times = new FacilityTimes(formats.locale(), PickingCalendar.zoneOf(place));
        TimeSettings settings = configurations.settings(handle);
        boolean limited = Boolean.TRUE.equals(place.capacityEnabled());
        int movable =
                pickJobs.unbegunPlans(handle, place.id(), MOVED_AT_ONCE + 1).size();
        return new FacilityDetails(
                place.id(),
                place.version(),
                place.name(),
                Objects.requireNonNullElse(place.tenantFacilityId(), ""),
                FacilityKind.of(place),
                place.status(),
                address(place.address()),
                coordinates(place.coordinates()),
                times.zone().getId(),
                formats.time(now, times.zone()),
                place.services() == null
                        ? List.of()
                        : place.services().stream().map(FacilityService::type).toList(),
                place.isManaged()
                        ? times.week(place.pickingTimes() == null ? settings.pickingTimes() : place.pickingTimes())
                        : List.of(),
                place.pickingTimes() == null,
                limited,
                place.isManaged()
                        ? capacities.load(handle, place, settings, now, now.plus(AHEAD)).stream()
                                .limit(SLOTS)
                                .map(load -> times.slot(load, limited))
                                .toList()
                        : List.of(),
                place.closingDays() == null ? List.of() : times.closings(place.closingDays(), now),
                carriers(handle, place, times),
                cost(place),
                place.isManaged() ? formats.number(settings.buffer(place).toMinutes()) : null,
                work(handle, place),
                pickJobs.toDo(handle, place.id(), JOBS).stream()
                        .map(job -> job(job, times, now))
                        .toList(),
                Arrays.stream(FacilityStatus.values())
                        .filter(each -> each != place.status())
                        .toList(),
                movable > MOVED_AT_ONCE ? formats.number(MOVED_AT_ONCE) + "+" : formats.number(movable),
                movable > 0
                        && place.status() != FacilityStatus.ONLINE
                        && viewer.may(Permission.PROCESS_REROUTE.name()));
    }

    private FacilityDetails.Work work(Handle handle, Facility place) {
        PickingFigures.AtFacility jobs = picking.at(handle, place.id());
        return new FacilityDetails.Work(
                formats.number(jobs.waiting()),
                formats.number(jobs.begun()),
                formats.number(jobs.late()),
                jobs.late() > 0,
                formats.count(BoundedCount.of(packing.at(handle, place.id()).toDo())),
                formats.count(handover.at(handle, place.id())),
                formats.count(stock.reserved(handle, place.id())));
    }

    private FacilityDetails.Job job(PickJob job, FacilityTimes times, Instant now) {
        Instant due = job.deliveryinformation().targetTime();
        return new FacilityDetails.Job(
                job.id(),
                job.shortId(),
                formats.time(due, times.zone()),
                due != null && due.isBefore(now),
                job.orderRef(),
                Objects.requireNonNullElse(job.tenantOrderId(), Objects.requireNonNullElse(job.orderRef(), "")));
    }

    private List<FacilityDetails.Carrier> carriers(Handle handle, Facility place, FacilityTimes times) {
        Set<String> usable =
                carriers.usableByFacilities(handle, List.of(place.id())).getOrDefault(place.id(), List.of()).stream()
                        .map(FacilityCarrier::id)
                        .collect(Collectors.toSet());
        return carriers.byFacilities(handle, List.of(place.id())).getOrDefault(place.id(), List.of()).stream()
                .map(each -> new FacilityDetails.Carrier(
                        Objects.requireNonNullElse(each.name(), each.key()),
                        usable.contains(each.id()),
                        times.cutoffs(each)))
                .toList();
    }

    private static List<String> address(@Nullable FacilityAddress address) {
        if (address == null) {
            return List.of();
        }
        return Stream.of(
                        address.companyName(),
                        joined(address.street(), address.houseNumber()),
                        joined(address.postalCode(), address.city()),
                        joined(address.province(), address.country()))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String joined(@Nullable String first, @Nullable String second) {
        return Stream.of(first, second).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    private static @Nullable String coordinates(@Nullable Coordinates at) {
        return at == null ? null : String.format(Locale.ROOT, "%.5f, %.5f", at.lat(), at.lon());
    }

    private @Nullable String cost(Facility place) {
        return place.operativeCosts() == null || place.operativeCosts().isEmpty()
                ? null
                : formats.money(place.operativeCosts().getFirst());
    }
}
