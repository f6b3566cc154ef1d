package io.waybill.platform.console;

import io.waybill.platform.orders.OrderArticle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of the goods in hand lies in no box and no parcel yet. Pure. */
final class LeftOver {
    private LeftOver() {}

    /**
     * So many units of an article, of one line of an order.
     *
     * @param globalLineItemId tells lines of the same article apart; null where no order says it
     */
    record Goods(
            OrderArticle article,
            @Nullable String globalLineItemId,
            long units,
            @Nullable List<String> scannableCodes) {

        private Key key() {
            return new Key(globalLineItemId, article.tenantArticleId());
        }

        Goods withUnits(long changed) {
            return new Goods(article, globalLineItemId, changed, scannableCodes);
        }
    }

    private record Key(@Nullable String globalLineItemId, String article) {}

    /** What remains of the goods in hand without those put away; lines of which nothing remains are left out. */
    static List<Goods> of(List<Goods> inHand, List<Goods> putAway) {
        Map<Key, Long> away = new HashMap<>();
        putAway.forEach(each -> away.merge(each.key(), each.units(), Long::sum));
        List<Goods> rest = new ArrayList<>();
        for (Goods each : inHand) {
            long covered = Math.min(each.units(), away.getOrDefault(each.key(), 0L));
            away.merge(each.key(), -covered, Long::sum);
            if (each.units() > covered) {
                rest.add(each.withUnits(each.units() - covered));
            }
        }
        return List.copyOf(rest);
    }

    /** Both together, each article of a line once. */
    static List<Goods> together(List<Goods> before, List<Goods> added) {
        Map<Key, Goods> all = new LinkedHashMap<>();
        Stream.concat(before.stream(), added.stream())
                .forEach(each -> all.merge(each.key(), each, (one, more) -> one.withUnits(one.units() + more.units())));
        return List.copyOf(all.values());
    }

    static long units(List<Goods> goods) {
        return goods.stream().mapToLong(Goods::units).sum();
    }
}
