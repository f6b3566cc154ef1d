package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.JsonHttp;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stocks of the platform, and what of them can be had. */
public final class Stocks {
    /** How many articles one call may name, so that its address stays short enough for every proxy. */
    public static final int MOST_ARTICLES = 50;

    private static final String SUMMARIES = "/api/stocks/summaries";

    private final Api api;

    Stocks(Api api) {
        this.api = api;
    }

    /**
     * What one facility has of those articles now. An article that it does not list is left out.
     *
     * @param onlineOnly whether a facility that takes no orders, being off line or suspended, has nothing
     * @throws IllegalArgumentException for more than {@link #MOST_ARTICLES} articles
     */
    public List<ArticleStock> at(String facilityRef, Collection<String> tenantArticleIds, boolean onlineOnly) {
        if (tenantArticleIds.size() > MOST_ARTICLES) {
            throw new IllegalArgumentException("At most " + MOST_ARTICLES + " articles at once");
        }
        if (tenantArticleIds.isEmpty()) {
            return List.of();
        }
        Query query = Query.of("facilityRefs", facilityRef)
                .with("size", String.valueOf(MOST_ARTICLES))
                .with("facilityStatus", onlineOnly ? "ONLINE" : null);
        for (String id : tenantArticleIds) {
            query = query.with("tenantArticleIds", id);
        }
        return summaries(facilityRef, query).stream()
                // A platform that does not know the filter answers with everything.
                .filter(stock -> tenantArticleIds.contains(stock.tenantArticleId()))
                .toList();
    }

    /** One page of what a facility has, ordered by article; the next one starts after the last article of this one. */
    public List<ArticleStock> page(String facilityRef, @Nullable String afterArticle, int size) {
        return summaries(
                facilityRef,
                Query.of("facilityRefs", facilityRef)
                        .with("size", String.valueOf(size))
                        .with("startAfterId", afterArticle));
    }

    /** Creates or replaces stocks; {@code stocks} is the API's StocksForUpsert, at most 500. */
    public JsonNode put(JsonNode stocks) {
        return api.writeGuarded("PUT", "/api/stocks", stocks);
    }

    private List<ArticleStock> summaries(String facilityRef, Query query) {
        JsonNode summaries = api.get(SUMMARIES, query).path("stockSummaries");
        for (JsonNode summary : summaries) {
            for (JsonNode included : summary.path("includedFacilityRefs")) {
                if (!included.asText().equals(facilityRef)) {
                    throw new FulfilmentUnavailableException(
                            "GET " + SUMMARIES + " summed up other facilities than " + JsonHttp.encode(facilityRef));
                }
            }
        }
        return summaries.valueStream().map(ArticleStock::from).toList();
    }
}
