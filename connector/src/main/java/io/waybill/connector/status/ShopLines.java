package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.connector.status.Fulfilment.Part;
import java.util.List;
import java.util.stream.Stream;

/** Which line of the shop's order a line of a job is about. Pure. */
final class ShopLines {
    private ShopLines() {}

    /** Line items and custom line items of the order. */
    static Stream<JsonNode> all(JsonNode order) {
        return Stream.concat(
                order.path("lineItems").valueStream(),
                order.path("customLineItems").valueStream());
    }

    /**
     * Ids of the lines it may be, best first: a line is known by the shop's id that it carries itself, by the line of the
     * platform's order that it stems from, or by its article.
     */
    static List<String> candidates(JsonNode order, Part part, JsonNode jobLine) {
        String global = jobLine.path("globalLineItemId").asText("");
        String article = jobLine.path("article").path("tenantArticleId").asText("");
        Stream<String> byGlobal = part.order().lines().stream()
                .filter(each -> !global.isEmpty()
                        && (each.path("id").asText("").equals(global)
                                || each.path("globalLineItemId").asText("").equals(global)))
                .map(ShopLines::named);
        Stream<String> byArticle = all(order)
                .filter(each -> !article.isEmpty() && articleOf(each).equals(article))
                .map(each -> each.path("id").asText(""));
        return Stream.concat(Stream.concat(Stream.of(named(jobLine)), byGlobal), byArticle)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    /** The shop's id that a line of the platform carries; empty when it carries none. */
    static String named(JsonNode line) {
        return line.path("customAttributes").path("commercetoolsId").asText("");
    }

    private static String articleOf(JsonNode shopLine) {
        return shopLine.path("variant")
                .path("sku")
                .asText(shopLine.path("productId")
                        .asText(shopLine.path("key")
                                .asText(shopLine.path("slug").asText(""))));
    }

    /** Pieces of a handover job's line that left. A job that counts nothing and had nothing refused left as a whole. */
    static long handedOver(JsonNode jobLine) {
        long counted = jobLine.path("handedOverQuantity").asLong();
        return counted > 0 || !jobLine.path("refused").isEmpty()
                ? counted
                : jobLine.path("quantity").asLong();
    }
}
