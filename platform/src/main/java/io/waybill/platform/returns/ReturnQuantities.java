package io.waybill.platform.returns;

import io.waybill.platform.kernel.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many units of a line are back, and how many may still come. Pure. */
final class ReturnQuantities {
    private final Map<String, Long> back = new HashMap<>();
    private final Map<String, Long> expected = new HashMap<>();

    private ReturnQuantities(List<ItemReturn> itemReturns) {
        for (ItemReturn each : itemReturns) {
            if (each.status().isCounted()) {
                Map<String, Long> units = each.status() == ItemReturnStatus.ANNOUNCED ? expected : back;
                each.lines()
                        .filter(unit -> unit.status().isCounted())
                        .forEach(unit -> units.merge(unit.lineRef(), 1L, Long::sum));
            }
        }
    }

    /**
     * The job with the quantities of its lines as its item returns make them. Units of an item return that is only announced are
     * not back yet, but cannot be announced again; units that were rejected stay with the consumer and can.
     *
     * @throws Rejection 422 when more comes back of a line than was delivered
     */
    static ItemReturnJob counted(ItemReturnJob job) {
        ReturnQuantities quantities = new ReturnQuantities(job.itemReturns());
        return job.with(change -> change.returnableLineItems(quantities.counted(job.returnableLineItems()))
                .notReturnableLineItems(
                        job.notReturnableLineItems() == null ? null : quantities.counted(job.notReturnable())));
    }

    private List<ItemReturnJobLineItem> counted(List<ItemReturnJobLineItem> lines) {
        return lines.stream().map(this::counted).toList();
    }

    private ItemReturnJobLineItem counted(ItemReturnJobLineItem line) {
        long returned = back.getOrDefault(line.id(), 0L);
        long announced = expected.getOrDefault(line.id(), 0L);
        long returnable = line.delivered() - returned - announced;
        if (returnable < 0) {
            throw Rejection.ruleBroken(
                    "Of line item " + line.id() + " (" + line.article().tenantArticleId() + ") "
                            + line.delivered() + " units were delivered, so " + (returned + announced)
                            + " cannot come back");
        }
        return line.with(change -> change.returned(returned).returnable(returnable));
    }
}
