package io.waybill.platform.console;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.StorageLocation;
import io.waybill.platform.facilities.StorageLocations;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.LoadUnit;
import io.waybill.platform.picking.LoadUnits;
import io.waybill.platform.picking.PartialStockLocation;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.picking.PickLineItem;
import io.waybill.platform.picking.PickLineItemStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what somebody who picks needs to see. Thread-safe. */
@ApplicationScoped
class ShowPicking {
    private final Database database;
    private final Workplaces workplaces;
    private final PickJobs pickJobs;
    private final LoadUnits loadUnits;
    private final StorageLocations locations;
    private final Viewer viewer;
    private final Formats formats;

    ShowPicking(
            Database database,
            Workplaces workplaces,
            PickJobs pickJobs,
            LoadUnits loadUnits,
            StorageLocations locations,
            Viewer viewer,
            Formats formats) {
        this.database = database;
        this.workplaces = workplaces;
        this.pickJobs = pickJobs;
        this.loadUnits = loadUnits;
        this.locations = locations;
        this.viewer = viewer;
        this.formats = formats;
    }

    /**
     * The job as it stands, for the checks of an action.
     *
     * @throws Rejection 404, also for a job at a facility that the viewer may not work at
     */
    PickJob job(String id) {
        return database.read(handle -> {
            PickJob job = pickJobs.get(handle, id);
            workplaces.get(handle, job.facilityRef());
            return job;
        });
    }

    /**
     * The job, unless somebody else is at it or nobody may pick now: then nothing is changed by mistake.
     *
     * @throws Rejection 404 as {@link #job}, 409 when the job is not the viewer's
     */
    PickJob mine(String id) {
        PickJob job = job(id);
        if (job.status() != PickJobStatus.IN_PROGRESS || takenBy(job) != null) {
            throw Rejection.conflict("Pick job " + job.shortId() + " is not yours to work on any more");
        }
        return job;
    }

    /** The load units with goods of the job, oldest first. */
    List<LoadUnit> boxes(String jobId) {
        return database.read(handle -> loadUnits.ofPickJob(handle, jobId));
    }

    /**
     * @param scanned what was scanned and found no line; empty when nothing was
     * @throws Rejection 404 as {@link #job}
     */
    PickStation.Pick pick(String id, String scanned) {
        return database.read(handle -> {
            PickJob job = pickJobs.get(handle, id);
            Facility place = workplaces.get(handle, job.facilityRef());
            String takenBy = takenBy(job);
            Map<String, StorageLocation> shelves = locations.byIds(handle, locationIds(job));
            List<PickStation.Line> lines = job.linesAlongTheWay().stream()
                    .map(line -> line(line, shelves))
                    .toList();
            List<LoadUnit> boxes = loadUnits.ofPickJob(handle, id);
            return new PickStation.Pick(
                    job.id(),
                    job.version(),
                    place.id(),
                    place.name(),
                    job.shortId(),
                    job.status(),
                    job.status().isLive(),
                    job.status() == PickJobStatus.IN_PROGRESS && takenBy == null,
                    takenBy,
                    workplaces.time(job.deliveryinformation().targetTime(), place),
                    workplaces.late(job.deliveryinformation().targetTime()),
                    lines,
                    formats.number(
                            lines.stream().mapToLong(PickStation.Line::picked).sum()),
                    formats.number(
                            lines.stream().mapToLong(PickStation.Line::quantity).sum()),
                    lines.stream().allMatch(PickStation.Line::done),
                    boxes.stream().map(this::box).toList(),
                    LeftOver.units(LoadGoods.loose(job, boxes)),
                    scanned);
        });
    }

    /** Who else is at the job; null when nobody is. */
    private @Nullable String takenBy(PickJob job) {
        String who = job.status() == PickJobStatus.IN_PROGRESS && job.editor() != null
                ? job.editor().username()
                : null;
        return viewer.username().equals(who) ? null : who;
    }

    private PickStation.Box box(LoadUnit unit) {
        List<LeftOver.Goods> goods = LoadGoods.goods(unit);
        return new PickStation.Box(
                unit.id(),
                LoadGoods.name(unit),
                formats.number(LeftOver.units(goods)),
                goods.stream()
                        .map(each -> formats.number(each.units()) + " × "
                                + each.article().title())
                        .toList());
    }

    private static PickStation.Line line(PickLineItem line, Map<String, StorageLocation> shelves) {
        boolean done = line.taken() >= line.quantity() || line.status() == PickLineItemStatus.CLOSED;
        return new PickStation.Line(
                line.id(),
                line.article().tenantArticleId(),
                line.article().title(),
                place(line, shelves),
                line.taken(),
                line.quantity(),
                done,
                done && line.taken() < line.quantity(),
                line.shortPickReason() == null
                        ? null
                        : line.shortPickReason().reasonLocalized().values().stream()
                                .findFirst()
                                .orElse(null));
    }

    private static Set<String> locationIds(PickJob job) {
        return job.pickLineItems().stream()
                .flatMap(line -> places(line).stream())
                .map(PartialStockLocation::locationId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static List<PartialStockLocation> places(PickLineItem line) {
        return Objects.requireNonNullElse(line.partialStockLocations(), List.of());
    }

    private static String place(PickLineItem line, Map<String, StorageLocation> shelves) {
        if (places(line).isEmpty()) {
            return "";
        }
        PartialStockLocation first = places(line).getFirst();
        StorageLocation shelf = first.locationId() == null ? null : shelves.get(first.locationId());
        String name = shelf == null ? first.tenantPartialStockId() : shelf.name();
        return first.zoneName() == null ? name : first.zoneName() + " · " + name;
    }
}
