package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobAction;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.picking.PickJobsResource;
import io.waybill.platform.picking.PickLineItem;
import io.waybill.platform.picking.PickLineItemStatus;
import io.waybill.platform.picking.PickLineUpdate;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pick station: one job, worked on by scanning or tapping. Everything is kept with the job at once, so a reload, a dead
 * battery or another device loses nothing. Each tap names the version it saw; whoever is second sees the job as it is now.
 */
@Browser
@Path(PickPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class PickPages {
    static final String PATH = "/console/pick";

    private static final int LONGEST_CODE = 500;

    /** In the two languages of the console; the API keeps both. */
    private static final Map<Floor.ShortReason, Map<String, String>> REASONS = Map.of(
            Floor.ShortReason.NOT_FOUND, Map.of("en_US", "Not found", "de_DE", "Nicht gefunden"),
            Floor.ShortReason.DAMAGED, Map.of("en_US", "Damaged", "de_DE", "Beschädigt"),
            Floor.ShortReason.TOO_FEW, Map.of("en_US", "Too few there", "de_DE", "Zu wenige da"));

    private final ShowFloor showFloor;
    private final PickJobsResource pickJobs;
    private final Html html;

    PickPages(ShowFloor showFloor, PickJobsResource pickJobs, Html html) {
        this.showFloor = showFloor;
        this.pickJobs = pickJobs;
        this.html = html;
    }

    @GET
    @Path("/{jobId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PICKJOB_READ)
    public Response job(@PathParam("jobId") String jobId, @QueryParam("unknown") @DefaultValue("") String unknown) {
        return html.page(Templates.pick(showFloor.pick(jobId, cut(unknown))));
    }

    @POST
    @Path("/{jobId}/start")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response start(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PickJob job = showFloor.job(jobId);
        pickJobs.act(job.id(), new PickJobAction.Start(version));
        return back(jobId, "");
    }

    /** Goes on in place of somebody else, who is told at the next tap. */
    @POST
    @Path("/{jobId}/take-over")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response takeOver(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PickJob job = showFloor.job(jobId);
        pickJobs.act(job.id(), new PickJobAction.Pause(version));
        pickJobs.act(job.id(), new PickJobAction.Start(showFloor.job(jobId).version()));
        return back(jobId, "");
    }

    @POST
    @Path("/{jobId}/pause")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response pause(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PickJob job = mine(jobId);
        pickJobs.act(jobId, new PickJobAction.Pause(version));
        return toStation(job);
    }

    /** One more unit of the line that the code belongs to. */
    @POST
    @Path("/{jobId}/scan")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response scan(@PathParam("jobId") String jobId, @FormParam("code") @DefaultValue("") String code) {
        PickJob job = mine(jobId);
        String scanned = cut(code.strip());
        Optional<PickLineItem> line = job.pickLineItems().stream()
                .filter(each -> belongs(scanned, each) && each.taken() < each.quantity())
                .findFirst();
        if (line.isEmpty()) {
            return back(jobId, scanned);
        }
        change(job, job.version(), update(line.get(), line.get().picked() + 1, null, null));
        return back(jobId, "");
    }

    /** So many units of the line have been taken, all of them or fewer for now. */
    @POST
    @Path("/{jobId}/lines/{lineId}")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response take(
            @PathParam("jobId") String jobId,
            @PathParam("lineId") String lineId,
            @FormParam("version") long version,
            @FormParam("picked") long picked) {
        PickJob job = mine(jobId);
        change(job, version, update(line(job, lineId), picked, null, null));
        return back(jobId, "");
    }

    /** There are no more units of the line to take. */
    @POST
    @Path("/{jobId}/lines/{lineId}/short")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response shortPick(
            @PathParam("jobId") String jobId,
            @PathParam("lineId") String lineId,
            @FormParam("version") long version,
            @FormParam("reason") Floor.@Nullable ShortReason reason) {
        PickJob job = mine(jobId);
        PickLineItem line = line(job, lineId);
        Floor.ShortReason why = reason == null ? Floor.ShortReason.NOT_FOUND : reason;
        change(job, version, update(line, line.picked(), PickLineItemStatus.CLOSED, why));
        return back(jobId, "");
    }

    @POST
    @Path("/{jobId}/finish")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response finish(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PickJob job = mine(jobId);
        pickJobs.act(jobId, new PickJobAction.Close(version));
        return toStation(job);
    }

    private void change(PickJob job, long version, PickLineUpdate update) {
        pickJobs.act(job.id(), new PickJobAction.ModifyLines(version, List.of(update)));
    }

    /** The job, unless somebody else is at it or nobody may pick now: then nothing is changed by mistake. */
    private PickJob mine(String jobId) {
        PickJob job = showFloor.job(jobId);
        if (job.status() != PickJobStatus.IN_PROGRESS || showFloor.takenBy(job) != null) {
            throw Rejection.conflict("Pick job " + job.shortId() + " is not yours to work on any more");
        }
        return job;
    }

    private static boolean belongs(String code, PickLineItem line) {
        return code.equals(line.article().tenantArticleId())
                || (line.scannableCodes() != null && line.scannableCodes().contains(code));
    }

    private static PickLineItem line(PickJob job, String lineId) {
        return job.pickLineItems().stream()
                .filter(each -> each.id().equals(lineId))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("Line item", lineId));
    }

    private static PickLineUpdate update(
            PickLineItem line, long picked, @Nullable PickLineItemStatus status, Floor.@Nullable ShortReason why) {
        return new PickLineUpdate(
                line.id(),
                picked,
                null,
                picked >= line.quantity()
                        ? PickLineItemStatus.CLOSED
                        : status == null ? PickLineItemStatus.IN_PROGRESS : status,
                null,
                why == Floor.ShortReason.NOT_FOUND ? Boolean.TRUE : null,
                null,
                null,
                null,
                why == null ? null : new PickLineUpdate.Reason(REASONS.get(why)),
                null,
                null,
                null);
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

    private static Response toStation(PickJob job) {
        return Response.seeOther(
                        UriBuilder.fromPath(FloorPages.PATH).path("{facility}").build(job.facilityRef()))
                .build();
    }
}
