package io.waybill.connector.stock;

import io.waybill.client.ArticleStock;

/**
 * Which number of the platform the shop shows. One rule holds for all entries, so that no unit is reserved twice. See
 * {@code docs/stock-in-the-shop.md}.
 */
public enum StockRule {
    /**
     * What a new order may use; nothing where the facility takes no orders or the listing is inactive. The platform
     * reserves; every exported order is subtracted there, once.
     */
    AVAILABLE(true) {
        @Override
        long number(ArticleStock stock) {
            return stock.availableForPicking();
        }
    },

    /** What lies in the building without the safety stock. Open orders are not subtracted: somebody else has to. */
    ON_HAND(false) {
        @Override
        long number(ArticleStock stock) {
            return stock.stockOnHand() - stock.safetyStock();
        }
    };

    private final boolean onlyOffered;

    StockRule(boolean onlyOffered) {
        this.onlyOffered = onlyOffered;
    }

    abstract long number(ArticleStock stock);

    /** Whether only goods that can be ordered now count. */
    boolean onlyOffered() {
        return onlyOffered;
    }

    /** The quantity to show; nothing, where more is promised than there is. */
    long quantity(ArticleStock stock) {
        return Math.max(0, number(stock));
    }
}
