package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the platform's error array.
 *
 * @param requestVersion on a version conflict, what the client sent
 * @param version on a version conflict, what the platform holds
 */
public record ApiError(
        String summary,
        @Nullable String description,
        @Nullable Long requestVersion,
        @Nullable Long version) {
    static List<ApiError> read(JsonNode body) {
        List<ApiError> errors = new ArrayList<>();
        for (JsonNode error : body.isArray() ? body : List.of(body)) {
            String summary = error.path("summary").asText(error.path("message").asText(""));
            if (!summary.isBlank()) {
                errors.add(new ApiError(
                        summary,
                        Fields.text(error, "description"),
                        Fields.number(error, "requestVersion"),
                        Fields.number(error, "version")));
            }
        }
        return List.copyOf(errors);
    }
}
