package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.settings.RunTimeConfiguration;
import io.waybill.connector.settings.RunTimeConfiguration.ShippingRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an order of the shop becomes on the platform. Pure: the same order and surroundings give the same result. */
public final class OrderMapping {
    private static final int MOST_LINES = 500;
    private static final int MOST_TAGS = 500;

    /**
     * What the mapping has to know beside the order.
     *
     * @param projectKey key of the commercetools project
     * @param storeChannels keys of the supply channels of the order's store
     * @param channelKeys keys of channels that the order names by id only
     * @param facilityRefs the platform's facility by channel key; a channel without facility has no entry
     */
    public record Surroundings(
            String projectKey,
            List<String> storeChannels,
            Map<String, String> channelKeys,
            Map<String, String> facilityRefs) {}

    /** What came of it. */
    public sealed interface Result {}

    /** The orders to create, one per destination. */
    public record Mapped(List<Draft> drafts) implements Result {}

    /** No order can be made of it until somebody changes the order or the configuration. */
    public record Impossible(String reason) implements Result {}

    /** One order to create. */
    public record Draft(String tenantOrderId, ObjectNode order) {}

    private record Delivery(ObjectNode preferences, Optional<String> problem) {}

    private final JsonNode order;
    private final RunTimeConfiguration configuration;
    private final Surroundings surroundings;
    private final String locale;

    private OrderMapping(JsonNode order, RunTimeConfiguration configuration, Surroundings surroundings) {
        this.order = order;
        this.configuration = configuration;
        this.surroundings = surroundings;
        this.locale = order.path("locale").asText("");
    }

    /** Maps an order whose shipping methods and supply channels are expanded. */
    public static Result map(JsonNode order, RunTimeConfiguration configuration, Surroundings surroundings) {
        return new OrderMapping(order, configuration, surroundings).result();
    }

    /** The channels whose facilities the mapping needs. */
    public static Set<String> channelsNeeded(
            JsonNode order,
            RunTimeConfiguration configuration,
            List<String> storeChannels,
            Map<String, String> channelKeys) {
        OrderMapping mapping =
                new OrderMapping(order, configuration, new Surroundings("", storeChannels, channelKeys, Map.of()));
        Set<String> needed = new LinkedHashSet<>();
        for (Destination destination : Destination.of(order)) {
            if (mapping.rule(destination).filter(ShippingRule::collect).isPresent()) {
                needed.addAll(mapping.collectChannels());
            } else {
                needed.addAll(storeChannels);
            }
        }
        return needed;
    }

    private Result result() {
        List<Draft> drafts = new ArrayList<>();
        for (Destination destination : Destination.of(order)) {
            ArrayNode lines = lines(destination);
            boolean first = drafts.isEmpty();
            if (first && configuration.customLineItemsAsLines()) {
                lines.addAll(customLines());
            }
            if (lines.isEmpty()) {
                return new Impossible("The order has no line items to fulfil");
            }
            if (lines.size() > MOST_LINES) {
                return new Impossible(
                        "The order has " + lines.size() + " line items, the platform takes " + MOST_LINES);
            }
            Delivery delivery = delivery(destination);
            if (delivery.problem().isPresent()) {
                return new Impossible(delivery.problem().get());
            }
            drafts.add(draft(destination, lines, delivery.preferences(), first));
        }
        return new Mapped(List.copyOf(drafts));
    }

    private Draft draft(Destination destination, ArrayNode lines, ObjectNode preferences, boolean first) {
        String base = Texts.field(order, "orderNumber")
                .orElseGet(() -> order.path("id").asText());
        String tenantOrderId = destination.tenantOrderId(base);
        ObjectNode draft = JsonHttp.JSON
                .createObjectNode()
                .put("tenantOrderId", tenantOrderId)
                .put("orderDate", order.path("createdAt").asText());
        draft.set("consumer", consumer(destination));
        draft.set("orderLineItems", lines);
        draft.set("deliveryPreferences", preferences);
        ObjectNode attributes = customAttributes(destination, first);
        attributes.set("commercetoolsLines", pieces(lines));
        draft.set("customAttributes", attributes);
        Texts.field(order.path("totalPrice"), "currencyCode")
                .ifPresent(currency -> draft.putObject("paymentInfo").put("currency", currency));
        ArrayNode tags = tags();
        if (!tags.isEmpty()) {
            draft.set("tags", tags);
        }
        return new Draft(tenantOrderId, draft);
    }

    private ObjectNode consumer(Destination destination) {
        ObjectNode consumer = JsonHttp.JSON.createObjectNode();
        Texts.field(order, "customerId").ifPresent(id -> consumer.put("consumerId", id));
        Texts.field(order, "customerEmail").filter(Addresses::isEmail).ifPresent(email -> consumer.put("email", email));
        ArrayNode addresses = consumer.putArray("addresses");
        Addresses.map(destination.address(), "POSTAL_ADDRESS").ifPresent(addresses::add);
        Addresses.map(order.path("billingAddress"), "INVOICE_ADDRESS").ifPresent(addresses::add);
        return consumer;
    }

    private ObjectNode customAttributes(Destination destination, boolean first) {
        ObjectNode attributes = JsonHttp.JSON
                .createObjectNode()
                .put("commercetoolsId", order.path("id").asText())
                .put("commercetoolsProject", surroundings.projectKey());
        Texts.field(order, "orderNumber").ifPresent(number -> attributes.put("commercetoolsOrderNumber", number));
        Texts.field(order, "purchaseOrderNumber").ifPresent(number -> attributes.put("purchaseOrderNumber", number));
        Texts.field(order.path("businessUnit"), "key").ifPresent(key -> attributes.put("businessUnit", key));
        destination.shippingKey().ifPresent(key -> attributes.put("commercetoolsShippingKey", key));
        if (first
                && !configuration.customLineItemsAsLines()
                && !order.path("customLineItems").isEmpty()) {
            ArrayNode extras = attributes.putArray("customLineItems");
            order.path("customLineItems").forEach(item -> extras.add(extra(item)));
        }
        return attributes;
    }

    /** Pieces by line of the shop: what is missing from the platform's order later was taken out there. */
    private static ObjectNode pieces(ArrayNode lines) {
        ObjectNode pieces = JsonHttp.JSON.createObjectNode();
        lines.forEach(line -> pieces.put(
                line.path("customAttributes").path("commercetoolsId").asText(),
                line.path("quantity").asLong()));
        return pieces;
    }

    private ObjectNode extra(JsonNode item) {
        ObjectNode extra = JsonHttp.JSON
                .createObjectNode()
                .put("commercetoolsId", item.path("id").asText())
                .put(
                        "name",
                        Texts.translation(item.path("name"), locale)
                                .orElse(item.path("slug").asText("")))
                .put("quantity", item.path("quantity").asLong(1));
        Money.amount(item.path("money")).ifPresent(amount -> extra.put("price", amount));
        return extra;
    }

    // ---- lines

    private ArrayNode lines(Destination destination) {
        ArrayNode lines = JsonHttp.JSON.createArrayNode();
        for (JsonNode line : order.path("lineItems")) {
            Long quantity = destination.quantities().get(line.path("id").asText());
            if (quantity != null) {
                lines.add(line(line, quantity));
            }
        }
        return lines;
    }

    private ObjectNode line(JsonNode line, long quantity) {
        ObjectNode mapped = JsonHttp.JSON.createObjectNode().put("quantity", quantity);
        mapped.set("article", article(line));
        Money.unitPrice(line).ifPresent(price -> mapped.put("shopPrice", price));
        ObjectNode attributes = mapped.putObject("customAttributes")
                .put("commercetoolsId", line.path("id").asText());
        JsonNode rate = line.path("taxRate");
        if (rate.path("amount").isNumber()) {
            attributes
                    .put("taxPercent", Money.percent(rate.path("amount")))
                    .put("taxIncludedInPrice", rate.path("includedInPrice").asBoolean());
        }
        ArrayNode codes = scannableCodes(line.path("variant"));
        if (!codes.isEmpty()) {
            mapped.set("scannableCodes", codes);
        }
        return mapped;
    }

    private ObjectNode article(JsonNode line) {
        JsonNode variant = line.path("variant");
        String articleId = Texts.field(variant, "sku")
                .orElseGet(() -> line.path("productId").asText());
        ObjectNode article = JsonHttp.JSON.createObjectNode().put("tenantArticleId", articleId);
        article.put(
                "title",
                Texts.translation(line.path("name"), locale)
                        .or(() -> attribute(variant, "label").map(label -> Texts.of(label, locale)))
                        .filter(title -> !title.isBlank())
                        .orElse(articleId));
        translations(article, line.path("name"));
        Texts.field(variant.path("images").path(0), "url").ifPresent(url -> article.put("imageUrl", url));
        ArrayNode attributes = attributes(variant);
        if (!attributes.isEmpty()) {
            article.set("attributes", attributes);
        }
        return article;
    }

    private static void translations(ObjectNode article, JsonNode name) {
        Map<String, String> translations = Texts.translations(name);
        if (!translations.isEmpty()) {
            ObjectNode localized = article.putObject("titleLocalized");
            translations.forEach(localized::put);
        }
    }

    private ArrayNode attributes(JsonNode variant) {
        ArrayNode attributes = JsonHttp.JSON.createArrayNode();
        for (JsonNode attribute : variant.path("attributes")) {
            String key = attribute.path("name").asText("");
            String value = Texts.of(attribute.path("value"), locale);
            if (!key.isEmpty() && !key.equals("scannableCodes") && !value.isBlank() && attributes.size() < 500) {
                attributes.addObject().put("key", key).put("value", value).put("category", "miscellaneous");
            }
        }
        return attributes;
    }

    private ArrayNode scannableCodes(JsonNode variant) {
        ArrayNode codes = JsonHttp.JSON.createArrayNode();
        attribute(variant, "scannableCodes")
                .ifPresent(value -> Texts.each(value, locale).stream()
                        .flatMap(text -> List.of(text.split("[,;\\s]+")).stream())
                        .filter(code -> !code.isBlank())
                        .distinct()
                        .limit(500)
                        .forEach(codes::add));
        return codes;
    }

    private static Optional<JsonNode> attribute(JsonNode variant, String name) {
        return variant.path("attributes")
                .valueStream()
                .filter(attribute -> attribute.path("name").asText("").equals(name))
                .map(attribute -> attribute.path("value"))
                .findFirst();
    }

    private List<JsonNode> customLines() {
        List<JsonNode> lines = new ArrayList<>();
        for (JsonNode item : order.path("customLineItems")) {
            long quantity = item.path("quantity").asLong(1);
            if (quantity < 1) {
                continue;
            }
            String articleId = Texts.field(item, "key")
                    .or(() -> Texts.field(item, "slug"))
                    .orElseGet(() -> item.path("id").asText());
            ObjectNode line = JsonHttp.JSON.createObjectNode().put("quantity", quantity);
            ObjectNode article = line.putObject("article")
                    .put("tenantArticleId", articleId)
                    .put("title", Texts.translation(item.path("name"), locale).orElse(articleId));
            translations(article, item.path("name"));
            Money.amount(item.path("money")).ifPresent(price -> line.put("shopPrice", price));
            line.putObject("customAttributes")
                    .put("commercetoolsId", item.path("id").asText());
            lines.add(line);
        }
        return lines;
    }

    // ---- delivery

    private Optional<ShippingRule> rule(Destination destination) {
        JsonNode info = destination.shippingInfo();
        return Texts.field(info.path("shippingMethod").path("obj"), "key")
                .map(configuration.shippingMethods()::get)
                .or(() -> Texts.field(info, "shippingMethodName").map(configuration.shippingMethods()::get));
    }

    private Delivery delivery(Destination destination) {
        Optional<ShippingRule> rule = rule(destination);
        return rule.filter(ShippingRule::collect).isPresent() ? collect() : shipping(destination, rule);
    }

    private Delivery shipping(Destination destination, Optional<ShippingRule> rule) {
        ObjectNode preferences = JsonHttp.JSON.createObjectNode();
        boolean undeliverable = destination.address().isObject()
                && Addresses.map(destination.address(), "POSTAL_ADDRESS").isEmpty();
        if (undeliverable) {
            return new Delivery(preferences, Optional.of("The shipping address has no street, city or country"));
        }
        ObjectNode shipping = preferences.putObject("shipping");
        ArrayNode facilities = shipping.putArray("preselectedFacilities");
        for (String channel : surroundings.storeChannels()) {
            String facility = surroundings.facilityRefs().get(channel);
            if (facility != null) {
                facilities.addObject().put("facilityRef", facility);
            }
        }
        if (facilities.isEmpty() && !surroundings.storeChannels().isEmpty()) {
            return new Delivery(
                    preferences,
                    Optional.of("None of the channels that serve the order's store is a facility: "
                            + String.join(", ", surroundings.storeChannels())));
        }
        rule.ifPresent(known -> {
            known.serviceLevel().ifPresent(level -> shipping.put("serviceLevel", level));
            if (!known.carriers().isEmpty()) {
                ArrayNode carriers = shipping.putArray("preferredCarriers");
                known.carriers().forEach(carriers::add);
            }
        });
        return new Delivery(preferences, Optional.empty());
    }

    private Delivery collect() {
        ObjectNode preferences = JsonHttp.JSON.createObjectNode();
        Set<String> channels = collectChannels();
        if (channels.size() != 1) {
            return new Delivery(
                    preferences,
                    Optional.of(
                            channels.isEmpty()
                                    ? "AMBIGUOUS channel: a click & collect order that names no channel to collect at"
                                    : "AMBIGUOUS channel: a click & collect order with supply channels "
                                            + String.join(", ", channels)));
        }
        String channel = channels.iterator().next();
        String facility = surroundings.facilityRefs().get(channel);
        if (facility == null) {
            return new Delivery(
                    preferences,
                    Optional.of("The channel " + channel + " to collect at is no facility on the platform"));
        }
        preferences
                .putArray("collect")
                .addObject()
                .put("facilityRef", facility)
                .put("paid", order.path("paymentState").asText("").equals("Paid"));
        return new Delivery(preferences, Optional.empty());
    }

    private Set<String> collectChannels() {
        Set<String> channels = new LinkedHashSet<>();
        configuration
                .collectFieldName()
                .map(name -> order.path("custom").path("fields").path(name))
                .flatMap(this::channelKey)
                .ifPresent(channels::add);
        if (channels.isEmpty()) {
            order.path("lineItems")
                    .forEach(line -> channelKey(line.path("supplyChannel")).ifPresent(channels::add));
        }
        return channels;
    }

    private Optional<String> channelKey(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(value.textValue().trim()).filter(key -> !key.isEmpty());
        }
        return Texts.field(value.path("obj"), "key")
                .or(() -> Texts.field(value, "key"))
                .or(() -> Optional.ofNullable(
                        surroundings.channelKeys().get(value.path("id").asText(""))));
    }

    // ---- tags

    private ArrayNode tags() {
        ArrayNode tags = JsonHttp.JSON.createArrayNode();
        configuration
                .storeTag()
                .ifPresent(tag -> Texts.field(order.path("store"), "key").ifPresent(key -> tag(tags, tag, key)));
        configuration.stores().of(Texts.field(order.path("store"), "key")).tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> tag(tags, entry.getKey(), entry.getValue()));
        configuration.customFieldTags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> {
                    JsonNode value = order.path("custom").path("fields").path(entry.getKey());
                    // A false flag is an absent property, as it was for the official connector.
                    if (!(value.isBoolean() && !value.booleanValue())) {
                        Texts.each(value, locale).forEach(text -> tag(tags, entry.getValue(), text));
                    }
                });
        return tags;
    }

    private static void tag(ArrayNode tags, String id, String value) {
        if (tags.size() < MOST_TAGS) {
            tags.addObject().put("id", id).put("value", value);
        }
    }
}
