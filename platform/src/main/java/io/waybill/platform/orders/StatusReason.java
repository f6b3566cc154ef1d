package io.waybill.platform.orders;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Why an order has a status, as whoever set it says. */
public record StatusReason(
        @NotNull OrderStatus status,
        @NotNull @Size(max = 1000) String reason) {}
