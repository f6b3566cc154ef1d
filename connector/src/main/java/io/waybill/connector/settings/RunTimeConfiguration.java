package io.waybill.connector.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a merchant sets while the connector runs, in the custom object {@code fft/configuration}. Read tolerantly: an
 * entry that makes no sense is left out and named in {@code problems}, the rest still works.
 */
public record RunTimeConfiguration(
        Optional<String> orderCustomTypeKey,
        Optional<String> collectFieldName,
        Map<String, ShippingRule> shippingMethods,
        Map<String, String> customFieldTags,
        Optional<String> storeTag,
        boolean customLineItemsAsLines,
        ChannelFields channelFields,
        StoreRules stores,
        Optional<ExportGate> exportGate,
        List<String> problems) {

    /** commercetools' limit for the name of a custom field. */
    private static final int LONGEST_FIELD_NAME = 36;

    /**
     * What a shipping method means on the platform.
     *
     * @param collect true for click and collect, false for shipping
     */
    public record ShippingRule(boolean collect, Optional<String> serviceLevel, List<String> carriers) {}

    /** What holds without the custom object. */
    public static RunTimeConfiguration none() {
        return read(MissingNode.getInstance());
    }

    /** Reads the custom object's value. */
    public static RunTimeConfiguration read(JsonNode value) {
        List<String> problems = new ArrayList<>();
        Map<String, ShippingRule> methods = new LinkedHashMap<>();
        value.path("shippingMethodMapping").properties().forEach(entry -> {
            String type = entry.getValue().path("serviceType").asText("");
            if (type.equals("SHIPPING") || type.equals("CLICK_AND_COLLECT")) {
                methods.put(entry.getKey(), rule(type, entry.getValue()));
            } else {
                problems.add("shippingMethodMapping." + entry.getKey()
                        + ".serviceType has to be SHIPPING or CLICK_AND_COLLECT");
            }
        });
        Map<String, String> tags = new LinkedHashMap<>();
        value.path("customFieldTagMapping").properties().forEach(entry -> {
            if (entry.getValue().isTextual() && !entry.getValue().textValue().isBlank()) {
                tags.put(entry.getKey(), entry.getValue().textValue());
            } else {
                problems.add("customFieldTagMapping." + entry.getKey() + " has to name a tag");
            }
        });
        Optional<String> collectField = text(value, "collectChannelReferenceFieldName");
        if (collectField
                .filter(name -> !name.matches("[A-Za-z0-9_-]{2," + LONGEST_FIELD_NAME + "}"))
                .isPresent()) {
            problems.add("collectChannelReferenceFieldName has to be 2 to " + LONGEST_FIELD_NAME
                    + " letters, digits, - or _, as commercetools demands");
            collectField = Optional.empty();
        }
        ChannelFields channelFields = ChannelFields.read(value.path("channelFields"), problems);
        StoreRules stores = StoreRules.read(value.path("stores"), problems);
        Optional<ExportGate> gate = ExportGate.read(value.path("exportGate"), problems);
        return new RunTimeConfiguration(
                text(value, "orderCustomTypeKey"),
                collectField,
                Map.copyOf(methods),
                Map.copyOf(tags),
                text(value, "storeTagMapping"),
                value.path("customLineItems").asText("").equals("LINES"),
                channelFields,
                stores,
                gate,
                List.copyOf(problems));
    }

    private static ShippingRule rule(String type, JsonNode json) {
        List<String> carriers = new ArrayList<>();
        json.path("carriers").forEach(carrier -> {
            if (!carrier.asText("").isBlank()) {
                carriers.add(carrier.asText());
            }
        });
        return new ShippingRule(type.equals("CLICK_AND_COLLECT"), text(json, "serviceLevel"), List.copyOf(carriers));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isBlank());
    }
}
