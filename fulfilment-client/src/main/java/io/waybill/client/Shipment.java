package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What goes from one facility to one address.
 *
 * @param parcelRefs ids of its parcels
 * @param json everything the platform said
 */
public record Shipment(
        String id, long version, String status, @Nullable String carrierKey, List<String> parcelRefs, JsonNode json) {
    static Shipment from(JsonNode json) {
        return new Shipment(
                Fields.required(json, "id"),
                json.path("version").asLong(),
                Fields.required(json, "status"),
                Fields.text(json, "carrierKey"),
                StreamSupport.stream(json.path("parcels").spliterator(), false)
                        .map(parcel -> parcel.path("parcelRef").asText(""))
                        .filter(ref -> !ref.isEmpty())
                        .toList(),
                json);
    }
}
