package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.handover.HandoverCommand;
import io.waybill.platform.handover.HandoverJobCancelReason;
import io.waybill.platform.handover.HandoverLineItem;
import io.waybill.platform.handover.Handoverjob;
import io.waybill.platform.handover.HandoverjobChannel;
import io.waybill.platform.handover.HandoverjobsResource;
import io.waybill.platform.handover.RefusedItem;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One handover: what to check before, what is missing or refused, and the end of what nobody comes for. */
@Browser
@Path(HandoverPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class HandoverPages {
    static final String PATH = "/console/handover";

    /** In the two languages of the console; the API keeps both. */
    private static final Map<HandoverDesk.RefusalReason, Map<String, String>> REASONS = Map.of(
            HandoverDesk.RefusalReason.NOT_WANTED, Map.of("en_US", "Not wanted", "de_DE", "Nicht gewollt"),
            HandoverDesk.RefusalReason.DAMAGED, Map.of("en_US", "Damaged", "de_DE", "Beschädigt"),
            HandoverDesk.RefusalReason.WRONG_ARTICLE, Map.of("en_US", "Wrong article", "de_DE", "Falscher Artikel"));

    private final ShowDesk showDesk;
    private final HandoverjobsResource handoverjobs;
    private final Html html;

    HandoverPages(ShowDesk showDesk, HandoverjobsResource handoverjobs, Html html) {
        this.showDesk = showDesk;
        this.handoverjobs = handoverjobs;
        this.html = html;
    }

    @GET
    @Path("/{handoverjobId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.HANDOVERJOB_READ)
    public Response job(@PathParam("handoverjobId") String handoverjobId) {
        return html.page(FloorTemplates.handover(showDesk.handover(handoverjobId)));
    }

    /**
     * Hands over everything but what the form says of each line: {@code refused-LINE} units were not wanted, for
     * {@code reason-LINE}, and {@code missing-LINE} were not there.
     */
    @POST
    @Path("/{handoverjobId}/finish")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    public Response finish(
            @PathParam("handoverjobId") String handoverjobId,
            @FormParam("version") long version,
            MultivaluedMap<String, String> form) {
        Handoverjob job = showDesk.job(handoverjobId);
        handoverjobs.act(
                handoverjobId,
                new HandoverCommand.Finish(
                        version,
                        job.handoverJobLineItems().stream()
                                .map(line -> finished(line, form))
                                .toList()));
        return toDesk(job);
    }

    /** Nothing is handed over, now or later. */
    @POST
    @Path("/{handoverjobId}/cancel")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    public Response cancel(
            @PathParam("handoverjobId") String handoverjobId,
            @FormParam("version") long version,
            @FormParam("reason") @Nullable HandoverJobCancelReason reason) {
        Handoverjob job = showDesk.job(handoverjobId);
        if (reason == null) {
            throw Rejection.invalid("reason must be one of " + List.of(HandoverJobCancelReason.values()));
        }
        handoverjobs.act(handoverjobId, new HandoverCommand.Cancel(version, new HandoverCommand.CancelPayload(reason)));
        return toDesk(job);
    }

    private static HandoverCommand.FinishedLine finished(HandoverLineItem line, MultivaluedMap<String, String> form) {
        long refused = units("refused-" + line.id(), form);
        long missing = units("missing-" + line.id(), form);
        if (refused + missing > line.quantity()) {
            throw Rejection.invalid("There are " + line.quantity() + " units of "
                    + line.article().title() + ": more cannot be refused or missing");
        }
        return new HandoverCommand.FinishedLine(
                line.id(),
                line.quantity() - refused - missing,
                refused == 0 ? null : List.of(refusal(line.id(), refused, form)),
                null);
    }

    private static RefusedItem refusal(String lineId, long units, MultivaluedMap<String, String> form) {
        String given = form.getFirst("reason-" + lineId);
        for (HandoverDesk.RefusalReason reason : HandoverDesk.RefusalReason.values()) {
            if (reason.name().equals(given)) {
                return new RefusedItem(units, REASONS.get(reason), reason.name(), null);
            }
        }
        throw Rejection.invalid("reason must be one of " + List.of(HandoverDesk.RefusalReason.values()));
    }

    private static long units(String field, MultivaluedMap<String, String> form) {
        String typed = form.getFirst(field);
        if (typed == null || typed.isBlank()) {
            return 0;
        }
        if (!typed.strip().matches("\\d{1,7}")) {
            throw Rejection.invalid("Units must be a whole number from 0, not " + typed);
        }
        return Long.parseLong(typed.strip());
    }

    private static Response toDesk(Handoverjob job) {
        UriBuilder desk = UriBuilder.fromPath(DeskPages.PATH);
        if (job.channel() == HandoverjobChannel.DELIVERY) {
            desk.path("carriers");
        }
        return Response.seeOther(desk.build(job.facilityRef())).build();
    }
}
