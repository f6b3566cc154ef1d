package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.TagReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The listings of one facility. A class of its own, because the path of the class decides first which one serves a request.
 */
@Path("/api/facilities/{facilityId}/listings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Listings (Core)")
public class FacilityListingsResource {
    private final Database database;
    private final Listings listings;
    private final PutListings putListings;
    private final ListingRequests requests;
    private final ObjectMapper json;

    FacilityListingsResource(
            Database database,
            Listings listings,
            PutListings putListings,
            ListingRequests requests,
            ObjectMapper json) {
        this.database = database;
        this.listings = listings;
        this.putListings = putListings;
        this.requests = requests;
        this.json = json;
    }

    record ListingsForReplacement(
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid ListingBody> listings) {}

    record ListingPatch(
            @NotNull Long version, @NotNull @Size(min = 1) List<@NotNull ObjectNode> actions) {}

    /** Fields that a JSON null takes away. */
    private static final Set<String> CLEARABLE =
            Set.of("customAttributes", "measurementUnitKey", "stockProperties", "currency");

    @GET
    @Permitted(Permission.LISTING_READ)
    @Operation(operationId = "getFacilityListing")
    @APIResponse(responseCode = "200")
    public String list(
            @PathParam("facilityId") String facilityId,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("tenantArticleIds") @Nullable List<String> tenantArticleIds,
            @QueryParam("scannableCode") @Nullable String scannableCode) {
        return database.read(handle -> ListQuery.of(listings.table())
                .equal("facility_id", requests.facility(facilityId))
                .anyOf("tenant_article_id", tenantArticleIds)
                .where(
                        scannableCode == null
                                ? Restriction.none()
                                : new Restriction(
                                        "jsonb_exists(t.document -> 'scannableCodes', :scannableCode)",
                                        Map.of("scannableCode", scannableCode)))
                .page(ListPage.of(size, startAfterId, 500))
                .run(handle)
                .json("listings"));
    }

    @PUT
    @Permitted(Permission.LISTING_WRITE)
    @Operation(operationId = "putFacilityListing")
    @APIResponse(responseCode = "200")
    public String put(@PathParam("facilityId") String facilityId, @Valid @NotNull ListingsForReplacement body) {
        String facility = requests.facility(facilityId);
        List<PutListings.Result> results = putListings.put(body.listings().stream()
                .map(listing ->
                        new PutListings.Wanted(new Place(facility, ListingRequests.article(listing)), listing, null))
                .toList());
        return requests.results(results, "listing").toString();
    }

    @DELETE
    @Permitted(Permission.LISTING_DELETE)
    @Operation(operationId = "deleteListingsOfFacility")
    @APIResponse(responseCode = "200")
    public Response deleteAll(@PathParam("facilityId") String facilityId) {
        putListings.delete(requests.facility(facilityId), null);
        return Response.ok().build();
    }

    @GET
    @Path("/{tenantArticleId}")
    @Permitted(Permission.LISTING_READ)
    @Operation(operationId = "getListing")
    public Listing get(
            @PathParam("facilityId") String facilityId, @PathParam("tenantArticleId") String tenantArticleId) {
        Place place = new Place(requests.facility(facilityId), tenantArticleId);
        return database.read(handle -> listings.get(handle, place));
    }

    @PATCH
    @Path("/{tenantArticleId}")
    @Permitted(Permission.LISTING_WRITE)
    @Operation(operationId = "patchFacilityListing")
    @APIResponse(responseCode = "200")
    public String patch(
            @PathParam("facilityId") String facilityId,
            @PathParam("tenantArticleId") String tenantArticleId,
            @Valid @NotNull ListingPatch body) {
        Map<String, JsonNode> fields = new HashMap<>();
        ListingStatus status = null;
        List<TagReference> tags = new ArrayList<>();
        for (ObjectNode action : body.actions()) {
            if (!"ModifyListing".equals(action.path("action").asText())) {
                throw Rejection.invalid("actions must be ModifyListing actions");
            }
            ListingBody changes = requests.bind(action);
            status = changes.status() == null ? status : changes.status();
            if (changes.tags() != null) {
                tags.addAll(changes.tags());
            }
            Map<String, JsonNode> said = changes.content(json);
            said.forEach((name, value) -> {
                if (action.has(name)) {
                    fields.put(name, value);
                }
            });
            action.fields().forEachRemaining(field -> {
                if (field.getValue().isNull() && CLEARABLE.contains(field.getKey())) {
                    fields.put(field.getKey(), field.getValue());
                }
            });
        }
        Place place = new Place(requests.facility(facilityId), tenantArticleId);
        return "[" + putListings.modify(place, body.version(), status, fields, tags) + "]";
    }

    @DELETE
    @Path("/{tenantArticleId}")
    @Permitted(Permission.LISTING_DELETE)
    @Operation(operationId = "deleteFacilityListing")
    @APIResponse(responseCode = "200")
    public Response delete(
            @PathParam("facilityId") String facilityId, @PathParam("tenantArticleId") String tenantArticleId) {
        if (putListings.delete(requests.facility(facilityId), tenantArticleId) == 0) {
            throw Rejection.notFound("Listing of article", tenantArticleId);
        }
        return Response.ok().build();
    }
}
