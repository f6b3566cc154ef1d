package io.waybill.platform.console;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobStatus;
import io.waybill.platform.packing.PackJobs;
import io.waybill.platform.packing.PackLineItem;
import io.waybill.platform.picking.LoadUnits;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.Parcels;
import io.waybill.platform.shipping.Shipment;
import io.waybill.platform.shipping.Shipments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what somebody who packs needs to see. Thread-safe. */
@ApplicationScoped
class ShowPacking {
    private final Database database;
    private final Workplaces workplaces;
    private final PackJobs packJobs;
    private final LoadUnits loadUnits;
    private final Shipments shipments;
    private final Parcels parcels;
    private final ShowSending sending;
    private final Viewer viewer;
    private final Formats formats;

    ShowPacking(
            Database database,
            Workplaces workplaces,
            PackJobs packJobs,
            LoadUnits loadUnits,
            Shipments shipments,
            Parcels parcels,
            ShowSending sending,
            Viewer viewer,
            Formats formats) {
        this.database = database;
        this.workplaces = workplaces;
        this.packJobs = packJobs;
        this.loadUnits = loadUnits;
        this.shipments = shipments;
        this.parcels = parcels;
        this.sending = sending;
        this.viewer = viewer;
        this.formats = formats;
    }

    /**
     * The job as it stands, for the checks of an action.
     *
     * @throws Rejection 404, also for a job at a facility that the viewer may not work at
     */
    PackJob job(String id) {
        return database.read(handle -> {
            PackJob job = packJobs.get(handle, id);
            workplaces.get(handle, job.facilityRef());
            return job;
        });
    }

    /**
     * The job, unless somebody else is at it or nobody may pack now: then nothing is changed by mistake.
     *
     * @throws Rejection 404 as {@link #job}, 409 when the job is not the viewer's
     */
    PackJob mine(String id) {
        PackJob job = job(id);
        if (job.status() != PackJobStatus.IN_PROGRESS || takenBy(job) != null) {
            throw Rejection.conflict("Pack job " + shortId(job) + " is not yours to work on any more");
        }
        return job;
    }

    /** The shipment that sends the goods of the job, with all parcels made so far; empty when nothing is sent. */
    Optional<ShowSending.Started> shipmentOf(PackJob job) {
        return database.read(handle -> shipment(handle, job)
                .map(shipment ->
                        new ShowSending.Started(shipment, parcels.ofShipments(handle, List.of(shipment.id())))));
    }

    /**
     * @param scanned what was scanned and found no line; empty when nothing was
     * @throws Rejection 404 as {@link #job}
     */
    PackStation.Pack pack(String id, String scanned) {
        return database.read(handle -> {
            PackJob job = packJobs.get(handle, id);
            Facility place = workplaces.get(handle, job.facilityRef());
            String takenBy = takenBy(job);
            List<PackStation.Line> lines =
                    job.lineItems().stream().map(ShowPacking::line).toList();
            List<Parcel> made = shipment(handle, job)
                    .map(shipment -> parcels.ofShipments(handle, List.of(shipment.id())))
                    .orElse(List.of());
            return new PackStation.Pack(
                    job.id(),
                    job.version(),
                    place.id(),
                    place.name(),
                    shortId(job),
                    job.status(),
                    job.status().isLive(),
                    job.status() == PackJobStatus.IN_PROGRESS && takenBy == null,
                    takenBy,
                    workplaces.time(job.targetTime(), place),
                    workplaces.late(job.targetTime()),
                    Objects.requireNonNullElse(job.recipientName(), ""),
                    Objects.requireNonNullElse(job.tenantOrderId(), ""),
                    job.pickJobRef() == null
                            ? List.of()
                            : loadUnits.ofPickJob(handle, job.pickJobRef()).stream()
                                    .map(LoadGoods::name)
                                    .toList(),
                    lines,
                    formats.number(
                            lines.stream().mapToLong(PackStation.Line::packed).sum()),
                    formats.number(
                            lines.stream().mapToLong(PackStation.Line::quantity).sum()),
                    lines.stream().allMatch(PackStation.Line::done),
                    LeftOver.units(MakeParcel.loose(job, made)),
                    sending.ofPickJob(handle, job.pickJobRef(), place),
                    scanned);
        });
    }

    private Optional<Shipment> shipment(Handle handle, PackJob job) {
        return job.pickJobRef() == null ? Optional.empty() : shipments.ofPickJob(handle, job.pickJobRef());
    }

    /** Who else is at the job; null when nobody is. */
    private @Nullable String takenBy(PackJob job) {
        String who = job.status() == PackJobStatus.IN_PROGRESS && job.editor() != null
                ? job.editor().username()
                : null;
        return viewer.username().equals(who) ? null : who;
    }

    private static PackStation.Line line(PackLineItem line) {
        long packed = Objects.requireNonNullElse(line.packed(), 0L);
        return new PackStation.Line(
                line.id(),
                line.article().tenantArticleId(),
                line.article().title(),
                packed,
                line.quantity(),
                packed >= line.quantity());
    }

    private static String shortId(PackJob job) {
        return Objects.requireNonNullElse(job.shortId(), job.id());
    }
}
