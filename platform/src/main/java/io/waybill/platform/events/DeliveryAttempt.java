package io.waybill.platform.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver an event that failed.
 *
 * @param at when it began
 * @param millis until the answer, or until nobody waited any longer
 * @param status of the answer; null when none came
 * @param error why it failed, in words
 * @param answer beginning of the answer's body, without what the target was sent in confidence; null when it had none
 */
public record DeliveryAttempt(
        Instant at,
        long millis,
        @Nullable Integer status,
        String error,
        @Nullable String answer) {

    String toJson(ObjectMapper json) {
        try {
            return json.writeValueAsString(this);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("An attempt cannot be written as JSON", failure);
        }
    }
}
