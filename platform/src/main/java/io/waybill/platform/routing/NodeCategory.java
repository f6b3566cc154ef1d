package io.waybill.platform.routing;

import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A word and a colour for nodes of routing strategies that belong together. They have no effect on routing. */
public record NodeCategory(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        Map<String, String> nameLocalized,
        @Nullable String name,
        String color)
        implements Resource<NodeCategory> {

    @Override
    public NodeCategory touched(long newVersion, Instant modified) {
        return new NodeCategory(id, newVersion, created, modified, nameLocalized, name, color);
    }

    NodeCategory with(Map<String, String> names, String otherColor) {
        return new NodeCategory(id, version, created, lastModified, names, RoutingStrategy.text(names), otherColor);
    }

    /** A new category. */
    @ClosedSchema
    record ForCreation(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,
            @NotNull @Size(min = 1, max = 100) String color) {}

    /** A changed category. */
    @ClosedSchema
    record ForModification(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,
            @NotNull @Size(min = 1, max = 100) String color,
            @NotNull Long version) {}
}
