package io.waybill.platform.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.access.Caller;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.handover.HandoverFigures;
import io.waybill.platform.handover.HandoverLineItem;
import io.waybill.platform.handover.HandoverList;
import io.waybill.platform.handover.Handoverjob;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.PartialStockLocation;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobList;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.picking.PickLineItem;
import io.waybill.platform.picking.PickLineItemStatus;
import io.waybill.platform.picking.PickingFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what people on the floor need to see. Thread-safe. */
@ApplicationScoped
class ShowFloor {
    private static final int SITES = 500;
    private static final int JOBS = 60;
    private static final int HANDOVERS = 60;

    private final Database database;
    private final Facilities facilities;
    private final PickJobs pickJobs;
    private final PickJobList pickJobList;
    private final PickingFigures picking;
    private final HandoverList handoverList;
    private final HandoverFigures handover;
    private final Caller caller;
    private final Viewer viewer;
    private final Formats formats;
    private final Clock clock;

    ShowFloor(
            Database database,
            Facilities facilities,
            PickJobs pickJobs,
            PickJobList pickJobList,
            PickingFigures picking,
            HandoverList handoverList,
            HandoverFigures handover,
            Caller caller,
            Viewer viewer,
            Formats formats,
            Clock clock) {
        this.database = database;
        this.facilities = facilities;
        this.pickJobs = pickJobs;
        this.pickJobList = pickJobList;
        this.picking = picking;
        this.handoverList = handoverList;
        this.handover = handover;
        this.caller = caller;
        this.viewer = viewer;
        this.formats = formats;
        this.clock = clock;
    }

    /** The facilities that the viewer may work at, those with the most to do first. */
    List<Floor.Site> sites() {
        Set<String> allowed = caller.facilityIds();
        return database.read(handle -> {
            Map<String, Long> toDo = new HashMap<>(handover.byFacility(handle));
            picking.byFacility(handle)
                    .forEach(each -> toDo.merge(each.facilityId(), each.waiting() + each.begun(), Long::sum));
            List<Facility> known = allowed.isEmpty()
                    ? facilities.first(handle, SITES)
                    : List.copyOf(facilities.byIds(handle, allowed).values());
            return known.stream()
                    .filter(Facility::isManaged)
                    .sorted(Comparator.comparingLong((Facility each) -> toDo.getOrDefault(each.id(), 0L))
                            .reversed()
                            .thenComparing(Facility::name))
                    .map(each ->
                            new Floor.Site(each.id(), each.name(), formats.number(toDo.getOrDefault(each.id(), 0L))))
                    .toList();
        });
    }

    /** @throws Rejection 404, also for a facility that the viewer may not work at */
    Floor.Station station(String facilityId) {
        return database.read(handle -> {
            Facility place = allowed(handle, facilityId);
            List<Floor.Job> jobs = pickJobList.toDo(handle, facilityId, JOBS).stream()
                    .map(job -> job(job, zone(place)))
                    .toList();
            return new Floor.Station(
                    place.id(),
                    place.name(),
                    jobs.stream()
                            .filter(job -> viewer.username().equals(job.who()))
                            .toList(),
                    jobs.stream().filter(job -> job.who() == null).toList(),
                    jobs.stream()
                            .filter(job ->
                                    job.who() != null && !viewer.username().equals(job.who()))
                            .toList(),
                    handoverList.ready(handle, facilityId, "", HANDOVERS).stream()
                            .map(each -> handover(each, zone(place)))
                            .toList());
        });
    }

    /** @throws Rejection 404 as {@link #station} */
    Floor.Desk desk(String facilityId, String text) {
        return database.read(handle -> {
            Facility place = allowed(handle, facilityId);
            return new Floor.Desk(
                    place.id(),
                    place.name(),
                    text,
                    handoverList.ready(handle, facilityId, text, HANDOVERS).stream()
                            .map(each -> handover(each, zone(place)))
                            .toList());
        });
    }

    /**
     * The job as it stands, for the checks of an action.
     *
     * @throws Rejection 404 as {@link #station}
     */
    PickJob job(String id) {
        return database.read(handle -> {
            PickJob job = pickJobs.get(handle, id);
            allowed(handle, job.facilityRef());
            return job;
        });
    }

    /**
     * @param scanned what was scanned and found no line; empty when nothing was
     * @throws Rejection 404 as {@link #station}
     */
    Floor.Pick pick(String id, String scanned) {
        return database.read(handle -> {
            PickJob job = pickJobs.get(handle, id);
            Facility place = allowed(handle, job.facilityRef());
            String takenBy = takenBy(job);
            List<Floor.Line> lines = job.pickLineItems().stream()
                    .sorted(Comparator.comparing(ShowFloor::sequence, Comparator.nullsLast(Comparator.naturalOrder()))
                            .thenComparing(PickLineItem::id))
                    .map(ShowFloor::line)
                    .toList();
            return new Floor.Pick(
                    job.id(),
                    job.version(),
                    place.id(),
                    place.name(),
                    job.shortId(),
                    job.status(),
                    job.status().isLive(),
                    job.status() == PickJobStatus.IN_PROGRESS && takenBy == null,
                    takenBy,
                    formats.time(job.deliveryinformation().targetTime(), zone(place)),
                    late(job),
                    lines,
                    formats.number(lines.stream().mapToLong(Floor.Line::picked).sum()),
                    formats.number(
                            lines.stream().mapToLong(Floor.Line::quantity).sum()),
                    lines.stream().allMatch(Floor.Line::done),
                    scanned);
        });
    }

    /** Who else is at the job; null when nobody is. */
    @Nullable
    String takenBy(PickJob job) {
        String who = who(job);
        return viewer.username().equals(who) ? null : who;
    }

    private Facility allowed(Handle handle, String facilityId) {
        Facility place = facilities.get(handle, facilityId);
        if (!caller.facilityIds().isEmpty() && !caller.facilityIds().contains(facilityId)) {
            throw Rejection.notFound("Facility", facilityId);
        }
        return place;
    }

    private ZoneId zone(Facility place) {
        return place.zone().orElseGet(formats::tenantZone);
    }

    private boolean late(PickJob job) {
        Instant due = job.deliveryinformation().targetTime();
        return due != null && due.isBefore(clock.instant());
    }

    private static @Nullable String who(PickJob job) {
        return job.status() == PickJobStatus.IN_PROGRESS && job.editor() != null
                ? job.editor().username()
                : null;
    }

    private Floor.Job job(PickJob job, ZoneId zone) {
        return new Floor.Job(
                job.id(),
                job.shortId(),
                job.status(),
                formats.time(job.deliveryinformation().targetTime(), zone),
                late(job),
                formats.number(job.pickLineItems().stream()
                        .mapToLong(PickLineItem::quantity)
                        .sum()),
                job.pickLineItems().size(),
                job.channel().name(),
                who(job));
    }

    private static Floor.Line line(PickLineItem line) {
        boolean done = line.taken() >= line.quantity() || line.status() == PickLineItemStatus.CLOSED;
        return new Floor.Line(
                line.id(),
                line.article().tenantArticleId(),
                line.article().title(),
                place(line),
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

    private static @Nullable BigDecimal sequence(PickLineItem line) {
        return line.partialStockLocations() == null
                ? null
                : line.partialStockLocations().stream()
                        .map(PartialStockLocation::sequenceScore)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static String place(PickLineItem line) {
        if (line.partialStockLocations() == null || line.partialStockLocations().isEmpty()) {
            return "";
        }
        PartialStockLocation first = line.partialStockLocations().getFirst();
        JsonNode location = first.location();
        String name = location == null
                ? first.tenantPartialStockId()
                : location.path("name").asText(location.path("tenantLocationId").asText(first.tenantPartialStockId()));
        return first.zoneName() == null ? name : first.zoneName() + " · " + name;
    }

    private Floor.Handover handover(Handoverjob job, ZoneId zone) {
        return new Floor.Handover(
                job.id(),
                job.version(),
                Objects.requireNonNullElse(job.fullIdentifier(), ""),
                Objects.requireNonNullElse(job.shortIdentifier(), ""),
                Objects.requireNonNullElse(job.tenantOrderId(), ""),
                job.channel(),
                formats.time(job.targetTime(), zone),
                formats.number(job.handoverJobLineItems().stream()
                        .mapToLong(HandoverLineItem::quantity)
                        .sum()),
                !Boolean.FALSE.equals(job.paid()));
    }
}
