package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Search;
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
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Shipments (Operations)")
@Path("/api/parcels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ParcelsResource {
    private static final int MAXIMUM_PAGE = 500;
    private static final Set<String> KINDS = Set.of("send", "return", "customs", "all");

    private final Database database;
    private final Parcels parcels;
    private final ChangeParcels change;
    private final Search search;
    private final Caller caller;
    private final ObjectMapper json;

    ParcelsResource(
            Database database, Parcels parcels, ChangeParcels change, Search search, Caller caller, ObjectMapper json) {
        this.database = database;
        this.parcels = parcels;
        this.change = change;
        this.search = search;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Operation(operationId = "getAllParcels", summary = "Lists parcels")
    @Permitted(Permission.PARCEL_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListQuery query = ListQuery.of(parcels.table())
                .where(JobFilters.visibleTo(caller))
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        return database.read(query::run).json("parcels", this::stripped);
    }

    @POST
    @Path("/search")
    @Operation(operationId = "searchParcel", summary = "Searches parcels")
    @Permitted(Permission.PARCEL_READ)
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        return database.read(handle -> search.run(
                        handle, parcels.table(), ShipmentSearches.PARCELS, body, JobFilters.visibleTo(caller)))
                .json();
    }

    @GET
    @Path("/{parcelId}")
    @Operation(operationId = "getParcel", summary = "Answers a parcel")
    @Permitted(Permission.PARCEL_READ)
    public Parcel get(@PathParam("parcelId") String parcelId) {
        Parcel parcel = database.read(handle -> parcels.table().get(handle, parcelId));
        requireVisible(parcel);
        return parcel;
    }

    @PATCH
    @Path("/{parcelId}")
    @Operation(operationId = "patchParcel", summary = "Changes a parcel")
    @Permitted(Permission.PARCEL_WRITE)
    @APIResponseSchema(Parcel.class)
    public String patch(@PathParam("parcelId") String parcelId, @NotNull @Valid ParcelModification.Patch patch) {
        return change.modify(parcelId, patch, this::requireVisible).json();
    }

    @POST
    @Path("/{parcelId}/actions")
    @Operation(operationId = "parcelAction", summary = "Does something with a parcel")
    @Permitted(Permission.PARCEL_WRITE)
    @APIResponseSchema(Parcel.class)
    public String act(@PathParam("parcelId") String parcelId, @NotNull @Valid ParcelAction action) {
        return change.act(parcelId, action, this::requireVisible).json();
    }

    @GET
    @Path("/{parcelId}/labels/{labelDocument}")
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "getLabelForParcel", summary = "Answers a label as a file")
    @Permitted(Permission.PARCEL_READ)
    @APIResponse(responseCode = "200")
    public Response label(@PathParam("parcelId") String parcelId, @PathParam("labelDocument") String labelDocument) {
        int dot = labelDocument.lastIndexOf('.');
        String kind = dot < 0 ? labelDocument : labelDocument.substring(0, dot);
        String extension = dot < 0 ? "" : labelDocument.substring(dot + 1);
        if (!KINDS.contains(kind) || !(extension.equals("pdf") || extension.equals("zpl"))) {
            throw Rejection.invalid("labelDocument must be send, return, customs or all, with .pdf or .zpl");
        }
        List<Parcels.Label> labels = database.read(handle -> {
            requireVisible(parcels.table().get(handle, parcelId));
            return parcels.labels(handle, parcelId);
        });
        List<byte[]> files = labels.stream()
                .filter(label -> kind.equals("all") || label.kind().equals(kind))
                .filter(label -> label.type().equalsIgnoreCase(extension))
                .map(Parcels.Label::content)
                .toList();
        if (files.isEmpty()) {
            throw Rejection.notFound("Label", labelDocument + " of parcel " + parcelId);
        }
        return Response.ok(
                        LabelFiles.joined(files, extension),
                        extension.equals("pdf") ? "application/pdf" : "application/zpl")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", "inline; filename=\"" + kind + "." + extension + "\"")
                .build();
    }

    private void requireVisible(Parcel parcel) {
        JobFilters.requireVisible(caller, parcel.facilityRef());
    }

    private String stripped(String document) {
        Parcel parcel = parcels.table().parse(document);
        ObjectNode stripped = json.createObjectNode()
                .put("parcelRef", parcel.id())
                .put("carrierRef", parcel.carrierRef())
                .put("status", parcel.status().name());
        if (parcel.result() != null && parcel.result().carrierTrackingNumber() != null) {
            stripped.put("carrierTrackingNumber", parcel.result().carrierTrackingNumber());
        }
        return stripped.toString();
    }
}
