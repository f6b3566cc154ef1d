package io.waybill.application.demo;

import io.waybill.sandbox.Sandbox;

/** The sandbox tells the connector itself, as commercetools does. */
final class SandboxInTest implements ShopInTest {
    private final ConnectedShop shop;

    SandboxInTest(PlatformAccess platform) {
        this.shop = ConnectedShop.start(platform, 0, 0);
    }

    Sandbox sandbox() {
        return shop.sandbox();
    }

    @Override
    public Sides sides() {
        return shop.sides();
    }

    @Override
    public void register() {
        shop.register();
    }

    @Override
    public void sell(Iterable<Article> articles) {
        // It takes orders of articles it never heard of.
    }

    @Override
    public void channelCreated(String id, String key) {
        // It has told already.
    }

    @Override
    public void orderStateChanged(String orderId, String state) {
        // It has told already.
    }

    @Override
    public void close() {
        shop.close();
    }
}
