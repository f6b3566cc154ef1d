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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/reservations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Reservations (Inventory)")
public class ReservationsResource {
    private static final SearchSchema SCHEMA = SearchSchema.of("reservations")
            .string("id", "id")
            .string("facilityRef", "facility_id")
            .string("tenantArticleId", "tenant_article_id")
            .object(
                    "relatedRefs",
                    refs -> refs.strings("orderRefs")
                            .strings("pickJobRefs")
                            .strings("routingPlanRefs")
                            .strings("transferRefs"))
            .sortByDate("created")
            .sortByDate("lastModified")
            .build();

    private final Database database;
    private final RemoveReservations removeReservations;
    private final Search search;
    private final ObjectMapper json;
    private final Caller caller;

    ReservationsResource(
            Database database, RemoveReservations removeReservations, Search search, ObjectMapper json, Caller caller) {
        this.database = database;
        this.removeReservations = removeReservations;
        this.search = search;
        this.json = json;
        this.caller = caller;
    }

    record ReservationAction(
            @NotNull RemoveReservations.Action name,
            @NotNull @Valid Selector reservationSelector) {}

    record Selector(
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> reservationRefs,
            @Size(min = 1, max = 1) @Nullable List<@NotNull String> orderRefs,
            @Size(min = 1, max = 1) @Nullable List<@NotNull String> routingPlanRefs) {}

    @GET
    @Permitted(Permission.RESERVATION_READ)
    @Operation(operationId = "getPaginatedReservations")
    @APIResponse(responseCode = "200")
    public String list(@QueryParam("size") @Nullable Integer size, @QueryParam("after") @Nullable String after) {
        ListPage page = ListPage.of(size, after, 100);
        return database.read(handle -> InventoryPages.withPageInfo(
                "reservations",
                ListQuery.of("reservation_document")
                        .where(Restriction.facilities("facility_id", caller.facilityIds()))
                        .page(page)
                        .run(handle),
                page,
                json));
    }

    @GET
    @Path("/{reservationId}")
    @Permitted(Permission.RESERVATION_READ)
    @Operation(operationId = "getReservation")
    @APIResponseSchema(Reservation.class)
    public String get(@PathParam("reservationId") String reservationId) {
        return database.read(handle -> handle.createQuery(
                        "select document::text from reservation_document where id = :id "
                                + "and (:everywhere or facility_id = any(:facilities))")
                .bind("id", reservationId)
                .bind("everywhere", caller.facilityIds().isEmpty())
                .bindArray("facilities", String.class, caller.facilityIds().toArray())
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Reservation", reservationId)));
    }

    @POST
    @Path("/actions")
    @Permitted(Permission.RESERVATION_WRITE)
    @Operation(operationId = "performReservationActions")
    @APIResponse(responseCode = "200")
    public ArrayNode act(@Valid @NotNull ReservationAction body) {
        Selector selector = body.reservationSelector();
        ArrayNode answer = json.createArrayNode();
        removeReservations
                .remove(
                        body.name(),
                        selector.reservationRefs(),
                        selector.orderRefs(),
                        selector.routingPlanRefs(),
                        caller.facilityIds())
                .forEach(id -> {
                    ObjectNode result = answer.addObject().put("status", "DELETED");
                    result.putObject("reservation").put("id", id);
                });
        return answer;
    }

    @POST
    @Path("/search")
    @Permitted(Permission.RESERVATION_READ)
    @Operation(operationId = "searchReservation")
    @APIResponse(responseCode = "200")
    public String searchReservations(JsonNode body) {
        return database.read(handle -> search.run(
                        handle,
                        "reservation_document",
                        SCHEMA,
                        body,
                        Restriction.facilities("facility_id", caller.facilityIds())))
                .json();
    }
}
