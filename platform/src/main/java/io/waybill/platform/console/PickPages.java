package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.LoadUnitsResource;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobAction;
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
    private static final Map<PickStation.ShortReason, Map<String, String>> REASONS = Map.of(
            PickStation.ShortReason.NOT_FOUND, Map.of("en_US", "Not found", "de_DE", "Nicht gefunden"),
            PickStation.ShortReason.DAMAGED, Map.of("en_US", "Damaged", "de_DE", "Beschädigt"),
            PickStation.ShortReason.TOO_FEW, Map.of("en_US", "Too few there", "de_DE", "Zu wenige da"));

    private final ShowPicking picking;
    private final PickJobsResource pickJobs;
    private final LoadGoods loadGoods;
    private final LoadUnitsResource loadUnits;
    private final Html html;

    PickPages(
            ShowPicking picking,
            PickJobsResource pickJobs,
            LoadGoods loadGoods,
            LoadUnitsResource loadUnits,
            Html html) {
        this.picking = picking;
        this.pickJobs = pickJobs;
        this.loadGoods = loadGoods;
        this.loadUnits = loadUnits;
        this.html = html;
    }

    @GET
    @Path("/{jobId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PICKJOB_READ)
    public Response job(@PathParam("jobId") String jobId, @QueryParam("unknown") @DefaultValue("") String unknown) {
        return html.page(FloorTemplates.pick(picking.pick(jobId, cut(unknown))));
    }

    @POST
    @Path("/{jobId}/start")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response start(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PickJob job = picking.job(jobId);
        pickJobs.act(job.id(), new PickJobAction.Start(version));
        return back(jobId, "");
    }

    /** Goes on in place of somebody else, who is told at the next tap. */
    @POST
    @Path("/{jobId}/take-over")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response takeOver(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PickJob job = picking.job(jobId);
        pickJobs.act(job.id(), new PickJobAction.Pause(version));
        pickJobs.act(job.id(), new PickJobAction.Start(picking.job(jobId).version()));
        return back(jobId, "");
    }

    @POST
    @Path("/{jobId}/pause")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response pause(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PickJob job = picking.mine(jobId);
        pickJobs.act(jobId, new PickJobAction.Pause(version));
        return FloorPages.station(job.facilityRef());
    }

    /** One more unit of the line that the code belongs to. */
    @POST
    @Path("/{jobId}/scan")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response scan(@PathParam("jobId") String jobId, @FormParam("code") @DefaultValue("") String code) {
        PickJob job = picking.mine(jobId);
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
        PickJob job = picking.mine(jobId);
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
            @FormParam("reason") PickStation.@Nullable ShortReason reason) {
        PickJob job = picking.mine(jobId);
        PickLineItem line = line(job, lineId);
        PickStation.ShortReason why = reason == null ? PickStation.ShortReason.NOT_FOUND : reason;
        change(job, version, update(line, line.picked(), PickLineItemStatus.CLOSED, why));
        return back(jobId, "");
    }

    /**
     * Puts what was taken and lies in no load unit yet into the one with that code.
     *
     * @param code empty for a new one, which is named after the job
     * @param seen load units there were on the page, so that pressed twice it makes one
     */
    @POST
    @Path("/{jobId}/units")
    @Permitted(Permission.LOADUNIT_WRITE)
    public Response load(
            @PathParam("jobId") String jobId,
            @FormParam("code") @DefaultValue("") String code,
            @FormParam("seen") int seen) {
        PickJob job = picking.mine(jobId);
        String scanned = cut(code.strip());
        loadGoods.into(job, scanned.isEmpty() ? job.shortId() + "-" + (seen + 1) : scanned);
        return back(jobId, "");
    }

    /** Takes everything out of the load unit again, and gives it up. */
    @POST
    @Path("/{jobId}/units/{unitId}/empty")
    @Permitted(Permission.LOADUNIT_WRITE)
    public Response unload(@PathParam("jobId") String jobId, @PathParam("unitId") String unitId) {
        picking.mine(jobId);
        if (picking.boxes(jobId).stream().noneMatch(box -> box.id().equals(unitId))) {
            throw Rejection.notFound("Load unit", unitId);
        }
        loadUnits.delete(unitId);
        return back(jobId, "");
    }

    @POST
    @Path("/{jobId}/finish")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response finish(@PathParam("jobId") String jobId, @FormParam("version") long version) {
        PickJob job = picking.mine(jobId);
        pickJobs.act(jobId, new PickJobAction.Close(version));
        return FloorPages.station(job.facilityRef());
    }

    private void change(PickJob job, long version, PickLineUpdate update) {
        pickJobs.act(job.id(), new PickJobAction.ModifyLines(version, List.of(update)));
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
            PickLineItem line,
            long picked,
            @Nullable PickLineItemStatus status,
            PickStation.@Nullable ShortReason why) {
        return new PickLineUpdate(
                line.id(),
                picked,
                null,
                picked >= line.quantity()
                        ? PickLineItemStatus.CLOSED
                        : status == null ? PickLineItemStatus.IN_PROGRESS : status,
                null,
                why == PickStation.ShortReason.NOT_FOUND ? Boolean.TRUE : null,
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
}
