package io.waybill.platform.events;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to be made: with a {@code target}, or in the deprecated form with {@code callbackUrl} and {@code
 * headers}.
 *
 * @param target an object whose {@code type} is WEBHOOK; other types are refused with a reason
 */
record SubscriptionForCreation(
        @NotBlank @Size(max = 500) String name,
        @NotBlank @Size(max = 200) String event,
        @Nullable @Size(max = 2000) String callbackUrl,
        @Nullable @Size(max = 50) List<Subscription.@Valid @NotNull Header> headers,
        @Nullable JsonNode target,
        @Nullable @Size(max = 20) List<Subscription.@Valid @NotNull Context> contexts) {}
