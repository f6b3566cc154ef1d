package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.ConsumerAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of one order can come back, and what did.
 *
 * @param originFacilityRefs where the goods were handed over
 * @param returnableLineItems what the consumer may return; the contract shows at most 100
 * @param notReturnableLineItems what the consumer must keep, such as food
 * @param itemReturns the parcels and visits by which goods come back, oldest first, at most 100
 * @param shortId names the job among people at the facility; not unique
 */
@RecordBuilder
public record ItemReturnJob(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        ItemReturnJobStatus status,
        String processRef,
        @Nullable String tenantOrderId,
        @Nullable String shortId,
        List<String> originFacilityRefs,
        List<ConsumerAddress> consumerAddresses,
        List<ItemReturnJobLineItem> returnableLineItems,
        @Nullable List<ItemReturnJobLineItem> notReturnableLineItems,
        List<ItemReturn> itemReturns,
        @Nullable List<String> scannableCodes,
        @Nullable ObjectNode customAttributes,
        boolean anonymized)
        implements Resource<ItemReturnJob>, ItemReturnJobBuilder.With {
    static final int MOST_RETURNS = 100;
    static final int MOST_ORIGINS = 50;

    @Override
    public ItemReturnJob touched(long newVersion, Instant modified) {
        return with(job -> job.version(newVersion).lastModified(modified));
    }

    /** @throws Rejection 404 */
    ItemReturn itemReturn(String itemReturnId) {
        return itemReturns.stream()
                .filter(each -> each.id().equals(itemReturnId))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("Item return", itemReturnId));
    }

    List<ItemReturnJobLineItem> notReturnable() {
        return notReturnableLineItems == null ? List.of() : notReturnableLineItems;
    }

    /** Whose staff it concerns: where goods left, and where they come back. */
    public Set<String> facilities() {
        Set<String> facilities = new TreeSet<>(originFacilityRefs);
        itemReturns.forEach(each -> facilities.add(each.returnFacilityRef()));
        return facilities;
    }
}
