package io.waybill.platform.console;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Carrier;
import io.waybill.platform.facilities.Carriers;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.handover.HandoverJobParcelInfo;
import io.waybill.platform.handover.HandoverLineItem;
import io.waybill.platform.handover.HandoverList;
import io.waybill.platform.handover.Handoverjob;
import io.waybill.platform.handover.HandoverjobChannel;
import io.waybill.platform.handover.Handoverjobs;
import io.waybill.platform.handover.MissingHandoverJobLineItem;
import io.waybill.platform.handover.RefusedItem;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.LoadUnit;
import io.waybill.platform.picking.LoadUnits;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.Parcels;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what the handover desk needs to see. Thread-safe. */
@ApplicationScoped
class ShowDesk {
    private static final int CUSTOMERS = 60;
    private static final int PARCELS = 300;

    private final Database database;
    private final Workplaces workplaces;
    private final HandoverList ready;
    private final Handoverjobs jobs;
    private final LoadUnits loadUnits;
    private final Carriers carriers;
    private final Parcels parcels;
    private final Formats formats;

    ShowDesk(
            Database database,
            Workplaces workplaces,
            HandoverList ready,
            Handoverjobs jobs,
            LoadUnits loadUnits,
            Carriers carriers,
            Parcels parcels,
            Formats formats) {
        this.database = database;
        this.workplaces = workplaces;
        this.ready = ready;
        this.jobs = jobs;
        this.loadUnits = loadUnits;
        this.carriers = carriers;
        this.parcels = parcels;
        this.formats = formats;
    }

    /** @throws Rejection 404, also for a facility that the viewer may not work at */
    HandoverDesk.Customers customers(String facilityId, String text) {
        return database.read(handle -> {
            Facility place = workplaces.get(handle, facilityId);
            List<Handoverjob> found = ready.ready(handle, facilityId, HandoverjobChannel.COLLECT, text, CUSTOMERS + 1);
            List<Handoverjob> shown = found.subList(0, Math.min(CUSTOMERS, found.size()));
            Map<String, LoadUnit> boxes = boxes(handle, shown);
            return new HandoverDesk.Customers(
                    place.id(),
                    place.name(),
                    text,
                    shown.stream().map(job -> job(job, place, boxes)).toList(),
                    found.size() > CUSTOMERS);
        });
    }

    /**
     * @param handedOver how many have just been handed over
     * @param failed ids of those that were to be handed over and were not
     * @param scanned what was scanned and is no parcel here; empty when nothing was
     * @throws Rejection 404 as {@link #customers}
     */
    HandoverDesk.Carriers carriers(String facilityId, int handedOver, List<String> failed, String scanned) {
        return database.read(handle -> {
            Facility place = workplaces.get(handle, facilityId);
            List<Handoverjob> found = ready.ready(handle, facilityId, HandoverjobChannel.DELIVERY, "", PARCELS + 1);
            List<Handoverjob> shown = found.subList(0, Math.min(PARCELS, found.size()));
            return new HandoverDesk.Carriers(
                    place.id(),
                    place.name(),
                    groups(handle, shown, place),
                    handedOver == 0 ? null : formats.number(handedOver),
                    jobs.byIds(handle, failed).values().stream()
                            .filter(job -> job.facilityRef().equals(facilityId))
                            .map(job -> new HandoverDesk.Failure(job.id(), shortId(job), order(job), job.status()))
                            .toList(),
                    found.size() > PARCELS,
                    scanned);
        });
    }

    /**
     * The parcel that lies ready for a carrier under that code: its tracking number, its id or the short id on its label.
     * Empty when none does, or more than one.
     *
     * @throws Rejection 404 as {@link #customers}
     */
    Optional<Handoverjob> parcel(String facilityId, String code) {
        return database.read(handle -> {
            workplaces.get(handle, facilityId);
            List<Handoverjob> lying = ready.ready(handle, facilityId, HandoverjobChannel.DELIVERY, "", PARCELS);
            Map<String, Parcel> labelled = parcels.byIds(
                    handle,
                    lying.stream()
                            .map(Handoverjob::parcelRef)
                            .filter(Objects::nonNull)
                            .toList());
            List<Handoverjob> found = lying.stream()
                    .filter(job -> code.equals(job.parcelRef())
                            || code.equalsIgnoreCase(job.carrierTrackingNumber())
                            || code.equalsIgnoreCase(job.shortIdentifier())
                            || Optional.ofNullable(job.parcelRef())
                                    .map(labelled::get)
                                    .filter(parcel -> code.equalsIgnoreCase(parcel.shortId()))
                                    .isPresent())
                    .toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        });
    }

    /**
     * The job as it stands, for the checks of an action.
     *
     * @throws Rejection 404, also for a job at a facility that the viewer may not work at
     */
    Handoverjob job(String id) {
        return database.read(handle -> {
            Handoverjob job = jobs.get(handle, id);
            workplaces.get(handle, job.facilityRef());
            return job;
        });
    }

    /** @throws Rejection 404 as {@link #job} */
    HandoverDesk.Handover handover(String id) {
        return database.read(handle -> {
            Handoverjob job = jobs.get(handle, id);
            Facility place = workplaces.get(handle, job.facilityRef());
            return new HandoverDesk.Handover(
                    job(job, place, boxes(handle, List.of(job))),
                    place.id(),
                    place.name(),
                    job.channel(),
                    job.status(),
                    job.status().isLive(),
                    job.handoverJobLineItems().stream().map(ShowDesk::line).toList(),
                    missing(job).stream()
                            .map(line ->
                                    new HandoverDesk.Missing(line.article().title(), formats.number(line.quantity())))
                            .toList());
        });
    }

    private record Leaving(@Nullable String carrierRef, Instant due) {}

    private List<HandoverDesk.Group> groups(Handle handle, List<Handoverjob> found, Facility place) {
        Map<String, LoadUnit> boxes = boxes(handle, found);
        Map<Leaving, List<Handoverjob>> together = new LinkedHashMap<>();
        found.forEach(job -> together.computeIfAbsent(
                        new Leaving(job.carrierRef(), job.targetTime()), leaving -> new ArrayList<>())
                .add(job));
        Map<String, Carrier> known = carriers.byIds(
                handle,
                found.stream()
                        .map(Handoverjob::carrierRef)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        List<HandoverDesk.Group> groups = new ArrayList<>();
        together.forEach((leaving, members) -> groups.add(new HandoverDesk.Group(
                Optional.ofNullable(leaving.carrierRef())
                        .map(known::get)
                        .map(Carrier::name)
                        .orElse(""),
                workplaces.time(leaving.due(), place),
                workplaces.late(leaving.due()),
                members.stream().map(job -> job(job, place, boxes)).toList())));
        return List.copyOf(groups);
    }

    private Map<String, LoadUnit> boxes(Handle handle, List<Handoverjob> found) {
        List<String> ids = found.stream()
                .flatMap(job -> Objects.requireNonNullElse(job.loadUnitRefs(), List.<String>of()).stream())
                .distinct()
                .toList();
        return ids.isEmpty() ? Map.of() : loadUnits.byIds(handle, ids);
    }

    private HandoverDesk.Job job(Handoverjob job, Facility place, Map<String, LoadUnit> boxes) {
        return new HandoverDesk.Job(
                job.id(),
                job.version(),
                Objects.requireNonNullElse(job.fullIdentifier(), ""),
                shortId(job),
                order(job),
                workplaces.time(job.targetTime(), place),
                workplaces.late(job.targetTime()),
                formats.number(job.handoverJobLineItems().stream()
                        .mapToLong(HandoverLineItem::quantity)
                        .sum()),
                Objects.requireNonNullElse(job.loadUnitRefs(), List.<String>of()).stream()
                        .map(boxes::get)
                        .filter(Objects::nonNull)
                        .filter(unit -> unit.status() == LoadUnit.Status.AVAILABLE)
                        .map(LoadGoods::name)
                        .toList(),
                Optional.ofNullable(job.handoverJobParcelInfo())
                        .map(HandoverJobParcelInfo::carrierTrackingNumber)
                        .orElse(""),
                !Boolean.FALSE.equals(job.paid()),
                missing(job).stream()
                        .mapToLong(MissingHandoverJobLineItem::quantity)
                        .sum());
    }

    private static List<MissingHandoverJobLineItem> missing(Handoverjob job) {
        return Objects.requireNonNullElse(job.missingHandoverJobLineItems(), List.of());
    }

    private static HandoverDesk.Line line(HandoverLineItem line) {
        return new HandoverDesk.Line(
                line.id(),
                line.article().tenantArticleId(),
                line.article().title(),
                line.quantity(),
                line.handedOverQuantity(),
                line.refused() == null
                        ? 0
                        : line.refused().stream()
                                .mapToLong(RefusedItem::quantity)
                                .sum());
    }

    private static String shortId(Handoverjob job) {
        return Objects.requireNonNullElse(job.shortIdentifier(), job.id());
    }

    private static String order(Handoverjob job) {
        return Objects.requireNonNullElse(job.tenantOrderId(), "");
    }
}
