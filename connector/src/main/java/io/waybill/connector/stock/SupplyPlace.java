package io.waybill.connector.stock;

/** A facility that is a supply channel of the shop. */
public record SupplyPlace(String facilityRef, String channelId, String channelKey) {}
