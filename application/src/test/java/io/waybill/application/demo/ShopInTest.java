package io.waybill.application.demo;

/** A shop of the end-to-end tests, connected with the platform. */
interface ShopInTest extends AutoCloseable {

    Sides sides();

    /** Registers the connector on both sides, after the shop was configured. */
    void register();

    /** Puts the articles on sale, where the shop needs to know them before they are ordered. */
    void sell(Iterable<Article> articles);

    /** Sees to it that the connector hears of a new channel. */
    void channelCreated(String id, String key);

    /** Sees to it that the connector hears of an order's new state. */
    void orderStateChanged(String orderId, String state);

    @Override
    void close();
}
