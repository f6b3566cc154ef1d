package io.waybill.connector.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.order.OrderMapping.Draft;
import io.waybill.connector.order.OrderMapping.Impossible;
import io.waybill.connector.order.OrderMapping.Mapped;
import io.waybill.connector.order.OrderMapping.Surroundings;
import io.waybill.connector.settings.RunTimeConfiguration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderMappingTest {
    private static final RunTimeConfiguration CONFIGURATION = RunTimeConfiguration.read(json("""
            {"collectChannelReferenceFieldName":"pickupStore",
             "shippingMethodMapping":{
               "standard":{"serviceType":"SHIPPING","serviceLevel":"DELIVERY","carriers":["DHL_V2"]},
               "By bicycle":{"serviceType":"SHIPPING","serviceLevel":"SAMEDAY"},
               "pickup":{"serviceType":"CLICK_AND_COLLECT"}},
             "customFieldTagMapping":{"gift":"gift-tag","priority":"priority-tag","labels":"label-tag","campaign":"campaign-tag"},
             "storeTagMapping":"store-tag"}"""));

    @Test
    void every_field_of_an_ordinary_order_arrives() {
        ObjectNode order = order();

        JsonNode mapped = only(order).order();

        assertThat(mapped.path("tenantOrderId").asText()).isEqualTo("N-1");
        assertThat(mapped.path("orderDate").asText()).isEqualTo("2026-11-20T10:00:00.000Z");
        assertThat(mapped.path("paymentInfo").path("currency").asText()).isEqualTo("EUR");
        assertThat(mapped.path("customAttributes").path("commercetoolsId").asText())
                .isEqualTo("order-1");
        assertThat(mapped.path("customAttributes").path("commercetoolsProject").asText())
                .isEqualTo("demo");
        assertThat(mapped.path("consumer").path("email").asText()).isEqualTo("jane@example.com");
        JsonNode address = mapped.path("consumer").path("addresses").path(0);
        assertThat(address.path("addressType").asText()).isEqualTo("POSTAL_ADDRESS");
        assertThat(address.path("street").asText()).isEqualTo("Aachener Str.");
        assertThat(address.path("houseNumber").asText()).isEqualTo("12");
        assertThat(address.path("phoneNumbers").path(0).path("type").asText()).isEqualTo("MOBILE");
        JsonNode shipping = mapped.path("deliveryPreferences").path("shipping");
        assertThat(shipping.path("serviceLevel").asText()).isEqualTo("DELIVERY");
        assertThat(shipping.path("preferredCarriers").path(0).asText()).isEqualTo("DHL_V2");
        JsonNode line = mapped.path("orderLineItems").path(0);
        assertThat(line.path("quantity").asInt()).isEqualTo(3);
        assertThat(line.path("article").path("tenantArticleId").asText()).isEqualTo("SKU-1");
        assertThat(line.path("article").path("title").asText()).isEqualTo("Schal");
        assertThat(line.path("article").path("imageUrl").asText()).isEqualTo("https://img.example/1.png");
        assertThat(line.path("customAttributes").path("commercetoolsId").asText())
                .isEqualTo("line-1");
        assertThat(line.path("shopPrice").decimalValue()).isEqualByComparingTo("19.99");
    }

    @Test
    void the_id_stands_in_for_a_missing_order_number() {
        ObjectNode order = order();
        order.remove("orderNumber");

        assertThat(only(order).tenantOrderId()).isEqualTo("order-1");
        assertThat(TenantOrderIds.candidates(order)).containsExactly("order-1");
    }

    @Test
    void an_order_whose_number_came_later_is_looked_for_under_both_ids() {
        assertThat(TenantOrderIds.candidates(order())).containsExactly("N-1", "order-1");
    }

    @Test
    void a_high_precision_price_keeps_its_value() {
        ObjectNode order = order();
        line(order).set("price", json("""
                {"value":{"type":"highPrecision","preciseAmount":123456,"fractionDigits":5,"centAmount":123,"currencyCode":"EUR"}}"""));

        assertThat(price(order)).isEqualByComparingTo("1.23456");
    }

    @Test
    void the_price_is_what_the_customer_pays_for_a_piece() {
        ObjectNode order = order();
        ((ObjectNode) line(order).path("price"))
                .set("discounted", json("{\"value\":{\"centAmount\":1499,\"fractionDigits\":2}}"));
        assertThat(price(order)).isEqualByComparingTo("14.99");

        line(order).set("discountedPricePerQuantity", json("""
                [{"quantity":2,"discountedPrice":{"value":{"centAmount":1000,"fractionDigits":2}}},
                 {"quantity":1,"discountedPrice":{"value":{"centAmount":700,"fractionDigits":2}}}]"""));
        assertThat(price(order)).isEqualByComparingTo("9");
    }

    @Test
    void an_external_total_is_shared_among_the_pieces() {
        ObjectNode order = order();
        line(order).put("priceMode", "ExternalTotal");
        line(order).set("totalPrice", json("{\"centAmount\":3000,\"fractionDigits\":2}"));

        assertThat(price(order)).isEqualByComparingTo("10");
    }

    @Test
    void the_tax_of_a_line_goes_with_it() {
        ObjectNode order = order();
        line(order).set("taxRate", json("{\"amount\":0.19,\"includedInPrice\":true}"));

        JsonNode attributes = only(order).order().path("orderLineItems").path(0).path("customAttributes");

        assertThat(attributes.path("taxPercent").decimalValue()).isEqualByComparingTo("19");
        assertThat(attributes.path("taxIncludedInPrice").asBoolean()).isTrue();
    }

    @Test
    void a_billing_address_becomes_the_invoice_address_and_all_of_a_person_arrives() {
        ObjectNode order = order();
        order.set("billingAddress", json("""
                {"salutation":"Mrs","firstName":"Jane","lastName":"Roe","company":"Roe Ltd","streetName":"Weg","streetNumber":"1",
                 "additionalAddressInfo":"c/o Doe","postalCode":"50674","city":"Köln","state":"NRW","country":"DE",
                 "email":"roe@example.com","phone":"+49221","mobile":"+49170"}"""));

        JsonNode invoice =
                only(order).order().path("consumer").path("addresses").path(1);

        assertThat(invoice).isEqualTo(json("""
                {"addressType":"INVOICE_ADDRESS","street":"Weg","city":"Köln","postalCode":"50674","country":"DE",
                 "houseNumber":"1","province":"NRW","salutation":"Mrs","firstName":"Jane","lastName":"Roe",
                 "companyName":"Roe Ltd","email":"roe@example.com","additionalAddressInfo":"c/o Doe",
                 "phoneNumbers":[{"type":"MOBILE","value":"+49170"},{"type":"PHONE","value":"+49221"}]}"""));
    }

    @Test
    void a_line_without_any_price_has_no_price_instead_of_a_wrong_one() {
        ObjectNode order = order();
        line(order).remove("price");
        line(order).remove("totalPrice");

        assertThat(only(order).order().path("orderLineItems").path(0).has("shopPrice"))
                .isFalse();
    }

    @Test
    void a_french_shop_has_french_titles_and_all_translations() {
        ObjectNode order = order();
        order.put("locale", "fr-FR");
        line(order).set("name", json("{\"fr\":\"Écharpe\",\"de-AT\":\"Schal (AT)\",\"de\":\"Schal\"}"));

        JsonNode article = only(order).order().path("orderLineItems").path(0).path("article");

        assertThat(article.path("title").asText()).isEqualTo("Écharpe");
        assertThat(article.path("titleLocalized").path("fr_FR").asText()).isEqualTo("Écharpe");
        assertThat(article.path("titleLocalized").path("de_DE").asText()).isEqualTo("Schal");
        assertThat(article.path("titleLocalized").path("de_AT").asText()).isEqualTo("Schal (AT)");
    }

    @Test
    void attributes_of_every_kind_become_text_and_blank_ones_are_left_out() {
        ObjectNode order = order();
        ((ObjectNode) line(order).path("variant")).set("attributes", json("""
                [{"name":"colour","value":{"key":"red","label":{"de":"Rot","en":"Red"}}},
                 {"name":"sizes","value":["S","M"]},
                 {"name":"weight","value":1.50},
                 {"name":"fragile","value":true},
                 {"name":"deposit","value":{"type":"centPrecision","centAmount":250,"fractionDigits":2,"currencyCode":"EUR"}},
                 {"name":"category","value":{"typeId":"category","id":"c-1"}},
                 {"name":"care","value":[{"name":"wash","value":"30"},{"name":"iron","value":false}]},
                 {"name":"empty","value":""},
                 {"name":"scannableCodes","value":["4001","4002"]}]"""));

        JsonNode line = only(order).order().path("orderLineItems").path(0);

        assertThat(line.path("article").path("attributes"))
                .extracting(each ->
                        each.path("key").asText() + "=" + each.path("value").asText())
                .containsExactly(
                        "colour=Rot",
                        "sizes=S, M",
                        "weight=1.50",
                        "fragile=true",
                        "deposit=2.5 EUR",
                        "category=c-1",
                        "care=wash: 30; iron: false");
        assertThat(line.path("scannableCodes")).extracting(JsonNode::asText).containsExactly("4001", "4002");
    }

    @Test
    void every_part_of_the_address_arrives_somewhere() {
        ObjectNode order = order();
        ((ObjectNode) order.path("shippingAddress"))
                .put("title", "Dr.")
                .put("additionalStreetInfo", "Hinterhaus")
                .put("building", "B")
                .put("apartment", "4")
                .put("department", "Einkauf")
                .put("pOBox", "PO 7")
                .put("region", "Rheinland")
                .put("state", "NRW");

        JsonNode address =
                only(order).order().path("consumer").path("addresses").path(0);

        assertThat(address.path("personalTitle").asText()).isEqualTo("Dr.");
        assertThat(address.path("province").asText()).isEqualTo("NRW");
        assertThat(address.path("additionalAddressInfo").asText())
                .contains("Hinterhaus", "B", "4", "Einkauf", "PO 7", "Rheinland");
    }

    @Test
    void an_address_nobody_could_deliver_to_is_impossible_with_its_reason() {
        ObjectNode order = order();
        ((ObjectNode) order.path("shippingAddress")).remove(List.of("streetName", "city"));

        assertThat(map(order))
                .isInstanceOfSatisfying(
                        Impossible.class,
                        impossible -> assertThat(impossible.reason()).contains("shipping address"));
    }

    @Test
    void tags_are_text_whatever_the_custom_field_is() {
        ObjectNode order = order();
        order.set("custom", json("""
                {"fields":{"gift":true,"priority":7,"labels":["a","b"],"campaign":{"en":"Sale"}}}"""));
        order.putObject("store").put("key", "cologne");

        JsonNode tags = mapWith(order, List.of(), Map.of()).order().path("tags");

        assertThat(tags)
                .extracting(
                        tag -> tag.path("id").asText() + "=" + tag.path("value").asText())
                .containsExactlyInAnyOrder(
                        "store-tag=cologne",
                        "gift-tag=true",
                        "priority-tag=7",
                        "label-tag=a",
                        "label-tag=b",
                        "campaign-tag=Sale");
        assertThat(tags).allMatch(tag -> tag.path("value").isTextual());
    }

    @Test
    void a_false_flag_is_no_tag() {
        ObjectNode order = order();
        order.set("custom", json("{\"fields\":{\"gift\":false}}"));

        assertThat(only(order).order().has("tags")).isFalse();
    }

    @Test
    void the_facilities_of_the_store_are_preselected_and_a_missing_one_is_no_obstacle() {
        JsonNode shipping = mapWith(order(), List.of("cologne", "bonn"), Map.of("cologne", "facility-1"))
                .order()
                .path("deliveryPreferences")
                .path("shipping");

        assertThat(shipping.path("preselectedFacilities"))
                .extracting(each -> each.path("facilityRef").asText())
                .containsExactly("facility-1");
    }

    @Test
    void a_store_without_any_facility_is_impossible_rather_than_shipped_from_anywhere() {
        assertThat(OrderMapping.map(
                        order(), CONFIGURATION, new Surroundings("demo", List.of("cologne"), Map.of(), Map.of())))
                .isInstanceOf(Impossible.class);
    }

    @Test
    void a_custom_shipping_method_is_known_by_its_name() {
        ObjectNode order = order();
        order.set("shippingInfo", json("{\"shippingMethodName\":\"By bicycle\"}"));

        assertThat(only(order)
                        .order()
                        .path("deliveryPreferences")
                        .path("shipping")
                        .path("serviceLevel")
                        .asText())
                .isEqualTo("SAMEDAY");
    }

    @Test
    void an_order_is_collected_where_its_custom_field_says() {
        ObjectNode order = collected();
        order.set("custom", json("{\"fields\":{\"pickupStore\":\"bonn\"}}"));

        JsonNode collect = mapWith(order, List.of(), Map.of("bonn", "facility-2"))
                .order()
                .path("deliveryPreferences")
                .path("collect")
                .path(0);

        assertThat(collect.path("facilityRef").asText()).isEqualTo("facility-2");
        assertThat(collect.path("paid").asBoolean()).isTrue();
    }

    @Test
    void a_channel_reference_in_the_custom_field_works_as_well() {
        ObjectNode order = collected();
        order.set("custom", json("{\"fields\":{\"pickupStore\":{\"typeId\":\"channel\",\"id\":\"ch-2\"}}}"));

        Mapped mapped = (Mapped) OrderMapping.map(
                order,
                CONFIGURATION,
                new Surroundings("demo", List.of(), Map.of("ch-2", "bonn"), Map.of("bonn", "facility-2")));

        assertThat(mapped.drafts().get(0).order().path("deliveryPreferences").has("collect"))
                .isTrue();
    }

    @Test
    void an_order_is_collected_at_the_one_supply_channel_of_its_lines() {
        ObjectNode order = collected();
        line(order)
                .set("supplyChannel", json("{\"typeId\":\"channel\",\"id\":\"ch-1\",\"obj\":{\"key\":\"cologne\"}}"));

        assertThat(mapWith(order, List.of(), Map.of("cologne", "facility-1"))
                        .order()
                        .path("deliveryPreferences")
                        .path("collect")
                        .path(0)
                        .path("facilityRef")
                        .asText())
                .isEqualTo("facility-1");
    }

    @Test
    void no_channel_or_several_are_ambiguous() {
        ObjectNode none = collected();
        ObjectNode two = collected();
        line(two).set("supplyChannel", json("{\"obj\":{\"key\":\"cologne\"}}"));
        ObjectNode second = line(two).deepCopy();
        second.put("id", "line-2").set("supplyChannel", json("{\"obj\":{\"key\":\"bonn\"}}"));
        two.withArray("lineItems").add(second);

        for (ObjectNode order : List.of(none, two)) {
            assertThat(map(order))
                    .isInstanceOfSatisfying(
                            Impossible.class,
                            impossible -> assertThat(impossible.reason()).contains("AMBIGUOUS"));
        }
    }

    @Test
    void custom_line_items_are_kept_as_attributes_or_sent_as_lines() {
        ObjectNode order = order();
        order.set("customLineItems", json("""
                [{"id":"c-1","slug":"gift-wrap","name":{"en":"Gift wrap"},"quantity":1,"money":{"centAmount":300,"fractionDigits":2}}]"""));

        JsonNode kept = only(order).order();
        assertThat(kept.path("orderLineItems")).hasSize(1);
        assertThat(kept.path("customAttributes")
                        .path("customLineItems")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("Gift wrap");

        RunTimeConfiguration asLines = RunTimeConfiguration.read(json("{\"customLineItems\":\"LINES\"}"));
        Mapped sent =
                (Mapped) OrderMapping.map(order, asLines, new Surroundings("demo", List.of(), Map.of(), Map.of()));
        assertThat(sent.drafts().get(0).order().path("orderLineItems"))
                .extracting(line -> line.path("article").path("tenantArticleId").asText())
                .containsExactly("SKU-1", "gift-wrap");
    }

    @Test
    void an_order_to_two_addresses_becomes_two_orders_and_no_piece_is_lost() {
        ObjectNode order = order();
        order.put("shippingMode", "Multiple");
        order.set("shipping", json("""
                [{"shippingKey":"home","shippingAddress":{"key":"a","streetName":"A","city":"Bonn","postalCode":"53111","country":"DE"},
                  "shippingInfo":{"shippingMethodName":"By bicycle"}},
                 {"shippingKey":"office","shippingAddress":{"key":"b","streetName":"B","city":"Köln","postalCode":"50667","country":"DE"},
                  "shippingInfo":{"shippingMethodName":"x"}}]"""));
        line(order).set("shippingDetails", json("""
                {"targets":[{"addressKey":"a","quantity":1,"shippingMethodKey":"home"},{"addressKey":"b","quantity":1}]}"""));

        List<Draft> drafts = ((Mapped) map(order)).drafts();

        assertThat(drafts).extracting(Draft::tenantOrderId).containsExactly("N-1#home", "N-1#office");
        assertThat(drafts)
                .extracting(draft -> draft.order()
                        .path("orderLineItems")
                        .path(0)
                        .path("quantity")
                        .asInt())
                .containsExactly(2, 1);
        assertThat(drafts.get(0)
                        .order()
                        .path("deliveryPreferences")
                        .path("shipping")
                        .path("serviceLevel")
                        .asText())
                .isEqualTo("SAMEDAY");
        assertThat(drafts.get(1)
                        .order()
                        .path("consumer")
                        .path("addresses")
                        .path(0)
                        .path("city")
                        .asText())
                .isEqualTo("Köln");
        assertThat(TenantOrderIds.candidates(order))
                .containsExactly("N-1#home", "N-1#office", "order-1#home", "order-1#office");
    }

    @Test
    void an_order_without_lines_is_impossible() {
        ObjectNode order = order();
        order.putArray("lineItems");

        assertThat(map(order)).isInstanceOf(Impossible.class);
    }

    private static BigDecimal price(ObjectNode order) {
        return only(order)
                .order()
                .path("orderLineItems")
                .path(0)
                .path("shopPrice")
                .decimalValue();
    }

    private static ObjectNode line(ObjectNode order) {
        return (ObjectNode) order.path("lineItems").path(0);
    }

    private static OrderMapping.Result map(ObjectNode order) {
        return OrderMapping.map(order, CONFIGURATION, new Surroundings("demo", List.of(), Map.of(), Map.of()));
    }

    private static Draft only(ObjectNode order) {
        return ((Mapped) map(order)).drafts().get(0);
    }

    private static Draft mapWith(ObjectNode order, List<String> storeChannels, Map<String, String> facilities) {
        return ((Mapped) OrderMapping.map(
                        order, CONFIGURATION, new Surroundings("demo", storeChannels, Map.of(), facilities)))
                .drafts()
                .get(0);
    }

    private static ObjectNode collected() {
        ObjectNode order = order();
        order.put("paymentState", "Paid");
        order.set("shippingInfo", json("{\"shippingMethodName\":\"pickup\"}"));
        return order;
    }

    static ObjectNode order() {
        return (ObjectNode) json("""
                {"id":"order-1","version":4,"orderNumber":"N-1","orderState":"Confirmed","createdAt":"2026-11-20T10:00:00.000Z",
                 "locale":"de-DE","customerEmail":"jane@example.com","totalPrice":{"centAmount":5997,"currencyCode":"EUR","fractionDigits":2},
                 "shippingMode":"Single",
                 "shippingAddress":{"firstName":"Jane","lastName":"Roe","streetName":"Aachener Str.","streetNumber":"12",
                   "postalCode":"50674","city":"Köln","country":"DE","mobile":"+49170"},
                 "shippingInfo":{"shippingMethodName":"Standard","shippingMethod":{"typeId":"shipping-method","id":"sm","obj":{"key":"standard"}}},
                 "lineItems":[{"id":"line-1","productId":"product-1","quantity":3,"name":{"en":"Scarf","de":"Schal"},
                   "variant":{"sku":"SKU-1","images":[{"url":"https://img.example/1.png"}],"attributes":[]},
                   "price":{"value":{"type":"centPrecision","centAmount":1999,"currencyCode":"EUR","fractionDigits":2}}}]}""");
    }

    static JsonNode json(String text) {
        try {
            return JsonHttp.JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
