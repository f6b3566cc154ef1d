package io.waybill.platform.orders;

import io.waybill.platform.kernel.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a process itself; what it shows beyond that is computed from its entities.
 *
 * @param version counts what people change here, not what happens to the entities
 */
record StoredProcess(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String orderRef,
        @Nullable String tenantOrderId,
        @Nullable List<TagReference> tags,
        Instant gdprCleanupDate,
        @Nullable Instant deletionDate)
        implements Resource<StoredProcess> {

    /** The contract asks for a clean-up date from the start. */
    private static final Duration RETENTION = Duration.ofDays(3650);

    static StoredProcess of(Order order) {
        return new StoredProcess(
                order.processId(),
                1,
                order.created(),
                order.created(),
                order.id(),
                order.tenantOrderId(),
                order.tags(),
                order.created().plus(RETENTION),
                null);
    }

    @Override
    public StoredProcess touched(long newVersion, Instant modified) {
        return new StoredProcess(
                id, newVersion, created, modified, orderRef, tenantOrderId, tags, gdprCleanupDate, deletionDate);
    }

    StoredProcess withTags(List<TagReference> changed) {
        return new StoredProcess(
                id, version, created, lastModified, orderRef, tenantOrderId, changed, gdprCleanupDate, deletionDate);
    }

    StoredProcess withTenantOrderId(String changed) {
        return new StoredProcess(
                id, version, created, lastModified, orderRef, changed, tags, gdprCleanupDate, deletionDate);
    }

    StoredProcess withGdprCleanupDate(Instant changed) {
        return new StoredProcess(
                id, version, created, lastModified, orderRef, tenantOrderId, tags, changed, deletionDate);
    }

    StoredProcess withDeletionDate(Instant changed) {
        return new StoredProcess(
                id, version, created, lastModified, orderRef, tenantOrderId, tags, gdprCleanupDate, changed);
    }
}
