package io.waybill.platform.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Resource;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A named set of permissions; its name is its id. */
public record Role(
        String name,
        long version,
        Instant created,
        Instant lastModified,
        @Nullable String displayName,
        @Nullable String description,
        Set<Permission> permissions,
        @Nullable JsonNode customAttributes)
        implements Resource<Role> {

    static Role of(BuiltInRole role) {
        return new Role(
                role.name(), 1, Instant.EPOCH, Instant.EPOCH, null, role.description(), role.permissions(), null);
    }

    @Override
    @JsonIgnore
    public String id() {
        return name;
    }

    @Override
    public Role touched(long newVersion, Instant now) {
        return new Role(name, newVersion, created, now, displayName, description, permissions, customAttributes);
    }
}
