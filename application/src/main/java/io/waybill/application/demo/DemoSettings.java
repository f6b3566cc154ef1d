package io.waybill.application.demo;

/**
 * How big the demo is.
 *
 * @param orders to confirm, at least 1
 * @param rate orders per second
 * @param facilities stores and warehouses, at least 4
 * @param seed what everything made up is drawn from
 */
public record DemoSettings(int orders, double rate, int facilities, long seed) {}
