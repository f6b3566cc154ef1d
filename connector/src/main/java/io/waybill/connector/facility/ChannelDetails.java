package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.connector.settings.ChannelFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the custom fields of a channel say about its facility. A field that is not there says nothing; one that cannot be
 * understood says nothing either and is a problem. Pure.
 *
 * @param problems for a person who can correct the channel
 */
record ChannelDetails(
        Optional<List<String>> services,
        Optional<PickingTimes> pickingTimes,
        Optional<String> locationType,
        List<String> problems) {
    private static final Set<String> SERVICES = Set.of("SHIP_FROM_STORE", "PICKUP");
    private static final Set<String> LOCATION_TYPES = Set.of("STORE", "WAREHOUSE", "EXTERNAL");

    static ChannelDetails read(JsonNode channel, ChannelFields fields) {
        JsonNode custom = channel.path("custom").path("fields");
        List<String> problems = new ArrayList<>();
        return new ChannelDetails(
                fields.services().flatMap(field -> services(field, custom.path(field), problems)),
                fields.pickingTimes().flatMap(field -> pickingTimes(field, custom.path(field), problems)),
                fields.locationType().flatMap(field -> locationType(field, custom.path(field), problems)),
                List.copyOf(problems));
    }

    private static Optional<List<String>> services(String field, JsonNode value, List<String> problems) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        List<String> named = words(value).distinct().sorted().toList();
        List<String> unknown =
                named.stream().filter(name -> !SERVICES.contains(name)).toList();
        if (!unknown.isEmpty()) {
            problems.add("The channel's field " + field + " names " + String.join(", ", unknown)
                    + "; a service is SHIP_FROM_STORE or PICKUP");
            return Optional.empty();
        }
        return Optional.of(named);
    }

    private static Optional<PickingTimes> pickingTimes(String field, JsonNode value, List<String> problems) {
        if (value.asText("").isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PickingTimes.parse(value.asText()));
        } catch (IllegalArgumentException unreadable) {
            problems.add("The channel's field " + field + " has no picking times: " + unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> locationType(String field, JsonNode value, List<String> problems) {
        Optional<String> named = words(value).findFirst();
        if (named.isPresent() && !LOCATION_TYPES.contains(named.get())) {
            problems.add("The channel's field " + field + " says " + named.get()
                    + "; a location is STORE, WAREHOUSE or EXTERNAL");
            return Optional.empty();
        }
        return named;
    }

    /** The words of a set, of an enum with key and label, or of a text with commas. */
    private static Stream<String> words(JsonNode value) {
        Stream<String> texts = value.isArray()
                ? value.valueStream().flatMap(ChannelDetails::words)
                : Arrays.stream(value.path("key").asText(value.asText("")).split("[,;\\s]+"));
        return texts.map(word -> word.strip().toUpperCase(Locale.ROOT)).filter(word -> !word.isEmpty());
    }
}
