package io.waybill.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom an identity provider knows. What they may do follows from it and from the configuration each time.
 *
 * @param provider name of its configuration
 * @param subject who it is, there
 * @param groups values of the claim with the roles
 * @param facilityIds what they are limited to; null where the provider limits nobody
 */
record ExternalIdentity(
        String provider,
        String subject,
        String username,
        List<String> groups,
        @Nullable List<String> facilityIds) {}
