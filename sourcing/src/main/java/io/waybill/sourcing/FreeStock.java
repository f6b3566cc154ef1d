package io.waybill.sourcing;

/** Units that no order of the pool holds, by facility and article of the snapshot. */
final class FreeStock {

    private final int articles;
    private final long[] units;

    FreeStock(SourcingSnapshot snapshot, int articles) {
        this.articles = articles;
        this.units = new long[Math.multiplyExact(snapshot.facilities().size(), articles)];
        for (int facility = 0; facility < snapshot.facilities().size(); facility++) {
            for (int article = 0; article < articles; article++) {
                units[cell(facility, article)] = snapshot.available(facility, article);
            }
        }
    }

    private FreeStock(FreeStock other) {
        this.articles = other.articles;
        this.units = other.units.clone();
    }

    FreeStock copy() {
        return new FreeStock(this);
    }

    private int cell(int facility, int article) {
        return facility * articles + article;
    }

    /** Negative where the orders hold more than there is. */
    long units(int facility, int article) {
        return article < 0 ? 0 : units[cell(facility, article)];
    }

    void take(PooledOrder order, PooledOrder.Arrangement arrangement) {
        move(order, arrangement, -1);
    }

    void release(PooledOrder order, PooledOrder.Arrangement arrangement) {
        move(order, arrangement, 1);
    }

    private void move(PooledOrder order, PooledOrder.Arrangement arrangement, int sign) {
        for (int index = 0; index < arrangement.places().length; index++) {
            long[] byLine = arrangement.units().get(index);
            for (int line = 0; line < byLine.length; line++) {
                int article = order.articleOf(line);
                if (article >= 0) {
                    units[cell(arrangement.places()[index], article)] += sign * byLine[line];
                }
            }
        }
    }
}
