package io.waybill.platform.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import io.waybill.platform.kernel.TagReference;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Listings (Core)")
class ListingsResource {
    static final int MAXIMUM_BULK = 25;

    static final SearchSchema SCHEMA = SearchSchema.of("listings")
            .string("id", "id")
            .string("facilityRef", "facility_id")
            .string("tenantArticleId", "tenant_article_id")
            .enumeration("status", "status", ListingStatus.class)
            .enumeration("outOfStockBehaviour", ListingBody.OutOfStockBehaviour.class)
            .strings("categoryRefs")
            .string("measurementUnitKey")
            .number("price")
            .number("weight")
            .date("created")
            .object("availabilityTimeframe", timeframe -> timeframe.date("start"))
            .list("tags", tag -> tag.string("id").string("value"))
            .attributes("customAttributes")
            .sortByDate("lastModified")
            .sortBy("tenantArticleId", "tenant_article_id")
            .sortByAttribute("customAttributes")
            .build();

    private final Database database;
    private final Listings listings;
    private final PutListings putListings;
    private final Facilities facilities;
    private final Search search;
    private final ObjectMapper json;
    private final Validator validator;
    private final Caller caller;

    ListingsResource(
            Database database,
            Listings listings,
            PutListings putListings,
            Facilities facilities,
            Search search,
            ObjectMapper json,
            Validator validator,
            Caller caller) {
        this.database = database;
        this.listings = listings;
        this.putListings = putListings;
        this.facilities = facilities;
        this.search = search;
        this.json = json;
        this.validator = validator;
        this.caller = caller;
    }

    record ListingsForReplacement(
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid ListingBody> listings) {}

    record ListingPatch(
            @NotNull Long version, @NotNull @Size(min = 1) List<@NotNull ObjectNode> actions) {}

    record ListingBulkUpsert(
            @NotNull @Size(min = 1, max = MAXIMUM_BULK) List<@NotNull ObjectNode> listings) {}

    /** Fields that a JSON null takes away. */
    private static final Set<String> CLEARABLE =
            Set.of("customAttributes", "measurementUnitKey", "stockProperties", "currency");

    @GET
    @Path("/facilities/{facilityId}/listings")
    @Permitted(Permission.LISTING_READ)
    @Operation(operationId = "getFacilityListing")
    String list(
            @PathParam("facilityId") String facilityId,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("tenantArticleIds") @Nullable List<String> tenantArticleIds,
            @QueryParam("scannableCode") @Nullable String scannableCode) {
        return database.read(handle -> ListQuery.of(listings.table)
                .equal("facility_id", facility(facilityId))
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
    @Path("/facilities/{facilityId}/listings")
    @Permitted(Permission.LISTING_WRITE)
    @Operation(operationId = "putFacilityListing")
    String put(@PathParam("facilityId") String facilityId, @Valid @NotNull ListingsForReplacement body) {
        String facility = facility(facilityId);
        List<PutListings.Result> results = putListings.put(body.listings().stream()
                .map(listing -> new PutListings.Wanted(new Place(facility, article(listing)), listing, null))
                .toList());
        return results(results, "listing").toString();
    }

    @DELETE
    @Path("/facilities/{facilityId}/listings")
    @Permitted(Permission.LISTING_DELETE)
    @Operation(operationId = "deleteListingsOfFacility")
    void deleteAll(@PathParam("facilityId") String facilityId) {
        putListings.delete(facility(facilityId), null);
    }

    @GET
    @Path("/facilities/{facilityId}/listings/{tenantArticleId}")
    @Permitted(Permission.LISTING_READ)
    @Operation(operationId = "getListing")
    Listing get(@PathParam("facilityId") String facilityId, @PathParam("tenantArticleId") String tenantArticleId) {
        Place place = new Place(facility(facilityId), tenantArticleId);
        return database.read(handle -> listings.get(handle, place));
    }

    @PATCH
    @Path("/facilities/{facilityId}/listings/{tenantArticleId}")
    @Permitted(Permission.LISTING_WRITE)
    @Operation(operationId = "patchFacilityListing")
    String patch(
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
            ListingBody changes = bind(action);
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
        Place place = new Place(facility(facilityId), tenantArticleId);
        return "[" + putListings.modify(place, body.version(), status, fields, tags) + "]";
    }

    @DELETE
    @Path("/facilities/{facilityId}/listings/{tenantArticleId}")
    @Permitted(Permission.LISTING_DELETE)
    @Operation(operationId = "deleteFacilityListing")
    void delete(@PathParam("facilityId") String facilityId, @PathParam("tenantArticleId") String tenantArticleId) {
        if (putListings.delete(facility(facilityId), tenantArticleId) == 0) {
            throw Rejection.notFound("Listing of article", tenantArticleId);
        }
    }

    @PUT
    @Path("/listings")
    @Permitted(Permission.LISTING_WRITE)
    @Operation(operationId = "bulkUpsertListings")
    String upsert(@Valid @NotNull ListingBulkUpsert body) {
        List<PutListings.Wanted> wanted = new ArrayList<>();
        for (ObjectNode entry : body.listings()) {
            ListingBody listing = bind(entry);
            if (listing.title() == null) {
                throw Rejection.invalid("listings[].title must be given");
            }
            Long version = entry.hasNonNull("version") ? entry.path("version").asLong() : null;
            for (String facilityId : targets(entry)) {
                wanted.add(new PutListings.Wanted(new Place(facilityId, article(listing)), listing, version));
            }
        }
        if (wanted.size() > MAXIMUM_BULK) {
            throw Rejection.invalid("listings must not touch more than " + MAXIMUM_BULK
                    + " articles at facilities, counted over all entries");
        }
        List<PutListings.Result> results = putListings.put(wanted);
        Map<PutListings.Outcome, Integer> counts = new EnumMap<>(PutListings.Outcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        ObjectNode answer = json.createObjectNode();
        answer.set("listings", results(results, "result"));
        answer.putObject("summary")
                .put("created", counts.getOrDefault(PutListings.Outcome.CREATED, 0))
                .put("updated", counts.getOrDefault(PutListings.Outcome.UPDATED, 0))
                .put("unchanged", counts.getOrDefault(PutListings.Outcome.UNCHANGED, 0));
        return answer.toString();
    }

    @POST
    @Path("/listings/search")
    @Permitted(Permission.LISTING_READ)
    @Operation(operationId = "searchListing")
    String searchListings(JsonNode body) {
        return database.read(handle -> search.run(
                        handle,
                        listings.table,
                        SCHEMA,
                        body,
                        Restriction.facilities("facility_id", caller.facilityIds())))
                .json();
    }

    private List<String> targets(ObjectNode entry) {
        String strategy = entry.path("targetingStrategy").asText();
        List<JsonNode> selectors = new ArrayList<>();
        if ("SINGLE_FACILITY".equals(strategy) && entry.path("facility").isObject()) {
            selectors.add(entry.path("facility"));
        } else if ("MULTI_SELECTOR".equals(strategy) && entry.path("selector").size() > 0) {
            entry.path("selector").forEach(selectors::add);
        } else {
            throw Rejection.invalid("listings[].targetingStrategy must be SINGLE_FACILITY with a facility, "
                    + "or MULTI_SELECTOR with a selector");
        }
        return selectors.stream().map(this::target).toList();
    }

    private String target(JsonNode selector) {
        String reference = selector.path("facilityRef").asText("");
        if (!reference.isEmpty()) {
            return facility(reference);
        }
        String tenantFacilityId = selector.path("tenantFacilityId").asText("");
        if (tenantFacilityId.isEmpty()) {
            throw Rejection.invalid("A facility selector must name a facilityRef or a tenantFacilityId");
        }
        return facility(StockBody.URN + tenantFacilityId);
    }

    private ListingBody bind(ObjectNode entry) {
        try {
            ListingBody listing = json.treeToValue(entry, ListingBody.class);
            Set<ConstraintViolation<ListingBody>> violations = validator.validate(listing);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return listing;
        } catch (JsonProcessingException failure) {
            throw Rejection.invalid("listings must hold listings: " + failure.getOriginalMessage());
        }
    }

    private static String article(ListingBody listing) {
        if (listing.tenantArticleId() == null) {
            throw Rejection.invalid("listings[].tenantArticleId must be given");
        }
        return listing.tenantArticleId();
    }

    private String facility(String idOrUrn) {
        return database.read(handle -> facilities.resolve(handle, idOrUrn).id());
    }

    private ArrayNode results(List<PutListings.Result> results, String field) {
        ArrayNode answer = json.createArrayNode();
        results.forEach(result -> answer.addObject()
                .put("status", result.outcome().name())
                .putRawValue(field, new com.fasterxml.jackson.databind.util.RawValue(result.json())));
        return answer;
    }
}
