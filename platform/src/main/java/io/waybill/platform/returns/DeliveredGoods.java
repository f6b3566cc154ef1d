package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.handover.HandoverLineItem;
import io.waybill.platform.handover.HandoverSubstituteLineItem;
import io.waybill.platform.handover.Handoverjob;
import io.waybill.platform.handover.RefusedItem;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.picking.PickJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a handover job brought to the consumer, as lines of an item return job. Pure. */
final class DeliveredGoods {
    private DeliveredGoods() {}

    /** @param pickJob where the goods were picked; null where no order told to pick them */
    static List<ItemReturnJobLineItem> of(Handoverjob job, @Nullable PickJob pickJob, Identifiers identifiers) {
        List<ItemReturnJobLineItem> goods = new ArrayList<>();
        for (HandoverLineItem line : job.handoverJobLineItems()) {
            if (line.handedOverQuantity() > 0 && !onlySubstituted(line, pickJob)) {
                goods.add(ItemReturnJobLineItemBuilder.builder()
                        .id(identifiers.next())
                        .article(line.article())
                        .delivered(line.handedOverQuantity())
                        .globalLineItemId(line.globalLineItemId())
                        .scannableCodes(line.scannableCodes())
                        .recordableAttributes(line.recordableAttributes())
                        .customAttributes(line.customAttributes() instanceof ObjectNode own ? own : null)
                        .build());
            }
            for (HandoverSubstituteLineItem substitute : substitutes(line)) {
                long units = units(substitute);
                if (units > 0) {
                    goods.add(ItemReturnJobLineItemBuilder.builder()
                            .id(identifiers.next())
                            .article(substitute.article())
                            .delivered(units)
                            .globalLineItemId(line.globalLineItemId())
                            .scannableCodes(substitute.scannableCodes())
                            .build());
                }
            }
        }
        return goods;
    }

    private static List<HandoverSubstituteLineItem> substitutes(HandoverLineItem line) {
        return line.substituteLineItems() == null ? List.of() : line.substituteLineItems();
    }

    /** A line whose article was not picked at all still stands there with one unit, to carry its substitutes. */
    private static boolean onlySubstituted(HandoverLineItem line, @Nullable PickJob pickJob) {
        return !substitutes(line).isEmpty()
                && pickJob != null
                && pickJob.pickLineItems().stream()
                        .anyMatch(picked -> picked.picked() == 0
                                && Objects.equals(picked.globalLineItemId(), line.globalLineItemId())
                                && picked.article()
                                        .tenantArticleId()
                                        .equals(line.article().tenantArticleId()));
    }

    /** Substitutes are counted only when somebody counts them; else all but the refused ones were handed over. */
    private static long units(HandoverSubstituteLineItem substitute) {
        Long counted = substitute.handedOverQuantity();
        List<RefusedItem> refused = substitute.refused() == null ? List.of() : substitute.refused();
        return counted != null && counted > 0
                ? counted
                : substitute.quantity()
                        - refused.stream().mapToLong(RefusedItem::quantity).sum();
    }
}
