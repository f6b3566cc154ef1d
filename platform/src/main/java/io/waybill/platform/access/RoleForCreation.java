package io.waybill.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role to be made, or to take the place of another.
 *
 * @param version of the role to be replaced; not read when a role is made
 * @param context limits of the role itself, which are refused: limits belong to its assignment
 */
record RoleForCreation(
        @NotNull @Size(min = 3, max = 20) String name,
        @Nullable Long version,
        @Nullable @Size(max = 50) String displayName,
        @Nullable @Size(max = 100) String description,
        @NotNull @Size(max = 500) Set<@NotNull Permission> permissions,
        @Nullable @Size(max = 100) List<JsonNode> context,
        @Nullable JsonNode customAttributes) {}
