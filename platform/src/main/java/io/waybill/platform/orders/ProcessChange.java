package io.waybill.platform.orders;

import org.jspecify.annotations.Nullable;

/**
 * Something of a process has a new status.
 *
 * @param facilityRef where it happens; null when at no facility
 */
public record ProcessChange(
        String processId,
        ModuleEntity entity,
        String entityRef,
        @Nullable String facilityRef,
        EntityStatus status) {}
