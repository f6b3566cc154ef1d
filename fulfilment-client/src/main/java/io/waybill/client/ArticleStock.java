package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is there of one article; whole units.
 *
 * @param availableForPicking what a new order may use: without reserved, expired and held back units; negative when more
 *     is promised than there is
 * @param stockOnHand what lies in the building, reserved units included
 * @param safetyStock units held back from sale; {@code availableForPicking} is without them already
 * @param json everything the platform said
 */
public record ArticleStock(
        String tenantArticleId, long availableForPicking, long stockOnHand, long safetyStock, JsonNode json) {
    static ArticleStock from(JsonNode summary) {
        JsonNode details = summary.path("details");
        return new ArticleStock(
                Fields.required(summary.path("article"), "tenantArticleId"),
                // The deprecated name of the same number, from a platform that knows no other.
                details.path("availableForPicking")
                        .asLong(details.path("readyToPick").asLong()),
                details.path("stockOnHand").asLong(details.path("totalAmount").asLong()),
                details.path("safetyStock").asLong(),
                summary);
    }
}
