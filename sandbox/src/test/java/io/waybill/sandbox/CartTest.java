package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class CartTest extends SandboxTest {

    private static final String ITEM =
            "{'sku':'S1','quantity':2,'externalPrice':{'currencyCode':'EUR','centAmount':1000}}";

    private Api.Answer cart(String more) {
        return api.post("carts", "{'currency':'EUR','lineItems':[%s]%s}".formatted(ITEM, more))
                .expect(201);
    }

    private Api.Answer order(Api.Answer cart, String more) {
        return api.post(
                "orders",
                "{'cart':{'typeId':'cart','id':'%s'},'version':%d%s}".formatted(cart.id(), cart.version(), more));
    }

    @Test
    void an_order_takes_over_its_cart_once() {
        Api.Answer cart = cart(",'shippingAddress':{'country':'DE'},'customerEmail':'a@example.org','locale':'de'");

        JsonNode order = order(cart, ",'orderNumber':'O-1','orderState':'Confirmed'")
                .expect(201)
                .body();

        assertThat(order.at("/lineItems/0/variant/sku").asText()).isEqualTo("S1");
        assertThat(order.at("/totalPrice/centAmount").asInt()).isEqualTo(2000);
        assertThat(order.path("orderState").asText()).isEqualTo("Confirmed");
        assertThat(order.path("locale").asText()).isEqualTo("de");
        assertThat(order.at("/cart/id").asText()).isEqualTo(cart.id());
        assertThat(api.get("messages").body().at("/results/0/type").asText()).isEqualTo("OrderCreated");
        assertThat(api.get("carts/" + cart.id()).body().path("cartState").asText())
                .isEqualTo("Ordered");
        order(api.get("carts/" + cart.id()), "").expect(400);
    }

    @Test
    void a_cart_is_ordered_in_the_version_that_was_seen_and_with_an_address() {
        Api.Answer cart = cart("");

        order(cart, "").expect(400);
        api.update("carts/" + cart.id(), "{'action':'setShippingAddress','address':{'country':'DE'}}")
                .expect(200);
        order(cart, "").expect(409);
        order(api.get("carts/" + cart.id()), "").expect(201);
    }

    @Test
    void a_line_item_without_a_price_is_refused() {
        Api.Answer answer = api.post("carts", "{'currency':'EUR','lineItems':[{'sku':'S1'}]}")
                .expect(400);

        assertThat(answer.code()).isEqualTo("MatchingPriceNotFound");
    }

    @Test
    void a_shipping_method_brings_its_rate_and_makes_deliveries_possible() {
        api.post("tax-categories", "{'key':'tax','name':'t'}").expect(201);
        api.post("zones", "{'key':'eu','name':'EU'}").expect(201);
        api.post(
                        "shipping-methods",
                        "{'key':'std','name':'Standard','isDefault':true,'taxCategory':{'typeId':'tax-category','key':'tax'},'zoneRates':[{'zone':{'typeId':'zone','key':'eu'},'shippingRates':[{'price':{'currencyCode':'EUR','centAmount':490}}]}]}")
                .expect(201);
        Api.Answer cart =
                cart(",'shippingAddress':{'country':'DE'},'shippingMethod':{'typeId':'shipping-method','key':'std'}");
        order(cart, ",'orderNumber':'O-1'").expect(201);

        JsonNode order = api.update("orders/order-number=O-1", "{'action':'addDelivery','deliveryKey':'d-1'}")
                .expect(200)
                .body();

        assertThat(order.at("/totalPrice/centAmount").asInt()).isEqualTo(2490);
        assertThat(api.get("orders/order-number=O-1?expand=shippingInfo.shippingMethod.taxCategory")
                        .body()
                        .at("/shippingInfo/shippingMethod/obj/taxCategory/obj/key")
                        .asText())
                .isEqualTo("tax");
    }

    @Test
    void stock_is_taken_when_an_order_reserves_it_and_all_or_nothing() {
        api.post("inventory", "{'key':'e1','sku':'S1','quantityOnStock':3}").expect(201);
        String reserving = ",'shippingAddress':{'country':'DE'},'inventoryMode':'ReserveOnOrder'";

        order(cart(reserving), "").expect(201);
        Api.Answer second = order(cart(reserving), "").expect(400);

        assertThat(second.code()).isEqualTo("OutOfStock");
        assertThat(second.body().at("/errors/0/skus/0").asText()).isEqualTo("S1");
        JsonNode entry = api.get("inventory/key=e1").body();
        assertThat(entry.path("quantityOnStock").asInt()).isEqualTo(1);
        assertThat(entry.path("availableQuantity").asInt()).isEqualTo(1);
        assertThat(api.get("orders").body().path("total").asInt()).isEqualTo(1);
        assertThat(api.where("messages", "type=\"InventoryEntryQuantitySet\"")
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void an_order_in_a_store_belongs_to_it() {
        api.post("stores", "{'key':'berlin'}").expect(201);
        api.post("stores", "{'key':'paris'}").expect(201);
        Api.Answer cart = api.post(
                        "in-store/key=berlin/carts",
                        "{'currency':'EUR','lineItems':[%s],'shippingAddress':{'country':'DE'}}".formatted(ITEM))
                .expect(201);

        order(cart, ",'orderNumber':'O-1'").expect(201);

        assertThat(api.get("in-store/key=berlin/orders").body().path("total").asInt())
                .isEqualTo(1);
        assertThat(api.get("in-store/key=paris/orders").body().path("total").asInt())
                .isZero();
        api.get("in-store/key=paris/orders/order-number=O-1").expect(404);
    }
}
