package io.waybill.platform.facilities;

import jakarta.validation.constraints.NotNull;

/** A service that a facility offers. */
public record FacilityService(@NotNull FacilityServiceType type) {}
