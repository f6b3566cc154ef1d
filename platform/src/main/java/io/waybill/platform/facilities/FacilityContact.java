package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whom to ask at a facility. */
public record FacilityContact(
        @NotNull @Size(max = 256) String firstName,
        @NotNull @Size(max = 256) String lastName,
        @Nullable @Size(max = 256) String roleDescription,
        @Nullable JsonNode customAttributes) {}
