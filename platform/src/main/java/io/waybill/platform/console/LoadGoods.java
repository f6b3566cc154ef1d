package io.waybill.platform.console;

import io.waybill.platform.picking.LoadUnit;
import io.waybill.platform.picking.LoadUnitForCreation;
import io.waybill.platform.picking.LoadUnitLineItem;
import io.waybill.platform.picking.LoadUnitPatch;
import io.waybill.platform.picking.LoadUnitsResource;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobLoadUnitsResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts what was picked into load units, through the API. Thread-safe. */
@ApplicationScoped
class LoadGoods {
    private final ShowPicking picking;
    private final PickJobLoadUnitsResource ofPickJobs;
    private final LoadUnitsResource loadUnits;

    LoadGoods(ShowPicking picking, PickJobLoadUnitsResource ofPickJobs, LoadUnitsResource loadUnits) {
        this.picking = picking;
        this.ofPickJobs = ofPickJobs;
        this.loadUnits = loadUnits;
    }

    /**
     * Puts what was taken and lies in no load unit yet into the one with that code. One that the job does not have yet is
     * made, empty when there is nothing to put into it.
     *
     * @throws io.waybill.platform.kernel.Rejection as the API does
     */
    void into(PickJob job, String code) {
        List<LoadUnit> boxes = picking.boxes(job.id());
        List<LeftOver.Goods> loose = loose(job, boxes);
        Optional<LoadUnit> known =
                boxes.stream().filter(box -> name(box).equals(code)).findFirst();
        if (known.isEmpty()) {
            ofPickJobs.addToPickJob(
                    job.id(), new LoadUnitForCreation(null, List.of(code), lines(loose), null, null, null, null, null));
        } else if (!loose.isEmpty()) {
            List<LeftOver.Goods> all = LeftOver.together(goods(known.get()), loose);
            loadUnits.patch(
                    known.get().id(),
                    new LoadUnitPatch(
                            known.get().version(),
                            List.of(new LoadUnitPatch.ReplaceLoadUnitLineItems(
                                    "ReplaceLoadUnitLineItems", lines(all)))));
        }
    }

    /** What was taken and lies in none of the boxes. */
    static List<LeftOver.Goods> loose(PickJob job, List<LoadUnit> boxes) {
        return LeftOver.of(
                job.pickLineItems().stream()
                        .filter(line -> line.picked() > 0)
                        .map(line -> new LeftOver.Goods(
                                line.article(), line.globalLineItemId(), line.picked(), line.scannableCodes()))
                        .toList(),
                boxes.stream().flatMap(box -> goods(box).stream()).toList());
    }

    static List<LeftOver.Goods> goods(LoadUnit unit) {
        return Objects.requireNonNullElse(unit.loadUnitLineItems(), List.<LoadUnitLineItem>of()).stream()
                .map(line -> new LeftOver.Goods(
                        line.article(),
                        line.globalLineItemId(),
                        Objects.requireNonNullElse(line.quantity(), BigDecimal.ZERO)
                                .longValue(),
                        line.scannableCodes()))
                .toList();
    }

    /** What people call the unit: its first code. */
    static String name(LoadUnit unit) {
        return unit.codes() == null || unit.codes().isEmpty()
                ? unit.id()
                : unit.codes().getFirst();
    }

    private static List<LoadUnitLineItem> lines(List<LeftOver.Goods> goods) {
        return goods.stream()
                .map(each -> new LoadUnitLineItem(
                        null,
                        each.article(),
                        BigDecimal.valueOf(each.units()),
                        each.globalLineItemId(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        each.scannableCodes(),
                        null))
                .toList();
    }
}
