package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/listings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Listings (Core)")
public class ListingsResource {
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
    private final ListingRequests requests;
    private final Search search;
    private final ObjectMapper json;
    private final Caller caller;

    ListingsResource(
            Database database,
            Listings listings,
            PutListings putListings,
            ListingRequests requests,
            Search search,
            ObjectMapper json,
            Caller caller) {
        this.database = database;
        this.listings = listings;
        this.putListings = putListings;
        this.requests = requests;
        this.search = search;
        this.json = json;
        this.caller = caller;
    }

    record ListingBulkUpsert(
            @NotNull @Size(min = 1, max = MAXIMUM_BULK) List<@NotNull ObjectNode> listings) {}

    @PUT
    @Permitted(Permission.LISTING_WRITE)
    @Operation(operationId = "bulkUpsertListings")
    @APIResponse(responseCode = "200")
    public String upsert(@Valid @NotNull ListingBulkUpsert body) {
        List<PutListings.Wanted> wanted = new ArrayList<>();
        for (ObjectNode entry : body.listings()) {
            ListingBody listing = requests.bind(entry);
            if (listing.title() == null) {
                throw Rejection.invalid("listings[].title must be given");
            }
            Long version = entry.hasNonNull("version") ? entry.path("version").asLong() : null;
            for (String facilityId : targets(entry)) {
                wanted.add(new PutListings.Wanted(
                        new Place(facilityId, ListingRequests.article(listing)), listing, version));
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
        answer.set("listings", requests.results(results, "result"));
        answer.putObject("summary")
                .put("created", counts.getOrDefault(PutListings.Outcome.CREATED, 0))
                .put("updated", counts.getOrDefault(PutListings.Outcome.UPDATED, 0))
                .put("unchanged", counts.getOrDefault(PutListings.Outcome.UNCHANGED, 0));
        return answer.toString();
    }

    @POST
    @Path("/search")
    @Permitted(Permission.LISTING_READ)
    @Operation(operationId = "searchListing")
    @APIResponse(responseCode = "200")
    public String searchListings(JsonNode body) {
        return database.read(handle -> search.run(
                        handle,
                        listings.table(),
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
            return requests.facility(reference);
        }
        String tenantFacilityId = selector.path("tenantFacilityId").asText("");
        if (tenantFacilityId.isEmpty()) {
            throw Rejection.invalid("A facility selector must name a facilityRef or a tenantFacilityId");
        }
        return requests.facility(StockBody.URN + tenantFacilityId);
    }
}
