package io.waybill.connector.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The custom fields of a channel that say more about its facility than a channel can; a shop that has none names none.
 *
 * @param services field with the facility's services: SHIP_FROM_STORE, PICKUP or both
 * @param pickingTimes field with its weekly picking times, see {@code docs/channels-and-facilities.md}
 * @param locationType field with STORE, WAREHOUSE or EXTERNAL
 */
public record ChannelFields(Optional<String> services, Optional<String> pickingTimes, Optional<String> locationType) {

    /** No field is named. */
    public static ChannelFields none() {
        return new ChannelFields(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Reads {@code channelFields} of the run-time configuration; what makes no sense is added to the problems. */
    static ChannelFields read(JsonNode json, List<String> problems) {
        return new ChannelFields(
                name(json, "services", problems),
                name(json, "pickingTimes", problems),
                name(json, "locationType", problems));
    }

    private static Optional<String> name(JsonNode json, String entry, List<String> problems) {
        Optional<String> name = Optional.of(json.path(entry).asText("")).filter(text -> !text.isBlank());
        if (name.isPresent() && !name.get().matches("[A-Za-z0-9_-]{2,36}")) {
            problems.add("channelFields." + entry
                    + " has to be 2 to 36 letters, digits, - or _, as commercetools demands of a field name");
            return Optional.empty();
        }
        return name;
    }
}
