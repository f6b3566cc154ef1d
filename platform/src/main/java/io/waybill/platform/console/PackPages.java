package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobModification;
import io.waybill.platform.packing.PackJobStatus;
import io.waybill.platform.packing.PackJobsResource;
import io.waybill.platform.packing.PackLineItem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The packing station: one job, packed into parcels by scanning or tapping. As at the pick station everything is kept with
 * the job at once, and each tap names the version it saw.
 */
@Browser
@Path(PackPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class PackPages {
    static final String PATH = "/console/pack";

    private static final int LONGEST_CODE = 500;

    private final ShowPacking packing;
    private final PackJobsResource packJobs;
    private final MakeParcel makeParcel;
    private final Viewer viewer;
    private final Html html;

    PackPages(ShowPacking packing, PackJobsResource packJobs, MakeParcel makeParcel, Viewer viewer, Html html) {
        this.viewer = viewer;
        this.packing = packing;
        this.packJobs = packJobs;
        this.makeParcel = makeParcel;
        this.html = html;
    }

    @GET
    @Path("/{jobId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PACKJOB_READ)
    public Response job(@PathParam("jobId") String jobId, @QueryParam("unknown") @DefaultValue("") String unknown) {
        return html.page(FloorTemplates.pack(packing.pack(jobId, cut(unknown))));
    }

    @POST
    @Path("/{jobId}/start")
    @Permitted(Permission.PACKJOB_WRITE)
    public Response start(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        change(packing.job(jobId), version, becomes(PackJobStatus.IN_PROGRESS));
        return back(jobId, "");
    }

    /** Goes on in place of somebody else, who is told at the next tap. */
    @POST
    @Path("/{jobId}/take-over")
    @Permitted(Permission.PACKJOB_WRITE)
    public Response takeOver(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        change(
                packing.job(jobId),
                version,
                new PackJobModification.PausePackJob(null),
                becomes(PackJobStatus.IN_PROGRESS));
        return back(jobId, "");
    }

    @POST
    @Path("/{jobId}/pause")
    @Permitted(Permission.PACKJOB_WRITE)
    public Response pause(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PackJob job = packing.mine(jobId);
        change(job, version, new PackJobModification.PausePackJob(null));
        return FloorPages.station(job.facilityRef());
    }

    /** One more unit of the line that the code belongs to. */
    @POST
    @Path("/{jobId}/scan")
    @Permitted(Permission.PACKJOB_WRITE)
    public Response scan(@PathParam("jobId") String jobId, @FormParam("code") @DefaultValue("") String code) {
        PackJob job = packing.mine(jobId);
        String scanned = cut(code.strip());
        Optional<PackLineItem> line = job.lineItems().stream()
                .filter(each -> belongs(scanned, each) && packed(each) < each.quantity())
                .findFirst();
        if (line.isEmpty()) {
            return back(jobId, scanned);
        }
        change(
                job,
                job.version(),
                new PackJobModification.ModifyPackLineItem(line.get().id(), packed(line.get()) + 1));
        return back(jobId, "");
    }

    /** So many units of the line are packed. */
    @POST
    @Path("/{jobId}/lines/{lineId}")
    @Permitted(Permission.PACKJOB_WRITE)
    public Response pack(
            @PathParam("jobId") String jobId,
            @PathParam("lineId") String lineId,
            @FormParam("version") long version,
            @FormParam("packed") long packed) {
        change(packing.mine(jobId), version, new PackJobModification.ModifyPackLineItem(lineId, packed));
        return back(jobId, "");
    }

    /**
     * Makes a parcel of what is packed and in none yet.
     *
     * @param then {@code finish} closes the job as well; anything else goes on with the next parcel
     */
    @POST
    @Path("/{jobId}/parcel")
    @Permitted(Permission.PACKJOB_WRITE)
    public Response parcel(
            @PathParam("jobId") String jobId,
            @FormParam("version") long version,
            @FormParam("parcels") int seen,
            @FormParam("then") @DefaultValue("") String then,
            @BeanParam ParcelSize size) {
        viewer.require(Permission.PARCEL_WRITE);
        PackJob job = packing.mine(jobId);
        if (job.version() != version) {
            throw Rejection.versionConflict("Pack job", jobId, version, job.version());
        }
        ShowSending.Started sending = packing.shipmentOf(job)
                .orElseThrow(() -> Rejection.ruleBroken("Nothing of pack job " + jobId + " is sent"));
        makeParcel.ofPacked(job, sending, seen, size.dimensions());
        if (then.equals("finish")) {
            change(job, version, becomes(PackJobStatus.CLOSED));
        }
        return back(jobId, "");
    }

    @POST
    @Path("/{jobId}/finish")
    @Permitted(Permission.PACKJOB_WRITE)
    public Response finish(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        change(packing.mine(jobId), version, becomes(PackJobStatus.CLOSED));
        return back(jobId, "");
    }

    private void change(PackJob job, long version, PackJobModification... modifications) {
        packJobs.patch(job.id(), new PackJobModification.Patch(version, List.of(modifications)));
    }

    private static PackJobModification becomes(PackJobStatus status) {
        return new PackJobModification.ModifyPackJob(status, null);
    }

    private static boolean belongs(String code, PackLineItem line) {
        return code.equals(line.article().tenantArticleId())
                || (line.scannableCodes() != null && line.scannableCodes().contains(code));
    }

    private static long packed(PackLineItem line) {
        return Objects.requireNonNullElse(line.packed(), 0L);
    }

    private static String cut(String code) {
        return code.substring(0, Math.min(LONGEST_CODE, code.length()));
    }

    private static Response back(String jobId, String unknown) {
        UriBuilder page = UriBuilder.fromPath(PATH).path("{id}");
        return Response.seeOther(
                        unknown.isEmpty()
                                ? page.build(jobId)
                                : page.queryParam("unknown", "{code}").build(jobId, unknown))
                .build();
    }
}
