package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.picking.JobFilters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Shipments (Operations)")
@Path("/api/shipments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ShipmentsResource {
    private static final int MAXIMUM_PAGE = 500;

    private final Database database;
    private final Shipments shipments;
    private final CreateShipments create;
    private final ChangeShipments change;
    private final ChangeParcels parcels;
    private final Search search;
    private final Caller caller;

    ShipmentsResource(
            Database database,
            Shipments shipments,
            CreateShipments create,
            ChangeShipments change,
            ChangeParcels parcels,
            Search search,
            Caller caller) {
        this.database = database;
        this.shipments = shipments;
        this.create = create;
        this.change = change;
        this.parcels = parcels;
        this.search = search;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getAllShipments", summary = "Lists shipments")
    @Permitted(Permission.SHIPMENT_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("pickJobRef") @Nullable String pickJobRef,
            @QueryParam("facilityRef") @Nullable String facilityRef,
            @QueryParam("carrierRef") @Nullable String carrierRef,
            @QueryParam("carrierKeys") @Nullable List<String> carrierKeys,
            @QueryParam("tenantOrderId") @Nullable String tenantOrderId,
            @QueryParam("status") @Nullable List<String> status,
            @QueryParam("parcelStatus") @Nullable List<String> parcelStatus,
            @QueryParam("startTargetTime") @Nullable String startTargetTime,
            @QueryParam("endTargetTime") @Nullable String endTargetTime,
            @QueryParam("searchTerm") @Nullable String searchTerm,
            @QueryParam("anonymized") @Nullable Boolean anonymized) {
        ListQuery query = ListQuery.of(shipments.table())
                .equal("pick_job_ref", pickJobRef)
                .equal("facility_ref", facilityRef)
                .equal("carrier_ref", carrierRef)
                .anyOf("carrier_key", carrierKeys)
                .equal("tenant_order_id", tenantOrderId)
                .anyOf("status", "status", status, ShipmentStatus.class)
                .where(withParcels(parcelStatus))
                .where(JobFilters.contains(
                        "searchTerm",
                        searchTerm,
                        "t.tenant_order_id",
                        "t.document ->> 'shortId'",
                        "jsonb_path_query_array(t.document, '$.parcels[*].carrierTrackingNumber')::text",
                        "jsonb_path_query_array(t.document, '$.lineItems[*].article.tenantArticleId')::text",
                        "jsonb_path_query_array(t.document, '$.lineItems[*].article.title')::text",
                        "t.document #>> '{targetAddress,lastName}'",
                        "t.document #>> '{invoiceAddress,lastName}'"))
                .where(JobFilters.between("target_time", "TargetTime", startTargetTime, endTargetTime))
                .where(JobFilters.anonymized(anonymized))
                .where(JobFilters.visibleTo(caller))
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        return database.read(query::run).json("shipments");
    }

    @POST
    @Operation(operationId = "addShipment", summary = "Creates a shipment")
    @Permitted(Permission.SHIPMENT_WRITE)
    @APIResponseSchema(value = Shipment.class, responseCode = "201")
    public Response add(@NotNull @Valid ShipmentForCreation request) {
        JobFilters.requireVisible(caller, request.facilityRef());
        CreateShipments.Outcome outcome = create.create(request);
        URI location =
                URI.create("/api/shipments/" + outcome.stored().resource().id());
        return outcome.created()
                ? Response.created(location).entity(outcome.stored().json()).build()
                : Response.seeOther(location).build();
    }

    @POST
    @Path("/search")
    @Operation(operationId = "searchShipment", summary = "Searches shipments")
    @Permitted(Permission.SHIPMENT_READ)
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        return database.read(handle -> search.run(
                        handle, shipments.table(), ShipmentSearches.SHIPMENTS, body, JobFilters.visibleTo(caller)))
                .json();
    }

    @POST
    @Path("/parcels")
    @Operation(operationId = "directCreateParcel", summary = "Creates a parcel, and a shipment where it names none")
    @Permitted(Permission.PARCEL_WRITE)
    @APIResponseSchema(value = Parcel.class, responseCode = "201")
    public Response addParcelDirectly(@NotNull @Valid ParcelForCreation request) {
        JobFilters.requireVisible(caller, request.facilityRef());
        return created(parcels.createDirectly(request));
    }

    @GET
    @Path("/{shipmentId}")
    @Operation(operationId = "getShipment", summary = "Answers a shipment")
    @Permitted(Permission.SHIPMENT_READ)
    public Shipment get(@PathParam("shipmentId") String shipmentId) {
        Shipment shipment = database.read(handle -> shipments.table().get(handle, shipmentId));
        JobFilters.requireVisible(caller, shipment.facilityRef());
        return shipment;
    }

    @PATCH
    @Path("/{shipmentId}")
    @Operation(operationId = "patchShipment", summary = "Changes a shipment")
    @Permitted(Permission.SHIPMENT_WRITE)
    @APIResponseSchema(Shipment.class)
    public String patch(@PathParam("shipmentId") String shipmentId, @NotNull @Valid ShipmentCommand.Patch patch) {
        return change.change(shipmentId, patch.version(), patch.actions(), this::requireVisible)
                .json();
    }

    @POST
    @Path("/{shipmentId}/actions")
    @Operation(operationId = "shipmentActions", summary = "Does something with a shipment")
    @Permitted(Permission.SHIPMENT_WRITE)
    @APIResponseSchema(Shipment.class)
    public String act(@PathParam("shipmentId") String shipmentId, @NotNull @Valid ShipmentCommand.Action action) {
        return change.change(shipmentId, action.version(), List.of(action), this::requireVisible)
                .json();
    }

    @POST
    @Path("/{shipmentId}/parcels")
    @Operation(operationId = "addParcel", summary = "Creates a parcel of a shipment")
    @Permitted(Permission.PARCEL_WRITE)
    @APIResponseSchema(value = Parcel.class, responseCode = "201")
    public Response addParcel(@PathParam("shipmentId") String shipmentId, @NotNull @Valid ParcelForCreation request) {
        return created(parcels.create(shipmentId, request, facility -> JobFilters.requireVisible(caller, facility)));
    }

    private static Response created(Stored<Parcel> parcel) {
        return Response.created(URI.create("/api/parcels/" + parcel.resource().id()))
                .entity(parcel.json())
                .build();
    }

    private void requireVisible(Shipment shipment) {
        JobFilters.requireVisible(caller, shipment.facilityRef());
    }

    private static Restriction withParcels(@Nullable List<String> parcelStatus) {
        List<String> wanted = ListQuery.flat(parcelStatus);
        return wanted.isEmpty()
                ? Restriction.none()
                : new Restriction(
                        "jsonb_exists_any(jsonb_path_query_array(t.document, '$.parcels[*].status'), "
                                + ":parcelStatus::text[])",
                        Map.of("parcelStatus", wanted));
    }
}
