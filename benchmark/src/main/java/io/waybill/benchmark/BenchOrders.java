package io.waybill.benchmark;

/**
 * The orders of the connector scenario on both sides, as JSON. Nothing is kept: all of an order follows from its id in
 * the shop, and the id of everything that belongs to it ends with that.
 */
final class BenchOrders {
    /** What the platform's ids begin with. */
    static final String ID = "bench-";

    private static final String NUMBER = "N-";

    private BenchOrders() {}

    static String shopOrder(String id, long version) {
        return """
                {"type":"Order","id":"%s","version":%d,"orderNumber":"%s%s","orderState":"Confirmed","paymentState":"Paid",
                 "createdAt":"2026-11-24T08:00:00.000Z","lastModifiedAt":"2026-11-24T08:00:00.000Z",
                 "customerEmail":"jane@example.com","locale":"en","shippingMode":"Single","origin":"Customer",
                 "totalPrice":{"type":"centPrecision","currencyCode":"EUR","centAmount":10485,"fractionDigits":2},
                 "lineItems":[%s,%s],"customLineItems":[],"discountCodes":[],"refusedGifts":[],"syncInfo":[],
                 "shippingAddress":%s,"billingAddress":%s,
                 "shippingInfo":{"shippingMethodName":"Standard","shippingMethodState":"MatchesCart",
                   "price":{"type":"centPrecision","currencyCode":"EUR","centAmount":490,"fractionDigits":2},
                   "shippingRate":{"price":{"type":"centPrecision","currencyCode":"EUR","centAmount":490,"fractionDigits":2},"tiers":[]},
                   "deliveries":[]}}""".formatted(id, version, NUMBER, id, line(id, 1), line(id, 2), address(), address());
    }

    private static String line(String id, int number) {
        return """
                {"id":"line-%d-%s","productId":"product-%d","name":{"en":"Wrap %d","de":"Tuch %d"},
                 "variant":{"id":1,"sku":"SKU-%d","prices":[],"images":[{"url":"https://shop.example/%d.jpg","dimensions":{"w":100,"h":100}}],
                   "attributes":[{"name":"color","value":{"key":"blue","label":"Blue"}},{"name":"material","value":"linen"}]},
                 "price":{"id":"price-%d","value":{"type":"centPrecision","currencyCode":"EUR","centAmount":1999,"fractionDigits":2}},
                 "quantity":%d,"priceMode":"Platform","lineItemMode":"Standard","state":[],"perMethodTaxRate":[],
                 "totalPrice":{"type":"centPrecision","currencyCode":"EUR","centAmount":%d,"fractionDigits":2}}""".formatted(
                        number, id, number, number, number, number, number, number, number + 1, 1999 * (number + 1));
    }

    private static String address() {
        return """
                {"firstName":"Jane","lastName":"Doe","streetName":"Aachener Str.","streetNumber":"12","postalCode":"50674",
                 "city":"Köln","country":"DE","phone":"+49 221 1234567"}""";
    }

    /** A message that the order was created, confirmed, as a Pub/Sub push carries it before encoding. */
    static String confirmedMessage(String id, String messageId) {
        return """
                {"notificationType":"Message","projectKey":"bench","id":"%s","version":1,"sequenceNumber":1,
                 "resource":{"typeId":"order","id":"%s"},"resourceVersion":1,"type":"OrderCreated",
                 "resourceUserProvidedIdentifiers":{"orderNumber":"%s%s"},"createdAt":"2026-11-24T08:00:00.000Z",
                 "lastModifiedAt":"2026-11-24T08:00:00.000Z","order":%s}""".formatted(messageId, id, NUMBER, id, shopOrder(id, 1));
    }

    // ---- the platform, by the id of anything that belongs to the order

    /** The id in the shop, whichever id of the platform, tenant order id or id of the shop is given. */
    private static String shopId(String any) {
        return any.replaceFirst("^(bench-|N-|process-|pick-|handover-|shipment-|parcel-)", "");
    }

    static String platformOrder(String any) {
        String id = shopId(any);
        return """
                {"id":"%s%s","version":1,"status":"OPEN","tenantOrderId":"%s%s","processId":"process-%s",
                 "created":"2026-11-24T08:00:00.000Z","lastModified":"2026-11-24T08:00:00.000Z","orderDate":"2026-11-24T08:00:00.000Z",
                 "customAttributes":{"commercetoolsId":"%s","commercetoolsProject":"bench"},
                 "consumer":{"email":"jane@example.com","addresses":[{"street":"Aachener Str.","houseNumber":"12","city":"Köln",
                   "postalCode":"50674","country":"DE"}]},
                 "orderLineItems":[%s,%s]}""".formatted(
                        ID, id, NUMBER, id, id, id, platformLine(id, 1, "article"), platformLine(id, 2, "article"));
    }

    private static String platformLine(String id, int number, String article) {
        return """
                {"id":"item-%d-%s","quantity":%d,"handedOverQuantity":%d,"customAttributes":{"commercetoolsId":"line-%d-%s"},
                 "%s":{"tenantArticleId":"SKU-%d","title":"Wrap %d","customAttributes":{},"attributes":[]}}""".formatted(number, id, number + 1, number + 1, number, id, article, number, number);
    }

    static String pickJob(String any) {
        String id = shopId(any);
        return """
                {"id":"pick-%s","version":2,"status":"CLOSED","shortId":"AB1","facilityRef":"facility-1","orderRef":"%s%s",
                 "tenantOrderId":"%s%s","processId":"process-%s","created":"2026-11-24T08:01:00.000Z",
                 "customAttributes":{"commercetoolsId":"%s","commercetoolsProject":"bench"},
                 "pickLineItems":[%s,%s]}""".formatted(
                        id, ID, id, NUMBER, id, id, id, platformLine(id, 1, "article"), platformLine(id, 2, "article"));
    }

    static String handoverJob(String any) {
        String id = shopId(any);
        return """
                {"id":"handover-%s","version":2,"status":"HANDED_OVER","channel":"SHIPPING","pickJobRef":"pick-%s",
                 "shipmentRef":"shipment-%s","tenantOrderId":"%s%s","processId":"process-%s","facilityRef":"facility-1",
                 "created":"2026-11-24T08:02:00.000Z","customAttributes":{"commercetoolsId":"%s","commercetoolsProject":"bench"},
                 "handoverJobLineItems":[%s,%s]}""".formatted(
                        id, id, id, NUMBER, id, id, id, platformLine(id, 1, "article"), platformLine(id, 2, "article"));
    }

    static String shipment(String any) {
        String id = shopId(any);
        return """
                {"id":"shipment-%s","version":1,"status":"CONFIRMED","parcels":[{"parcelRef":"parcel-%s","status":"DONE"}]}""".formatted(id, id);
    }

    static String parcel(String any) {
        String id = shopId(any);
        return """
                {"id":"parcel-%s","version":1,"status":"DONE","carrierRef":"carrier-1","shipmentRef":"shipment-%s",
                 "result":{"summary":"ok","carrierTrackingNumber":"T-%s","trackingUrl":"https://track.example/T-%s"}}""".formatted(id, id, id, id);
    }

    static String process(String any) {
        String id = shopId(any);
        return """
                {"id":"process-%s","version":1,"orderRef":"%s%s","domsStatus":"FINISHED"}""".formatted(id, ID, id);
    }
}
