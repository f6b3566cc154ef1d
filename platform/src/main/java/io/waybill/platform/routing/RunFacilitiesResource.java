package io.waybill.platform.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why there, and why not here: what became of every facility each time a plan was decided. */
@Tag(name = "Waybill: routing")
@Path("/waybill/routing/plans/{routingPlanId}/decisions/{routingRun}/facilities")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RunFacilitiesResource {
    private static final int LARGEST_PAGE = 500;

    private final Database database;
    private final DecisionLogs decisionLogs;

    RunFacilitiesResource(Database database, DecisionLogs decisionLogs) {
        this.database = database;
        this.decisionLogs = decisionLogs;
    }

    /** @param total facilities there were, or those with the outcome that was asked for */
    record Page(String routingPlanRef, int routingRun, int total, List<FacilityVerdict> facilities) {}

    /**
     * @param explanation why, the thing that decided first
     * @param decision what the decision log says of it in full; left out when it is not among those shown there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Explained(
            String routingPlanRef,
            int routingRun,
            @JsonUnwrapped FacilityVerdict verdict,
            List<Reason> explanation,
            @Nullable JsonNode decision) {}

    @GET
    @Permitted(Permission.ROUTING_READ)
    @Operation(
            operationId = "getFacilitiesOfDecision",
            summary = "What became of every facility in a decision: the ranked ones by rank, then the others by id")
    public Page list(
            @PathParam("routingPlanId") String planId,
            @PathParam("routingRun") int run,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("size") @Nullable Integer size) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        FacilityVerdict.Outcome wanted = outcome == null ? null : outcome(outcome);
        List<FacilityVerdict> found = verdicts(told(planId, run)).stream()
                .filter(verdict -> wanted == null || verdict.outcome() == wanted)
                .toList();
        int first = 0;
        if (page.startAfterId() != null) {
            List<String> ids = found.stream().map(FacilityVerdict::facilityRef).toList();
            first = ids.indexOf(page.startAfterId()) + 1;
            if (first == 0) {
                throw Rejection.invalid("startAfterId must be the facilityRef of an entry of this list");
            }
        }
        return new Page(planId, run, found.size(), found.subList(first, Math.min(found.size(), first + page.size())));
    }

    @GET
    @Path("/{facilityId}")
    @Permitted(Permission.ROUTING_READ)
    @Operation(
            operationId = "explainFacilityOfDecision",
            summary = "Why a facility was chosen in a decision, or was not")
    public Explained explain(
            @PathParam("routingPlanId") String planId,
            @PathParam("routingRun") int run,
            @PathParam("facilityId") String facilityId) {
        DecisionLogs.Told told = told(planId, run);
        List<FacilityVerdict> all = verdicts(told);
        FacilityVerdict verdict = all.stream()
                .filter(each -> each.facilityRef().equals(facilityId))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("Facility in this decision", facilityId));
        ExplainFacility words = new ExplainFacility(told.log(), all);
        return new Explained(planId, run, verdict, words.explain(verdict), words.decision(facilityId));
    }

    private static FacilityVerdict.Outcome outcome(String name) {
        return Arrays.stream(FacilityVerdict.Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(
                        "outcome must be one of " + Arrays.toString(FacilityVerdict.Outcome.values())));
    }

    private DecisionLogs.Told told(String planId, int run) {
        return Objects.requireNonNull(database.read(handle -> decisionLogs.told(handle, planId, run)));
    }

    private static List<FacilityVerdict> verdicts(DecisionLogs.Told told) {
        return FacilityVerdict.sorted(told.facilities());
    }
}
