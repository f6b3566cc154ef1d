package io.waybill.application.demo;

import io.waybill.client.HandoverJob;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How the orders ended, counted from what both sides say at one moment and from nothing else.
 *
 * @param confirmed orders that the shop does not show as Open any more; in the demo an order leaves that state only by
 *     being confirmed
 * @param routed of these, the ones that at least one facility was given a pick job for
 * @param picked of these, the ones whose pick jobs are all closed; jobs that were given up do not count
 * @param handedOver of these, the ones whose picked goods have all left: every handover job is handed over
 * @param shipped orders whose shipment state in commercetools is Shipped or Delivered. A collected order ends there too
 * @param cancelled orders that are cancelled in the shop and on the platform, with nothing handed over
 * @param waiting orders of which a part waits for stock or for a decision, as their routing plans say, and the rest has
 *     left
 * @param lost orders that are confirmed and neither shipped, cancelled nor waiting
 * @param doubled orders beyond the first that the platform has for one order of the shop, and handover jobs beyond the
 *     first that handed the same goods over
 * @param oversold units, summed over facilities and articles, that were handed over or are promised to an order beyond
 *     what lay there before the first order
 */
record Outcome(
        long confirmed,
        long routed,
        long picked,
        long handedOver,
        long shipped,
        long cancelled,
        long waiting,
        long lost,
        long doubled,
        long oversold) {

    static Outcome of(List<Trail> trails, StockLedger ledger) {
        return new Outcome(
                count(trails, Trail::confirmed),
                count(trails, Trail::routed),
                count(trails, Trail::picked),
                count(trails, Trail::handedOver),
                count(trails, Trail::shippedInShop),
                count(trails, Trail::cancelled),
                count(trails, trail -> trail.confirmed() && trail.waiting()),
                count(trails, Trail::unaccounted),
                trails.stream().mapToLong(Outcome::doubled).sum(),
                ledger.oversold());
    }

    /** Nothing lost, nothing done twice, nothing sold that was not there. */
    boolean good() {
        return lost == 0 && doubled == 0 && oversold == 0;
    }

    /** One row per count, for people. */
    List<String> table() {
        return List.of(
                row("orders confirmed", confirmed, ""),
                row("routed", routed, "a facility got the order, or a part of it"),
                row("picked", picked, ""),
                row("handed over", handedOver, "to the carrier or the customer"),
                row("shipped in commercetools", shipped, "shipment state Shipped"),
                row("cancelled", cancelled, "on both sides"),
                row("waiting", waiting, "for stock or a decision, as the routing plan says"),
                row("lost", lost, "confirmed, and none of shipped, cancelled, waiting"),
                row("done twice", doubled, "orders or handovers"),
                row("oversold", oversold, "units beyond the stock there was"));
    }

    private static String row(String name, long count, String meaning) {
        return String.format(Locale.ROOT, "  %-26s %6d   %s", name, count, meaning)
                .stripTrailing();
    }

    private static long count(List<Trail> trails, Predicate<Trail> condition) {
        return trails.stream().filter(condition).count();
    }

    private static long doubled(Trail trail) {
        long orders = Math.max(0, trail.platformOrders().size() - 1);
        List<String> goods = trail.handovers().stream()
                .filter(HandoverJob::handedOver)
                .map(Outcome::goods)
                .toList();
        return orders + goods.size() - goods.stream().distinct().count();
    }

    /** What a handover job is about: its parcel, or everything of its pick job. */
    private static String goods(HandoverJob job) {
        return job.parcelRef() == null ? "pick job " + job.pickJobRef() : "parcel " + job.parcelRef();
    }
}
