package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A phone number as the tenant writes it. */
public record PhoneNumber(
        @NotNull Type type,
        @NotNull @Size(max = 256) String value,
        @Nullable @Size(max = 256) String label,
        @Nullable JsonNode customAttributes) {

    public enum Type {
        MOBILE,
        PHONE
    }
}
