package io.waybill.platform.facilities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.BodyReader;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/facilities}; a facility is named by its id or by its URN. */
@Path("/api/facilities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Facilities (Core)")
public class FacilityResource {
    private static final SearchSchema SEARCH = SearchSchema.of("facilities")
            .string("id", "id")
            .search("name", "name")
            .string("tenantFacilityId", "tenant_facility_id")
            .enumeration("status", "status", FacilityStatus.class)
            .enumeration("type", "type", FacilityType.class)
            .enumeration("locationType", LocationType.class)
            .object(
                    "address",
                    address -> address.search("city")
                            .string("companyName")
                            .search("country")
                            .string("houseNumber")
                            .search("postalCode")
                            .string("province")
                            .string("street")
                            .list(
                                    "emailAddresses",
                                    email -> email.string("value").string("recipient"))
                            .attributes("customAttributes"))
            .object("contact", contact -> contact.string("firstName").string("lastName"))
            .list("services", service -> service.enumeration("type", FacilityServiceType.class))
            .list("tags", tag -> tag.string("id").string("value"))
            .object(
                    "referenced",
                    referenced -> referenced.related(
                            "facilityCarrierConnection",
                            "facility_carrier r where r.facility_id = t.id",
                            "r.document",
                            connection -> connection.string("carrierKey", "key")))
            .stringsOf(
                    "facilityGroupIds",
                    "(select jsonb_agg(g.id) from facility_group g where g.document -> 'facilityRefs' @> to_jsonb(t.id))")
            .attributes("customAttributes")
            .sortBy("name", "name")
            .sortBy("status", "status")
            .sortBy("type", "type")
            .sortBy("tenantFacilityId", "tenant_facility_id")
            .sortBy("locationType")
            .sortBy("address.city")
            .sortBy("address.country")
            .sortBy("address.postalCode")
            .sortByExpression(
                    "services.type",
                    "coalesce((select min(s.value ->> 'type') from jsonb_array_elements(t.document -> 'services') s), '')")
            .sortByDate("lastModified", "last_modified")
            .sortByAttribute("customAttributes")
            .build();
    /** What a list shows of a managed facility. */
    private static final Set<String> LISTED =
            Set.of("id", "version", "created", "lastModified", "name", "status", "tenantFacilityId", "type");

    private static final Set<String> LISTED_OF_ADDRESS = Set.of(
            "street",
            "houseNumber",
            "postalCode",
            "city",
            "province",
            "country",
            "additionalAddressInfo",
            "phoneNumbers",
            "customAttributes");

    private final Database database;
    private final Facilities facilities;
    private final CreateFacility createFacility;
    private final ChangeFacility changeFacility;
    private final DeleteFacility deleteFacility;
    private final Search search;
    private final BodyReader bodies;
    private final ObjectMapper json;
    private final Caller caller;

    FacilityResource(
            Database database,
            Facilities facilities,
            CreateFacility createFacility,
            ChangeFacility changeFacility,
            DeleteFacility deleteFacility,
            Search search,
            BodyReader bodies,
            ObjectMapper json,
            Caller caller) {
        this.database = database;
        this.facilities = facilities;
        this.createFacility = createFacility;
        this.changeFacility = changeFacility;
        this.deleteFacility = deleteFacility;
        this.search = search;
        this.bodies = bodies;
        this.json = json;
        this.caller = caller;
    }

    @GET
    @Permitted(Permission.FACILITY_READ)
    @Operation(operationId = "getAllFacilities", summary = "List facilities")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("status") @Nullable List<String> status,
            @QueryParam("type") @Nullable List<String> type,
            @QueryParam("tenantFacilityId") @Nullable String tenantFacilityId,
            @QueryParam("orderBy") @Nullable String orderBy) {
        ListQuery query = ListQuery.of(facilities.table())
                .equal("tenant_facility_id", tenantFacilityId)
                .anyOf("status", "status", status, FacilityStatus.class)
                .anyOf("type", "type", type, FacilityType.class)
                .where(Restriction.facilities("id", caller.facilityIds()))
                .page(ListPage.of(size, startAfterId, 500));
        switch (orderBy == null ? "" : orderBy) {
            case "" -> {}
            case "NAME" -> query.orderBy("name", false);
            case "CREATED" -> query.orderBy("created", false);
            case "POSTAL_CODE_ASC" -> query.orderBy("postal_code", false);
            default -> throw Rejection.invalid("orderBy must be one of NAME, CREATED, POSTAL_CODE_ASC");
        }
        return database.read(query::run).json("facilities", this::listed);
    }

    @POST
    @Permitted(Permission.FACILITY_CREATE)
    @Operation(operationId = "addFacility", summary = "Create a facility")
    @APIResponseSchema(value = Facility.class, responseCode = "201")
    public Response create(JsonNode body) {
        Stored<Facility> created = createFacility.create(bodies.read(body, FacilityForCreation.class));
        return Response.created(
                        URI.create("/api/facilities/" + created.resource().id()))
                .entity(created.json())
                .build();
    }

    @POST
    @Path("/search")
    @Permitted(Permission.FACILITY_READ)
    @Operation(operationId = "searchFacility", summary = "Search facilities")
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        Restriction allowed = Restriction.facilities("id", caller.facilityIds());
        return database.read(handle ->
                search.run(handle, facilities.table(), SEARCH, body, allowed).json());
    }

    @GET
    @Path("/{facilityId}")
    @Permitted(Permission.FACILITY_READ)
    @Operation(operationId = "getFacility", summary = "Get a facility")
    @APIResponseSchema(Facility.class)
    public String get(@PathParam("facilityId") String idOrUrn) {
        return database.read(handle -> {
            String id = facilities.resolveId(handle, idOrUrn);
            String document = facilities.table().getJson(handle, id);
            requireAllowed(id);
            return document;
        });
    }

    @PATCH
    @Path("/{facilityId}")
    @Permitted(Permission.FACILITY_WRITE)
    @Operation(operationId = "patchFacility", summary = "Change a facility")
    @APIResponseSchema(Facility.class)
    public String patch(@PathParam("facilityId") String idOrUrn, @NotNull JsonNode body) {
        return changeFacility.patch(allowed(idOrUrn), body).json();
    }

    @PUT
    @Path("/{facilityId}")
    @Permitted(Permission.FACILITY_WRITE)
    @Operation(operationId = "replaceFacility", summary = "Replace a facility")
    @APIResponseSchema(Facility.class)
    public String replace(@PathParam("facilityId") String idOrUrn, @NotNull JsonNode body) {
        return changeFacility.replace(allowed(idOrUrn), body).json();
    }

    @DELETE
    @Path("/{facilityId}")
    @Permitted(Permission.FACILITY_DELETE)
    @Operation(operationId = "deleteFacility", summary = "Delete a facility")
    @APIResponse(responseCode = "200")
    public Response delete(
            @PathParam("facilityId") String idOrUrn,
            @QueryParam("forceDeletion") @DefaultValue("false") boolean forceDeletion) {
        deleteFacility.delete(allowed(idOrUrn), forceDeletion);
        return Response.ok().build();
    }

    @POST
    @Path("/{facilityId}/actions")
    @Permitted(Permission.FACILITY_WRITE)
    @Operation(operationId = "facilityAction", summary = "Set or remove the coordinates of a facility")
    @APIResponseSchema(Facility.class)
    public String act(@PathParam("facilityId") String idOrUrn, @NotNull @Valid ChangeFacility.Action action) {
        return changeFacility.act(allowed(idOrUrn), action).json();
    }

    private String allowed(String idOrUrn) {
        if (caller.facilityIds().isEmpty()) {
            return idOrUrn;
        }
        String id = database.read(handle -> facilities.resolve(handle, idOrUrn).id());
        requireAllowed(id);
        return id;
    }

    private void requireAllowed(String facilityId) {
        Set<String> allowed = caller.facilityIds();
        if (!allowed.isEmpty() && !allowed.contains(facilityId)) {
            throw Rejection.forbidden("The caller is not allowed at facility " + facilityId);
        }
    }

    /** A list shows a managed facility with the fields of its address beside its own; a supplier as it is. */
    private String listed(String document) {
        try {
            JsonNode facility = json.readTree(document);
            if (!FacilityType.MANAGED_FACILITY
                    .name()
                    .equals(facility.path("type").textValue())) {
                return document;
            }
            ObjectNode listed = json.createObjectNode();
            facility.path("address").properties().forEach(field -> {
                if (LISTED_OF_ADDRESS.contains(field.getKey())) {
                    listed.set(field.getKey(), field.getValue());
                }
            });
            facility.properties().forEach(field -> {
                if (LISTED.contains(field.getKey())) {
                    listed.set(field.getKey(), field.getValue());
                }
            });
            return listed.toString();
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored facility cannot be read", failure);
        }
    }
}
