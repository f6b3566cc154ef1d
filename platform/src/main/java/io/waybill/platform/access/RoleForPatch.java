package io.waybill.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change of a role; what is absent stays. */
record RoleForPatch(
        @NotNull Long version,
        @Nullable String name,
        @Nullable @Size(max = 100) String displayName,
        @Nullable @Size(max = 100) String description,
        @Nullable @Size(max = 500) Set<@NotNull Permission> permissions,
        @Nullable @Size(max = 100) List<JsonNode> context,
        @Nullable JsonNode customAttributes) {}
