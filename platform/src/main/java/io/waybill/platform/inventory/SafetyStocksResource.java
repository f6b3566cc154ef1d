package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.inventory.ChangeSafetyStocks.Outcome;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Restriction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/safetystocks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Stocks (Inventory)")
class SafetyStocksResource {
    private static final int MULTI_STATUS = 207;
    private static final int MOST_PER_PAGE = 100;

    private final Database database;
    private final ChangeSafetyStocks changeSafetyStocks;
    private final ObjectMapper json;
    private final Caller caller;

    SafetyStocksResource(Database database, ChangeSafetyStocks changeSafetyStocks, ObjectMapper json, Caller caller) {
        this.database = database;
        this.changeSafetyStocks = changeSafetyStocks;
        this.json = json;
        this.caller = caller;
    }

    @GET
    @Permitted(Permission.SAFETY_STOCK_READ)
    @Operation(operationId = "getSafetyStocks")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("tenantArticleId") @Nullable String tenantArticleId,
            @QueryParam("facilityRef") @Nullable String facilityRef) {
        ListPage page = ListPage.of(size, startAfterId, MOST_PER_PAGE);
        return database.read(handle -> ListQuery.of(SafetyStocks.TABLE)
                .equal("tenant_article_id", tenantArticleId)
                .equal("facility_id", facilityRef)
                .where(Restriction.facilities("facility_id", caller.facilityIds()))
                .page(page)
                .run(handle)
                .json("safetyStocks"));
    }

    /** The contract names one result, whatever the number of operations: one answers one, several answer a list of them. */
    @PUT
    @Permitted(Permission.SAFETY_STOCK_WRITE)
    @Operation(operationId = "bulkUpdateSafetyStock")
    @APIResponse(responseCode = "207")
    public Response put(@Valid @NotNull SafetyStockOperations body) {
        List<Outcome> outcomes = changeSafetyStocks.put(body.operations(), caller.facilityIds());
        ArrayNode results = json.createArrayNode();
        for (int index = 0; index < outcomes.size(); index++) {
            results.add(result(body.operations().get(index), outcomes.get(index)));
        }
        return Response.status(MULTI_STATUS)
                .entity(results.size() == 1 ? results.get(0) : results)
                .build();
    }

    private ObjectNode result(SafetyStockOperations.Operation operation, Outcome outcome) {
        boolean done = outcome == Outcome.CREATED || outcome == Outcome.UPDATED;
        ObjectNode result = json.createObjectNode()
                .put("tenantArticleId", operation.tenantArticleId())
                .put("facilityRef", Objects.requireNonNullElse(operation.facilityRef(), ""))
                .put("value", operation.value())
                .put("status", done ? outcome.name() : "FAILED");
        if (!done) {
            result.putObject("error")
                    .put("type", outcome.name())
                    .put(
                            "message",
                            outcome == Outcome.NOT_FOUND
                                    ? "facilityRef: there is no facility " + operation.facilityRef()
                                    : "facilityRef: your role is limited to other facilities");
        }
        return result;
    }

    @DELETE
    @Path("/{safetyStockId}")
    @Permitted(Permission.SAFETY_STOCK_WRITE)
    @Operation(operationId = "deleteSafetyStock")
    @APIResponse(responseCode = "200")
    public Response delete(@PathParam("safetyStockId") String safetyStockId) {
        changeSafetyStocks.delete(safetyStockId, caller.facilityIds());
        return Response.ok().build();
    }
}
