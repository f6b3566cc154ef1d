package io.waybill.platform.console;

import io.waybill.platform.access.Caller;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.handover.HandoverFigures;
import io.waybill.platform.handover.HandoverjobChannel;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobList;
import io.waybill.platform.packing.PackLineItem;
import io.waybill.platform.packing.PackingFigures;
import io.waybill.platform.picking.Editor;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobList;
import io.waybill.platform.picking.PickLineItem;
import io.waybill.platform.picking.PickingFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what there is to do on the floor. Thread-safe. */
@ApplicationScoped
class ShowStation {
    private static final int SITES = 500;
    private static final int JOBS = 60;

    private final Database database;
    private final Facilities facilities;
    private final Workplaces workplaces;
    private final PickJobList pickJobs;
    private final PackJobList packJobs;
    private final PickingFigures picking;
    private final PackingFigures packing;
    private final HandoverFigures handover;
    private final ShowSending sending;
    private final Caller caller;
    private final Viewer viewer;
    private final Formats formats;

    ShowStation(
            Database database,
            Facilities facilities,
            Workplaces workplaces,
            PickJobList pickJobs,
            PackJobList packJobs,
            PickingFigures picking,
            PackingFigures packing,
            HandoverFigures handover,
            ShowSending sending,
            Caller caller,
            Viewer viewer,
            Formats formats) {
        this.database = database;
        this.facilities = facilities;
        this.workplaces = workplaces;
        this.pickJobs = pickJobs;
        this.packJobs = packJobs;
        this.picking = picking;
        this.packing = packing;
        this.handover = handover;
        this.sending = sending;
        this.caller = caller;
        this.viewer = viewer;
        this.formats = formats;
    }

    /** The facilities that the viewer may work at, those with the most to do first. */
    List<Floor.Site> sites() {
        Set<String> allowed = caller.facilityIds();
        return database.read(handle -> {
            Map<String, Long> toDo = new HashMap<>(handover.byFacility(handle));
            packing.byFacility(handle).forEach((facility, jobs) -> toDo.merge(facility, jobs, Long::sum));
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

    /**
     * @param nothingLeft whether the viewer asked for the next job and there was none
     * @throws Rejection 404, also for a facility that the viewer may not work at
     */
    Floor.Station station(String facilityId, boolean nothingLeft) {
        return database.read(handle -> {
            Facility place = workplaces.get(handle, facilityId);
            List<Floor.ToSend> toSend = viewer.may("SHIPMENT_READ") ? sending.toSend(handle, place) : List.of();
            List<Floor.FailedLabel> failed = viewer.may("PARCEL_READ") ? sending.failed(handle, place) : List.of();
            return new Floor.Station(
                    place.id(),
                    place.name(),
                    tiles(handle, place, toSend),
                    Floor.Jobs.of(
                            Floor.Work.PICK,
                            pickJobs.toDo(handle, facilityId, JOBS).stream()
                                    .map(job -> job(job, place))
                                    .toList()),
                    Floor.Jobs.of(
                            Floor.Work.PACK,
                            viewer.may("PACKJOB_READ")
                                    ? packJobs.toDo(handle, facilityId, JOBS).stream()
                                            .map(job -> job(job, place))
                                            .toList()
                                    : List.of()),
                    toSend,
                    failed,
                    nothingLeft);
        });
    }

    private List<Floor.Tile> tiles(Handle handle, Facility place, List<Floor.ToSend> toSend) {
        String at = FloorPages.PATH + "/" + place.id();
        List<Floor.Tile> tiles = new ArrayList<>();
        PickingFigures.AtFacility picks = picking.at(handle, place.id());
        tiles.add(tile(Floor.Work.PICK, "#PICK", picks.waiting() + picks.begun(), picks.late()));
        if (viewer.may("PACKJOB_READ")) {
            PackingFigures.AtFacility packs = packing.at(handle, place.id());
            tiles.add(tile(Floor.Work.PACK, "#PACK", packs.toDo(), packs.late()));
        }
        if (viewer.may("SHIPMENT_READ")) {
            tiles.add(tile(
                    Floor.Work.SEND,
                    "#SEND",
                    toSend.size(),
                    toSend.stream().filter(Floor.ToSend::late).count()));
        }
        if (viewer.may("HANDOVERJOB_READ")) {
            HandoverFigures.AtFacility collected = handover.at(handle, place.id(), HandoverjobChannel.COLLECT);
            tiles.add(tile(Floor.Work.CUSTOMERS, at + "/handover", collected.toDo(), collected.late()));
            HandoverFigures.AtFacility sent = handover.at(handle, place.id(), HandoverjobChannel.DELIVERY);
            tiles.add(tile(Floor.Work.CARRIERS, at + "/handover/carriers", sent.toDo(), sent.late()));
        }
        return List.copyOf(tiles);
    }

    private Floor.Tile tile(Floor.Work work, String href, long count, long late) {
        return new Floor.Tile(work, href, formats.number(count), late == 0 ? null : formats.number(late));
    }

    private Floor.Job job(PickJob job, Facility place) {
        String who = job.status().name().equals("IN_PROGRESS") ? name(job.editor()) : null;
        return new Floor.Job(
                PickPages.PATH + "/" + job.id(),
                job.shortId(),
                Floor.State.valueOf(job.status().name()),
                workplaces.time(job.deliveryinformation().targetTime(), place),
                workplaces.late(job.deliveryinformation().targetTime()),
                formats.number(job.pickLineItems().stream()
                        .mapToLong(PickLineItem::quantity)
                        .sum()),
                job.pickLineItems().size(),
                job.channel(),
                who,
                viewer.username().equals(who));
    }

    private Floor.Job job(PackJob job, Facility place) {
        String who = job.status().name().equals("IN_PROGRESS") ? name(job.editor()) : null;
        return new Floor.Job(
                PackPages.PATH + "/" + job.id(),
                job.shortId() == null ? job.id() : job.shortId(),
                Floor.State.valueOf(job.status().name()),
                workplaces.time(job.targetTime(), place),
                workplaces.late(job.targetTime()),
                formats.number(job.lineItems().stream()
                        .mapToLong(PackLineItem::quantity)
                        .sum()),
                job.lineItems().size(),
                job.deliveryChannel(),
                who,
                viewer.username().equals(who));
    }

    private static @Nullable String name(@Nullable Editor editor) {
        return editor == null ? null : editor.username();
    }
}
