package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Availability of one article, per facility, as product pages read it. Always computed from the present rows. */
@Path("/api/articles/{tenantArticleId}/stockdistribution")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Stocks (Inventory)")
public class StockDistributionResource {
    private final Database database;
    private final Availability availability;
    private final Facilities facilities;
    private final ObjectMapper json;

    StockDistributionResource(Database database, Availability availability, Facilities facilities, ObjectMapper json) {
        this.database = database;
        this.availability = availability;
        this.facilities = facilities;
        this.json = json;
    }

    @GET
    @Permitted(Permission.STOCK_AVAILABILITIES_READ)
    @Operation(operationId = "getStockDistribution")
    @APIResponse(responseCode = "200")
    public ObjectNode distribution(
            @PathParam("tenantArticleId") String tenantArticleId,
            @QueryParam("facilityIds") @Nullable List<String> facilityIds,
            @QueryParam("facilityStatus") @Nullable List<String> facilityStatus,
            @QueryParam("facilityServiceTypes") @Nullable List<String> facilityServiceTypes,
            @QueryParam("facilityName") @Nullable String facilityName) {
        return database.read(handle -> {
            Map<String, Facility> included = StockSummariesResource.matching(
                    facilities, handle, facilityIds, facilityStatus, facilityServiceTypes);
            if (facilityName != null) {
                String part = facilityName.toLowerCase(Locale.ROOT);
                included.values()
                        .removeIf(facility ->
                                !facility.name().toLowerCase(Locale.ROOT).contains(part));
            }
            List<ArticleAvailability> places = availability.ofArticles(handle, List.of(tenantArticleId)).stream()
                    .filter(each -> included.containsKey(each.place().facilityId()))
                    .toList();
            ObjectNode answer = json.createObjectNode().put("tenantArticleId", tenantArticleId);
            ArrayNode perFacility = answer.putArray("facilityStocks");
            for (ArticleAvailability place : places) {
                Facility facility = included.get(place.place().facilityId());
                ObjectNode entry =
                        perFacility.addObject().put("facilityId", place.place().facilityId());
                if (facility != null) {
                    entry.put("facilityName", facility.name())
                            .put("facilityStatus", facility.status().name());
                    entry.set("facilityServiceTypes", json.valueToTree(StockSummariesResource.serviceTypes(facility)));
                }
                StockSummariesResource.sum(entry, List.of(place));
            }
            StockSummariesResource.sum(answer.putObject("summary"), places);
            return answer;
        });
    }
}
