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
import io.waybill.platform.facilities.FacilityGroups;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Availability as listing pages (summaries over facilities) and product pages (one article, per facility) read it.
 * Always computed from the present rows; {@code allowStale} is accepted and needs nothing.
 */
@Path("/api/stocks/summaries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Stocks (Inventory)")
public class StockSummariesResource {
    private final Database database;
    private final Availability availability;
    private final Listings listings;
    private final Facilities facilities;
    private final FacilityGroups groups;
    private final ObjectMapper json;

    StockSummariesResource(
            Database database,
            Availability availability,
            Listings listings,
            Facilities facilities,
            FacilityGroups groups,
            ObjectMapper json) {
        this.database = database;
        this.availability = availability;
        this.listings = listings;
        this.facilities = facilities;
        this.groups = groups;
        this.json = json;
    }

    @GET
    @Permitted(Permission.STOCK_AVAILABILITIES_READ)
    @Operation(operationId = "getStockSummaries")
    @APIResponse(responseCode = "200")
    public ObjectNode summaries(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("maxPageSize") @Nullable Integer maxPageSize,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("facilityRefs") @Nullable List<String> facilityRefs,
            @QueryParam("facilityGroupRefs") @Nullable List<String> facilityGroupRefs,
            @QueryParam("facilityStatus") @Nullable List<String> facilityStatus,
            @QueryParam("facilityServiceTypes") @Nullable List<String> facilityServiceTypes,
            @QueryParam("tenantArticleIds") @Nullable List<String> tenantArticleIds) {
        ListPage page = ListPage.of(size == null ? maxPageSize : size, startAfterId, 100);
        return database.read(handle -> {
            Map<String, Facility> included =
                    matching(facilities, handle, facilityRefs, facilityStatus, facilityServiceTypes);
            Collection<String> groupRefs = ListQuery.flat(facilityGroupRefs);
            if (!groupRefs.isEmpty()) {
                included.keySet()
                        .retainAll(groups.members(handle, groupRefs).values().stream()
                                .flatMap(Set::stream)
                                .collect(Collectors.toSet()));
            }
            Collection<String> wanted = ListQuery.flat(tenantArticleIds);
            List<String> articles = articles(handle, included.keySet(), wanted, page);
            Map<String, Listing> named = listings.oneOfEach(handle, articles);
            Map<String, List<ArticleAvailability>> numbers = availability.ofArticles(handle, articles).stream()
                    .filter(each -> included.containsKey(each.place().facilityId()))
                    .collect(Collectors.groupingBy(each -> each.place().tenantArticleId()));
            ObjectNode answer = json.createObjectNode();
            ArrayNode summaries = answer.putArray("stockSummaries");
            for (String article : articles) {
                List<ArticleAvailability> places = numbers.getOrDefault(article, List.of());
                ObjectNode summary = summaries.addObject();
                article(summary.putObject("article"), article, named.get(article));
                sum(summary.putObject("details"), places);
                ArrayNode references = summary.putArray("includedFacilityRefs");
                places.forEach(each -> references.add(each.place().facilityId()));
            }
            boolean all = page.startAfterId() == null
                    && (articles.size() < page.size()
                            || articles.size() == Set.copyOf(wanted).size());
            return answer.put("total", all ? articles.size() : total(handle, included.keySet(), wanted));
        });
    }

    static Map<String, Facility> matching(
            Facilities facilities,
            Handle handle,
            @Nullable List<String> facilityRefs,
            @Nullable List<String> facilityStatus,
            @Nullable List<String> facilityServiceTypes) {
        Set<String> references = new HashSet<>(ListQuery.flat(facilityRefs));
        Set<String> statuses = new HashSet<>(ListQuery.flat(facilityStatus));
        Set<String> services = new HashSet<>(ListQuery.flat(facilityServiceTypes));
        Map<String, Facility> included = new LinkedHashMap<>();
        for (Facility facility : facilities.all(handle)) {
            if ((references.isEmpty() || references.contains(facility.id()))
                    && (statuses.isEmpty()
                            || statuses.contains(facility.status().name()))
                    && (services.isEmpty() || serviceTypes(facility).stream().anyMatch(services::contains))) {
                included.put(facility.id(), facility);
            }
        }
        return included;
    }

    static List<String> serviceTypes(Facility facility) {
        return facility.services() == null
                ? List.of()
                : facility.services().stream()
                        .map(service -> service.type().name())
                        .toList();
    }

    private static List<String> articles(
            Handle handle, Collection<String> facilityIds, Collection<String> wanted, ListPage page) {
        return handle.createQuery("select distinct tenant_article_id from listing "
                        + "where facility_id = any(:facilities) "
                        + "and (:any or tenant_article_id = any(:articles)) "
                        + "and tenant_article_id > :after order by tenant_article_id limit :size")
                .bindArray("facilities", String.class, facilityIds.toArray())
                .bind("any", wanted.isEmpty())
                .bindArray("articles", String.class, wanted.toArray())
                .bind("after", page.startAfterId() == null ? "" : page.startAfterId())
                .bind("size", page.size())
                .mapTo(String.class)
                .list();
    }

    private static long total(Handle handle, Collection<String> facilityIds, Collection<String> wanted) {
        return handle.createQuery("select count(distinct tenant_article_id) from listing "
                        + "where facility_id = any(:facilities) and (:any or tenant_article_id = any(:articles))")
                .bindArray("facilities", String.class, facilityIds.toArray())
                .bind("any", wanted.isEmpty())
                .bindArray("articles", String.class, wanted.toArray())
                .mapTo(Long.class)
                .one();
    }

    private static void article(ObjectNode target, String tenantArticleId, @Nullable Listing listing) {
        target.put("tenantArticleId", tenantArticleId);
        target.put(
                "title",
                listing == null || listing.content().get("title") == null
                        ? tenantArticleId
                        : listing.content().get("title").asText());
        if (listing != null && listing.content().get("imageUrl") != null) {
            target.set("imageUrl", listing.content().get("imageUrl"));
        }
    }

    static void sum(ObjectNode target, List<ArticleAvailability> places) {
        int forPicking = places.stream()
                .mapToInt(ArticleAvailability::availableForPicking)
                .sum();
        int onStock =
                places.stream().mapToInt(ArticleAvailability::availableOnStock).sum();
        target.put("available", Math.max(0, forPicking))
                .put("availableForPicking", forPicking)
                .put("availableOnStock", onStock)
                .put("availableToPromise", forPicking)
                .put("readyToPick", forPicking)
                .put(
                        "reserved",
                        places.stream().mapToInt(ArticleAvailability::reserved).sum())
                .put(
                        "safetyStock",
                        places.stream().mapToInt(ArticleAvailability::safety).sum())
                .put(
                        "stockOnHand",
                        places.stream().mapToInt(ArticleAvailability::onHand).sum())
                .put(
                        "totalAmount",
                        places.stream().mapToInt(ArticleAvailability::total).sum());
        target.putObject("byTrait")
                .put(
                        "ACCESSIBLE",
                        places.stream()
                                .mapToInt(ArticleAvailability::accessible)
                                .sum())
                .put(
                        "PICKABLE",
                        places.stream().mapToInt(ArticleAvailability::pickable).sum());
    }
}
