package io.waybill.application.demo;

/**
 * Something the retailer sells.
 *
 * @param cents the price in euro cents
 */
record Article(String sku, String name, long cents) {}
