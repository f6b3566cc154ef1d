package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/stocks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Stocks (Inventory)")
public class StocksResource {
    private static final SearchSchema SCHEMA = SearchSchema.of("stocks")
            .string("id", "id")
            .string("facilityRef", "facility_id")
            .string("tenantArticleId", "tenant_article_id")
            .string("tenantFacilityId", "tenant_facility_id")
            .string("tenantStockId")
            .string("locationRef")
            .number("value")
            .date("availableUntil")
            .date("receiptDate")
            .strings("scannableCodes")
            .enumerations("traits", StockBody.Trait.class)
            .enumerations("conditions", StockBody.Condition.class)
            .attributes("properties")
            .attributes("customAttributes")
            .sortByDate("lastModified")
            .sortBy("tenantArticleId", "tenant_article_id")
            .sortByNumber("value", "value")
            .sortByAttribute("customAttributes")
            .build();

    private final Database database;
    private final ChangeStocks changeStocks;
    private final StockTable table;
    private final Search search;
    private final ObjectMapper json;
    private final Caller caller;

    StocksResource(
            Database database,
            ChangeStocks changeStocks,
            StockTable table,
            Search search,
            ObjectMapper json,
            Caller caller) {
        this.database = database;
        this.changeStocks = changeStocks;
        this.table = table;
        this.search = search;
        this.json = json;
        this.caller = caller;
    }

    record StocksForUpsert(@NotNull @Size(max = 500) List<@NotNull @Valid StockBody> stocks) {}

    /** Either the one action, or the deprecated list of them. */
    record StockActions(
            @Nullable @Valid StockAction action,
            @Size(max = 10) @Nullable List<@NotNull @Valid StockAction> actions) {}

    record StockAction(
            @NotNull String name,
            @Size(max = 500) @Nullable List<@NotNull String> ids,
            @Size(max = 500) @Nullable List<@NotNull String> locationRefs,
            @Nullable String facilityRef,
            @Size(max = 500) @Nullable List<@NotNull String> tenantArticleIds,
            @Nullable String fromStockId,
            @Nullable String toLocationRef,
            @Min(1) @Nullable Integer amount,
            @Nullable MoveOptions options,
            @Size(max = 25) @Nullable List<@NotNull @Valid StockBody> stocks) {}

    record MoveOptions(@Nullable Boolean deleteFromStockIfZero) {}

    @GET
    @Permitted(Permission.STOCK_READ)
    @Operation(operationId = "getStocks")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("facilityRef") @Nullable String facilityRef,
            @QueryParam("tenantFacilityId") @Nullable String tenantFacilityId,
            @QueryParam("tenantArticleId") @Nullable List<String> tenantArticleIds,
            @QueryParam("locationRef") @Nullable List<String> locationRefs,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, 100);
        return database.read(handle -> {
            ListQuery.ListResult found = ListQuery.of("stock_document")
                    .equal("facility_id", facilityRef)
                    .equal("tenant_facility_id", tenantFacilityId)
                    .anyOf("tenant_article_id", tenantArticleIds)
                    .anyOf("location_ref", locationRefs)
                    .where(Restriction.facilities("facility_id", caller.facilityIds()))
                    .page(page)
                    .run(handle);
            return InventoryPages.withPageInfo("stocks", found, page, json);
        });
    }

    @POST
    @Permitted(Permission.STOCK_WRITE)
    @Operation(operationId = "createStock")
    @APIResponse(responseCode = "201")
    public Response create(@Valid @NotNull StockBody body) {
        if (body.id() != null) {
            throw Rejection.invalid("id must not be given to create a stock");
        }
        ObjectNode stock = changeStocks
                .upsert(List.of(body), caller.facilityIds())
                .getFirst()
                .stock();
        return Response.created(URI.create("/api/stocks/" + stock.path("id").asText()))
                .entity(stock)
                .build();
    }

    @PUT
    @Permitted(Permission.STOCK_WRITE)
    @Operation(operationId = "upsertStocks")
    @APIResponse(responseCode = "200")
    public ArrayNode upsert(@Valid @NotNull StocksForUpsert body) {
        return results(changeStocks.upsert(body.stocks(), caller.facilityIds()));
    }

    @GET
    @Path("/{stockId}")
    @Permitted(Permission.STOCK_READ)
    @Operation(operationId = "getStock")
    @APIResponse(responseCode = "200")
    public ObjectNode get(@PathParam("stockId") String stockId) {
        return database.read(handle -> {
            ObjectNode stock = table.documents(handle, List.of(stockId)).get(stockId);
            if (stock == null || !caller.mayAt(stock.path("facilityRef").asText())) {
                throw Rejection.notFound("Stock", stockId);
            }
            return stock;
        });
    }

    @PUT
    @Path("/{stockId}")
    @Permitted(Permission.STOCK_WRITE)
    @Operation(operationId = "updateStock")
    @APIResponse(responseCode = "200")
    public ObjectNode update(@PathParam("stockId") String stockId, @Valid @NotNull StockBody body) {
        return changeStocks
                .upsert(List.of(withId(body, stockId)), caller.facilityIds())
                .getFirst()
                .stock();
    }

    @DELETE
    @Path("/{stockId}")
    @Permitted(Permission.STOCK_WRITE)
    @Operation(operationId = "deleteStock")
    @APIResponse(responseCode = "200")
    public Response delete(@PathParam("stockId") String stockId) {
        if (changeStocks.delete(List.of(stockId), caller.facilityIds()).isEmpty()) {
            throw Rejection.notFound("Stock", stockId);
        }
        return Response.ok().build();
    }

    @POST
    @Path("/actions")
    @Permitted(Permission.STOCK_WRITE)
    @Operation(operationId = "performStocksActions")
    @APIResponse(responseCode = "200")
    public ObjectNode act(@Valid @NotNull StockActions body) {
        if (body.action() != null) {
            return perform(body.action());
        }
        if (body.actions() == null || body.actions().size() != 1) {
            throw Rejection.invalid("action must be given (or actions with exactly one entry)");
        }
        return perform(body.actions().getFirst());
    }

    @POST
    @Path("/search")
    @Permitted(Permission.STOCK_READ)
    @Operation(operationId = "searchStock")
    @APIResponse(responseCode = "200")
    public String searchStocks(JsonNode body) {
        return database.read(handle -> search.run(
                        handle,
                        "stock_document",
                        SCHEMA,
                        body,
                        Restriction.facilities("facility_id", caller.facilityIds())))
                .json();
    }

    private ObjectNode perform(StockAction action) {
        ObjectNode answer = json.createObjectNode().put("name", action.name());
        switch (action.name()) {
            case "DELETE_BY_IDS" -> ids(answer, changeStocks.delete(given(action.ids(), "ids"), caller.facilityIds()));
            case "DELETE_BY_LOCATIONS" ->
                ids(
                        answer,
                        changeStocks.deleteAtLocations(
                                given(action.locationRefs(), "locationRefs"), caller.facilityIds()));
            case "DELETE_BY_PRODUCTS" ->
                ids(
                        answer,
                        changeStocks.deleteOfProducts(
                                given(action.facilityRef(), "facilityRef"),
                                given(action.tenantArticleIds(), "tenantArticleIds"),
                                caller.facilityIds()));
            case "MOVE_TO_LOCATION" -> {
                ChangeStocks.Moved moved = changeStocks.move(
                        given(action.fromStockId(), "fromStockId"),
                        given(action.toLocationRef(), "toLocationRef"),
                        given(action.amount(), "amount"),
                        action.options() != null
                                && Boolean.TRUE.equals(action.options().deleteFromStockIfZero()),
                        caller.facilityIds());
                ObjectNode result = answer.putObject("result");
                if (moved.from() != null) {
                    result.set("fromStock", moved.from());
                }
                result.set("toStock", moved.to());
            }
            case "UPDATE_VERSIONLESS" ->
                answer.putObject("result")
                        .set(
                                "operationResults",
                                oneOrAll(results(changeStocks.upsert(
                                        given(action.stocks(), "stocks").stream()
                                                .map(StocksResource::versionless)
                                                .toList(),
                                        caller.facilityIds()))));
            default ->
                throw Rejection.invalid("action.name must be one of DELETE_BY_IDS, DELETE_BY_LOCATIONS, "
                        + "DELETE_BY_PRODUCTS, MOVE_TO_LOCATION, UPDATE_VERSIONLESS");
        }
        return answer;
    }

    private static void ids(ObjectNode answer, List<String> ids) {
        ArrayNode array = answer.putObject("result").putArray("ids");
        ids.forEach(array::add);
    }

    private static <T> T given(@Nullable T value, String field) {
        if (value == null) {
            throw Rejection.invalid("action." + field + " must be given");
        }
        return value;
    }

    private ArrayNode results(List<ChangeStocks.Result> results) {
        ArrayNode answer = json.createArrayNode();
        results.forEach(result ->
                answer.addObject().put("status", result.outcome().name()).set("stock", result.stock()));
        return answer;
    }

    /** The contract promises the result of one stock here, though up to 25 may be asked for: more are an array. */
    private static JsonNode oneOrAll(ArrayNode results) {
        return results.size() == 1 ? results.get(0) : results;
    }

    private static StockBody versionless(StockBody body) {
        boolean update = "UPDATE".equals(body.operationType());
        if (update == (body.id() == null)) {
            throw Rejection.invalid("stocks[].operationType must be UPDATE with an id, or CREATE without one");
        }
        return update ? withIdAndVersion(body, body.id(), null) : body;
    }

    private static StockBody withId(StockBody body, String id) {
        return withIdAndVersion(body, id, body.version());
    }

    private static StockBody withIdAndVersion(StockBody body, @Nullable String id, @Nullable Long version) {
        return new StockBody(
                id,
                version,
                body.operationType(),
                body.tenantArticleId(),
                body.value(),
                body.facility(),
                body.facilityRef(),
                body.tenantFacilityId(),
                body.locationRef(),
                body.receiptDate(),
                body.availableUntil(),
                body.properties(),
                body.conditions(),
                body.traitConfig(),
                body.tenantStockId(),
                body.customAttributes());
    }
}
