package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderActionsTest extends SandboxTest {

    private static final String ORDER = "orders/order-number=A-1";
    private ObjectNode order;
    private String line;

    @BeforeEach
    void importOne() {
        order = api.importOrder("A-1");
        line = order.at("/lineItems/0/id").asText();
    }

    private Api.Answer act(String... actions) {
        return api.update(ORDER, actions);
    }

    private JsonNode read() {
        return api.get(ORDER).expect(200).body();
    }

    /** The types of the messages about orders after the import, in order. */
    private List<String> messages() {
        List<String> types = new ArrayList<>();
        api.get("messages?limit=500&sort=sequenceNumber+asc&where=" + Api.encode("resource(typeId=\"order\")"))
                .body()
                .path("results")
                .forEach(message -> types.add(message.path("type").asText()));
        return types.subList(1, types.size());
    }

    private JsonNode lastMessage() {
        return api.get("messages?limit=1&sort=sequenceNumber+desc").body().at("/results/0");
    }

    private void type(String key, String resource, String field, String fieldType) {
        api.post(
                        "types",
                        "{'key':'%s','name':{'en':'x'},'resourceTypeIds':['%s'],'fieldDefinitions':[{'name':'%s','label':{'en':'x'},'type':{'name':'%s'}}]}"
                                .formatted(key, resource, field, fieldType))
                .expect(201);
    }

    private String delivery(String key) {
        return "{'action':'addDelivery','deliveryKey':'%s','items':[{'id':'%s','quantity':1}],'parcels':[{'key':'parcel-of-%s','trackingData':{'trackingId':'T1','carrier':'DHL'},'items':[{'id':'%s','quantity':1}]}]}"
                .formatted(key, line, key, line);
    }

    @ParameterizedTest
    @CsvSource({
        "changeOrderState,orderState,Complete,OrderStateChanged",
        "changeShipmentState,shipmentState,Partial,OrderShipmentStateChanged",
        "changePaymentState,paymentState,Paid,OrderPaymentStateChanged"
    })
    void a_state_of_the_order_changes_and_tells_so(String action, String field, String value, String message) {
        act("{'action':'%s','%s':'%s'}".formatted(action, field, value)).expect(200);

        assertThat(read().path(field).asText()).isEqualTo(value);
        assertThat(messages()).containsExactly(message);
        assertThat(lastMessage().path(field).asText()).isEqualTo(value);
        act("{'action':'%s','%s':'Nonsense'}".formatted(action, field)).expect(400);
        act("{'action':'%s'}".formatted(action)).expect(400);
    }

    @Test
    void cancelled_has_two_l_as_order_state_and_one_as_shipment_state() {
        act("{'action':'changeOrderState','orderState':'Canceled'}").expect(400);
        act("{'action':'changeShipmentState','shipmentState':'Cancelled'}").expect(400);
        act(
                        "{'action':'changeOrderState','orderState':'Cancelled'}",
                        "{'action':'changeShipmentState','shipmentState':'Canceled'}")
                .expect(200);
    }

    @Test
    void a_delivery_comes_with_its_parcels_and_is_found_by_its_key() {
        ObjectNode updated = act(delivery("d-1")).expect(200).object();

        JsonNode delivery = updated.at("/shippingInfo/deliveries/0");
        assertThat(delivery.path("key").asText()).isEqualTo("d-1");
        assertThat(delivery.at("/parcels/0/trackingData/trackingId").asText()).isEqualTo("T1");
        assertThat(delivery.at("/parcels/0/trackingData/isReturn").asBoolean()).isFalse();
        assertThat(messages()).containsExactly("DeliveryAdded", "ParcelAddedToDelivery");
        JsonNode added = api.where("messages", "type=\"DeliveryAdded\"").body().at("/results/0");
        assertThat(added.at("/delivery/key").asText()).isEqualTo("d-1");
        assertThat(added.at("/delivery/parcels")).isEmpty();
        act("{'action':'removeDelivery','deliveryKey':'d-1'}").expect(200);
        assertThat(read().at("/shippingInfo/deliveries")).isEmpty();
        assertThat(messages()).endsWith("DeliveryRemoved");
    }

    @Test
    void a_delivery_key_is_unique_in_its_order() {
        act(delivery("d-1")).expect(200);

        assertThat(act(delivery("d-1")).expect(400).code()).isEqualTo("DuplicateField");
        assertThat(act(
                                "{'action':'addDelivery','deliveryKey':'d-2'}",
                                "{'action':'addParcelToDelivery','deliveryKey':'d-2','parcelKey':'parcel-of-d-1'}")
                        .expect(400)
                        .code())
                .isEqualTo("DuplicateField");
    }

    @Test
    void a_delivery_needs_shipping_information_and_known_line_items() {
        act("{'action':'addDelivery','items':[{'id':'nope','quantity':1}]}").expect(400);
        api.post(
                        "orders/import",
                        "{'orderNumber':'B-1','lineItems':[%s],'totalPrice':{'currencyCode':'EUR','centAmount':1}}"
                                .formatted(Api.lineItem("S")))
                .expect(201);

        Api.Answer refused = api.update("orders/order-number=B-1", "{'action':'addDelivery'}")
                .expect(400);

        assertThat(refused.code()).isEqualTo("InvalidOperation");
    }

    @Test
    void deliveries_may_hold_more_than_was_ordered() {
        act("{'action':'addDelivery','items':[{'id':'%s','quantity':99}]}".formatted(line))
                .expect(200);
        act("{'action':'addDelivery','items':[{'id':'%s','quantity':0}]}".formatted(line))
                .expect(400);
    }

    @Test
    void a_part_is_named_by_id_or_key_but_not_by_both() {
        ObjectNode updated = act(delivery("d-1")).expect(200).object();
        String id = updated.at("/shippingInfo/deliveries/0/id").asText();

        act("{'action':'removeDelivery','deliveryId':'%s','deliveryKey':'d-1'}".formatted(id))
                .expect(400);
        act("{'action':'removeDelivery'}").expect(400);
        act("{'action':'removeDelivery','deliveryKey':'other'}").expect(400);
        act("{'action':'removeDelivery','deliveryId':'%s'}".formatted(id)).expect(200);
    }

    @Test
    void items_and_address_of_a_delivery_are_replaced() {
        act(delivery("d-1")).expect(200);

        act(
                        "{'action':'setDeliveryItems','deliveryKey':'d-1','items':[{'id':'%s','quantity':2}]}"
                                .formatted(line),
                        "{'action':'setDeliveryAddress','deliveryKey':'d-1','address':{'country':'FR'}}")
                .expect(200);

        assertThat(read().at("/shippingInfo/deliveries/0/items/0/quantity").asInt())
                .isEqualTo(2);
        assertThat(read().at("/shippingInfo/deliveries/0/address/country").asText())
                .isEqualTo("FR");
        assertThat(messages()).endsWith("DeliveryItemsUpdated", "DeliveryAddressSet");
        act("{'action':'setDeliveryAddress','deliveryKey':'d-1','address':{'country':'XX'}}")
                .expect(400);
        act("{'action':'setDeliveryAddress','deliveryKey':'d-1'}").expect(200);
        assertThat(read().at("/shippingInfo/deliveries/0").has("address")).isFalse();
    }

    @Test
    void parcels_come_change_and_go() {
        act("{'action':'addDelivery','deliveryKey':'d-1'}").expect(200);

        act(
                        "{'action':'addParcelToDelivery','deliveryKey':'d-1','parcelKey':'p-1','measurements':{'weightInGram':500}}",
                        "{'action':'setParcelTrackingData','parcelKey':'p-1','trackingData':{'trackingId':'T9'}}",
                        "{'action':'setParcelMeasurements','parcelKey':'p-1','measurements':{'weightInGram':700}}",
                        "{'action':'setParcelItems','parcelKey':'p-1','items':[{'id':'%s','quantity':1}]}"
                                .formatted(line))
                .expect(200);

        JsonNode parcel = read().at("/shippingInfo/deliveries/0/parcels/0");
        assertThat(parcel.at("/trackingData/trackingId").asText()).isEqualTo("T9");
        assertThat(parcel.at("/measurements/weightInGram").asInt()).isEqualTo(700);
        assertThat(parcel.path("items")).hasSize(1);
        act("{'action':'removeParcelFromDelivery','parcelKey':'p-1'}").expect(200);
        assertThat(read().at("/shippingInfo/deliveries/0/parcels")).isEmpty();
        assertThat(messages())
                .containsExactly(
                        "DeliveryAdded",
                        "ParcelAddedToDelivery",
                        "ParcelTrackingDataUpdated",
                        "ParcelMeasurementsUpdated",
                        "ParcelItemsUpdated",
                        "ParcelRemovedFromDelivery");
        act("{'action':'setParcelTrackingData','parcelKey':'p-1'}").expect(400);
    }

    @Test
    void deliveries_and_parcels_have_custom_fields_of_their_own_types() {
        type("delivery", "order-delivery", "note", "String");
        type("parcel", "order-parcel", "trackingUrl", "String");
        act(delivery("d-1")).expect(200);

        act(
                        "{'action':'setDeliveryCustomType','deliveryKey':'d-1','type':{'typeId':'type','key':'delivery'}}",
                        "{'action':'setDeliveryCustomField','deliveryKey':'d-1','name':'note','value':'hello'}",
                        "{'action':'setParcelCustomType','parcelKey':'parcel-of-d-1','type':{'typeId':'type','key':'parcel'}}",
                        "{'action':'setParcelCustomField','parcelKey':'parcel-of-d-1','name':'trackingUrl','value':'https://t'}")
                .expect(200);

        JsonNode delivery = read().at("/shippingInfo/deliveries/0");
        assertThat(delivery.at("/custom/fields/note").asText()).isEqualTo("hello");
        assertThat(delivery.at("/parcels/0/custom/fields/trackingUrl").asText()).isEqualTo("https://t");
        assertThat(messages()).endsWith("DeliveryCustomTypeSet", "DeliveryCustomFieldAdded");
        act("{'action':'setParcelCustomType','parcelKey':'parcel-of-d-1','type':{'typeId':'type','key':'delivery'}}")
                .expect(400);
    }

    @Test
    void an_order_with_several_shippings_needs_the_shipping_key() {
        String info = Api.SHIPPING_INFO;
        Api.admin(
                        sandbox,
                        "POST",
                        "orders",
                        "{'orderNumber':'M-1','shippingMode':'Multiple','lineItems':[%s],'totalPrice':{'currencyCode':'EUR','centAmount':1},'shipping':[{'shippingKey':'home','shippingInfo':%s,'shippingAddress':{'country':'DE'}},{'shippingKey':'office','shippingInfo':%s}]}"
                                .formatted(Api.lineItem("S"), info, info))
                .expect(201);
        String path = "orders/order-number=M-1";

        assertThat(api.update(path, "{'action':'addDelivery','deliveryKey':'d-1'}")
                        .expect(400)
                        .code())
                .isEqualTo("RequiredField");
        api.update(path, "{'action':'addDelivery','deliveryKey':'d-1','shippingKey':'attic'}")
                .expect(400);
        api.update(path, "{'action':'addDelivery','deliveryKey':'d-1','shippingKey':'office'}")
                .expect(200);
        api.update(path, "{'action':'addParcelToDelivery','deliveryKey':'d-1','parcelKey':'p-1'}")
                .expect(200);

        JsonNode multiple = api.get(path).body();
        assertThat(multiple.at("/shipping/0/shippingInfo/deliveries")).isEmpty();
        assertThat(multiple.at("/shipping/1/shippingInfo/deliveries/0/parcels/0/key")
                        .asText())
                .isEqualTo("p-1");
        assertThat(api.where("messages", "type=\"DeliveryAdded\"")
                        .body()
                        .at("/results/0/shippingKey")
                        .asText())
                .isEqualTo("office");
        assertThat(api.update(path, "{'action':'addDelivery','deliveryKey':'d-1','shippingKey':'home'}")
                        .code())
                .isEqualTo("DuplicateField");
        api.update(path, "{'action':'setEstimatedDelivery','estimatedDelivery':{}}")
                .expect(400);
        api.update(
                        path,
                        "{'action':'setEstimatedDelivery','shippingKey':'home','estimatedDelivery':{'until':'2026-12-01T10:00:00Z'}}")
                .expect(200);
        type("shipping-fields", "shipping", "floor", "Number");
        api.update(
                        path,
                        "{'action':'setShippingCustomType','shippingKey':'home','type':{'typeId':'type','key':'shipping-fields'}}",
                        "{'action':'setShippingCustomField','shippingKey':'home','name':'floor','value':3}")
                .expect(200);
        assertThat(api.get(path)
                        .body()
                        .at("/shipping/0/shippingCustomFields/fields/floor")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void a_return_starts_as_advised_or_returned_and_only_the_latter_moves_on() {
        act("{'action':'addReturnInfo','returnTrackingId':'R','items':[{'key':'adv','quantity':1,'lineItemId':'%s','shipmentState':'Advised'},{'key':'ret','quantity':1,'lineItemId':'%s','shipmentState':'Returned'}]}"
                        .formatted(line, line))
                .expect(200);

        JsonNode items = read().at("/returnInfo/0/items");
        assertThat(items.at("/0/paymentState").asText()).isEqualTo("NonRefundable");
        assertThat(items.at("/1/paymentState").asText()).isEqualTo("Initial");
        assertThat(items.at("/1/type").asText()).isEqualTo("LineItemReturnItem");
        act("{'action':'setReturnShipmentState','returnItemKey':'adv','shipmentState':'Returned'}")
                .expect(400);
        act("{'action':'setReturnShipmentState','returnItemKey':'ret','shipmentState':'Advised'}")
                .expect(400);
        act("{'action':'setReturnPaymentState','returnItemKey':'adv','paymentState':'Refunded'}")
                .expect(400);
        act(
                        "{'action':'setReturnShipmentState','returnItemKey':'ret','shipmentState':'BackInStock'}",
                        "{'action':'setReturnPaymentState','returnItemKey':'ret','paymentState':'Refunded'}")
                .expect(200);
        act("{'action':'setReturnShipmentState','returnItemKey':'ret','shipmentState':'Unusable'}")
                .expect(400);
        assertThat(messages()).containsExactly("ReturnInfoAdded", "OrderReturnShipmentStateChanged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'items':[]",
                "'items':[{'quantity':1,'shipmentState':'Advised'}]",
                "'items':[{'quantity':1,'lineItemId':'nope','shipmentState':'Advised'}]",
                "'items':[{'quantity':0,'lineItemId':'LINE','shipmentState':'Advised'}]",
                "'items':[{'quantity':1,'lineItemId':'LINE','shipmentState':'BackInStock'}]",
                "'items':[{'quantity':1,'lineItemId':'LINE'}]",
                "'items':[{'key':'k1','quantity':1,'lineItemId':'LINE','shipmentState':'Advised'},{'key':'k1','quantity':1,'lineItemId':'LINE','shipmentState':'Advised'}]",
                "'returnDate':'yesterday','items':[{'quantity':1,'lineItemId':'LINE','shipmentState':'Advised'}]"
            },
            quoteCharacter = '~')
    void a_wrong_return_is_refused(String members) {
        act("{'action':'addReturnInfo',%s}".formatted(members.replace("LINE", line)))
                .expect(400);
        assertThat(read()).isEqualTo(order);
    }

    @Test
    void set_return_info_replaces_all_returns() {
        String item = "{'quantity':1,'lineItemId':'%s','shipmentState':'Returned'}".formatted(line);
        act("{'action':'addReturnInfo','items':[%s]}".formatted(item)).expect(200);

        act("{'action':'setReturnInfo','items':[{'items':[%s]},{'items':[%s]}]}".formatted(item, item))
                .expect(200);

        assertThat(read().path("returnInfo")).hasSize(2);
        assertThat(messages()).containsExactly("ReturnInfoAdded", "ReturnInfoSet");
        type("return-item", "order-return-item", "reason", "String");
        String id = read().at("/returnInfo/1/items/0/id").asText();
        act(
                        "{'action':'setReturnItemCustomType','returnItemId':'%s','type':{'typeId':'type','key':'return-item'}}"
                                .formatted(id),
                        "{'action':'setReturnItemCustomField','returnItemId':'%s','name':'reason','value':'too small'}"
                                .formatted(id))
                .expect(200);
        assertThat(read().at("/returnInfo/1/items/0/custom/fields/reason").asText())
                .isEqualTo("too small");
    }

    @Test
    void sync_information_needs_a_channel_for_exchange_of_orders() {
        api.post("channels", "{'key':'stock'}").expect(201);
        api.post("channels", "{'key':'export','roles':['OrderExport']}").expect(201);

        assertThat(act("{'action':'updateSyncInfo','channel':{'typeId':'channel','key':'stock'}}")
                        .expect(400)
                        .code())
                .isEqualTo("InvalidInput");
        act("{'action':'updateSyncInfo','channel':{'typeId':'channel','key':'export'},'externalId':'x-1'}")
                .expect(200);
        act("{'action':'updateSyncInfo','channel':{'typeId':'channel','key':'export'},'externalId':'x-2'}")
                .expect(200);

        assertThat(read().path("syncInfo")).hasSize(1);
        assertThat(read().at("/syncInfo/0/externalId").asText()).isEqualTo("x-2");
        assertThat(read().at("/syncInfo/0/syncedAt").asText()).isNotEmpty();
        assertThat(act("{'action':'updateSyncInfo','channel':{'typeId':'channel','key':'none'}}")
                        .code())
                .isEqualTo("ReferencedResourceNotFound");
    }

    @Test
    void line_items_move_between_states_by_quantity() {
        api.post("states", "{'key':'picked','type':'LineItemState'}").expect(201);
        api.post("states", "{'key':'paid','type':'OrderState'}").expect(201);
        String transition =
                "{'action':'transitionLineItemState','lineItemId':'%s','quantity':%d,'fromState':{'typeId':'state','key':'%s'},'toState':{'typeId':'state','key':'%s'}}";

        act(transition.formatted(line, 4, "Initial", "picked")).expect(400);
        act(transition.formatted(line, 1, "Initial", "paid")).expect(400);
        act(transition.formatted(line, 1, "picked", "Initial")).expect(400);
        act(transition.formatted(line, 2, "Initial", "picked")).expect(200);
        assertThat(read().at("/lineItems/0/state"))
                .extracting(s -> s.path("quantity").asInt())
                .containsExactly(1, 2);
        act(transition.formatted(line, 1, "Initial", "picked")).expect(200);

        assertThat(read().at("/lineItems/0/state"))
                .extracting(s -> s.path("quantity").asInt())
                .containsExactly(3);
        assertThat(messages()).containsExactly("LineItemStateTransition", "LineItemStateTransition");
        assertThat(lastMessage().path("lineItemId").asText()).isEqualTo(line);
    }

    @Test
    void defined_transitions_bind_line_items_and_forbid_importing_states() {
        api.post("states", "{'key':'picked','type':'LineItemState'}").expect(201);
        api.post("states", "{'key':'packed','type':'LineItemState','transitions':[{'typeId':'state','key':'picked'}]}")
                .expect(201);
        String move =
                "{'action':'transitionLineItemState','lineItemId':'%s','quantity':3,'fromState':{'typeId':'state','key':'%s'},'toState':{'typeId':'state','key':'%s'}}";
        String importing =
                "{'action':'importLineItemState','lineItemId':'%s','state':[{'quantity':%d,'state':{'typeId':'state','key':'%s'}}]}";

        act(importing.formatted(line, 3, "packed")).expect(400);
        act(importing.formatted(line, 2, "picked")).expect(400);
        act(importing.formatted(line, 3, "picked")).expect(200);
        act(move.formatted(line, "picked", "packed")).expect(200);
        act(move.formatted(line, "packed", "Initial")).expect(400);
        act(move.formatted(line, "packed", "picked")).expect(200);
    }

    @Test
    void custom_line_items_have_the_same_actions() {
        Api.Answer created = api.post(
                        "orders/import",
                        Api.importDraft(
                                "C-1",
                                ",'customLineItems':[{'name':{'en':'Gift wrap'},'slug':'gift','quantity':2,'money':{'currencyCode':'EUR','centAmount':300}}]"))
                .expect(201);
        String id = created.body().at("/customLineItems/0/id").asText();
        assertThat(created.body().at("/customLineItems/0/totalPrice/centAmount").asInt())
                .isEqualTo(600);
        api.post("states", "{'key':'done','type':'LineItemState'}").expect(201);
        type("fee", "custom-line-item", "colour", "String");

        api.update(
                        "orders/order-number=C-1",
                        "{'action':'transitionCustomLineItemState','customLineItemId':'%s','quantity':1,'fromState':{'typeId':'state','key':'Initial'},'toState':{'typeId':'state','key':'done'}}"
                                .formatted(id),
                        "{'action':'setCustomLineItemCustomType','customLineItemId':'%s','type':{'typeId':'type','key':'fee'},'fields':{'colour':'red'}}"
                                .formatted(id),
                        "{'action':'setCustomLineItemCustomField','customLineItemId':'%s','name':'colour','value':'blue'}"
                                .formatted(id))
                .expect(200);

        JsonNode item = api.get("orders/order-number=C-1").body().at("/customLineItems/0");
        assertThat(item.path("state")).hasSize(2);
        assertThat(item.at("/custom/fields/colour").asText()).isEqualTo("blue");
        assertThat(lastMessage().path("type").asText()).isEqualTo("CustomLineItemStateTransition");
        assertThat(lastMessage().path("customLineItemId").asText()).isEqualTo(id);
    }

    @Test
    void a_workflow_state_follows_its_transitions_unless_forced() {
        api.post("states", "{'key':'final','type':'OrderState','initial':false,'transitions':[]}")
                .expect(201);
        api.post("states", "{'key':'first','type':'OrderState','transitions':[{'typeId':'state','key':'final'}]}")
                .expect(201);
        String go = "{'action':'transitionState','state':{'typeId':'state','key':'%s'}%s}";

        act(go.formatted("final", "")).expect(400);
        act(go.formatted("Initial", "")).expect(400);
        act(go.formatted("first", "")).expect(200);
        act(go.formatted("final", "")).expect(200);
        act(go.formatted("first", "")).expect(400);
        act(go.formatted("first", ",'force':true")).expect(200);

        assertThat(messages()).containsOnly("OrderStateTransition").hasSize(3);
        assertThat(lastMessage().path("force").asBoolean()).isTrue();
        assertThat(api.get(ORDER + "?expand=state").body().at("/state/obj/key").asText())
                .isEqualTo("first");
    }

    @Test
    void an_order_number_is_set_once() {
        String id = api.post(
                        "orders/import",
                        "{'lineItems':[%s],'totalPrice':{'currencyCode':'EUR','centAmount':1}}"
                                .formatted(Api.lineItem("S")))
                .expect(201)
                .id();

        assertThat(api.update("orders/" + id, "{'action':'setOrderNumber','orderNumber':'A-1'}")
                        .expect(400)
                        .code())
                .isEqualTo("DuplicateField");
        api.update("orders/" + id, "{'action':'setOrderNumber','orderNumber':'N-1'}")
                .expect(200);
        assertThat(api.update("orders/" + id, "{'action':'setOrderNumber','orderNumber':'N-2'}")
                        .expect(400)
                        .code())
                .isEqualTo("InvalidOperation");
        assertThat(api.update("orders/" + id, "{'action':'setOrderNumber','orderNumber':'N-1'}")
                        .expect(200)
                        .version())
                .isEqualTo(2);
    }

    @Test
    void an_order_moves_to_another_store_but_not_to_its_own() {
        api.post("stores", "{'key':'berlin'}").expect(201);

        act("{'action':'setStore','store':{'typeId':'store','key':'berlin'}}").expect(200);

        assertThat(read().at("/store/key").asText()).isEqualTo("berlin");
        act("{'action':'setStore','store':{'typeId':'store','key':'berlin'}}").expect(400);
        api.get("in-store/key=berlin/" + ORDER).expect(200);
        api.update("in-store/key=berlin/" + ORDER, "{'action':'setLocale','locale':'de'}")
                .expect(200);
        act("{'action':'setStore'}").expect(200);
        api.get("in-store/key=berlin/" + ORDER).expect(404);
        assertThat(messages()).containsExactly("OrderStoreSet", "OrderStoreSet");
        api.get("in-store/key=nowhere/orders").expect(404);
    }

    @Test
    void payments_are_added_and_removed() {
        String payment = api.post("payments", "{'amountPlanned':{'currencyCode':'EUR','centAmount':6487}}")
                .id();
        String reference = "'payment':{'typeId':'payment','id':'%s'}".formatted(payment);

        act("{'action':'addPayment',%s}".formatted(reference)).expect(200);
        assertThat(read().at("/paymentInfo/payments/0/id").asText()).isEqualTo(payment);
        act("{'action':'removePayment',%s}".formatted(reference)).expect(200);

        assertThat(read().has("paymentInfo")).isFalse();
        assertThat(messages()).containsExactly("OrderPaymentAdded", "OrderPaymentRemoved");
        act("{'action':'addPayment','payment':{'typeId':'payment','id':'none'}}")
                .expect(400);
    }

    @Test
    void details_of_the_order_are_set_and_removed() {
        act(
                        "{'action':'setPurchaseOrderNumber','purchaseOrderNumber':'PO-1'}",
                        "{'action':'setCustomerEmail','email':'a@example.org'}",
                        "{'action':'setCustomerId','customerId':'c-1'}",
                        "{'action':'setLocale','locale':'de-AT'}",
                        "{'action':'setBusinessUnit','businessUnit':{'typeId':'business-unit','key':'acme'}}",
                        "{'action':'setEstimatedDelivery','estimatedDelivery':{'from':'2026-12-01T08:00:00Z'}}",
                        "{'action':'setShippingAddress','address':{'country':'AT','city':'Graz'}}",
                        "{'action':'setBillingAddress','address':{'country':'CH'}}")
                .expect(200);

        JsonNode now = read();
        assertThat(now.path("purchaseOrderNumber").asText()).isEqualTo("PO-1");
        assertThat(now.path("customerEmail").asText()).isEqualTo("a@example.org");
        assertThat(now.path("customerId").asText()).isEqualTo("c-1");
        assertThat(now.path("locale").asText()).isEqualTo("de-AT");
        assertThat(now.at("/businessUnit/key").asText()).isEqualTo("acme");
        assertThat(now.at("/shippingInfo/estimatedDelivery/from").asText()).isEqualTo("2026-12-01T08:00:00Z");
        assertThat(now.at("/shippingAddress/city").asText()).isEqualTo("Graz");
        assertThat(now.at("/billingAddress/country").asText()).isEqualTo("CH");
        assertThat(messages())
                .containsExactly(
                        "OrderPurchaseOrderNumberSet",
                        "OrderCustomerEmailSet",
                        "OrderCustomerSet",
                        "OrderBusinessUnitSet",
                        "OrderEstimatedDeliverySet",
                        "OrderShippingAddressSet",
                        "OrderBillingAddressSet");
        act("{'action':'setCustomerEmail'}").expect(200);
        assertThat(read().has("customerEmail")).isFalse();
        assertThat(lastMessage().path("oldEmail").asText()).isEqualTo("a@example.org");
    }

    @Test
    void item_shipping_addresses_are_told_apart_by_key() {
        act("{'action':'addItemShippingAddress','address':{'country':'DE'}}").expect(400);
        act("{'action':'addItemShippingAddress','address':{'key':'aunt','country':'DE'}}")
                .expect(200);
        assertThat(act("{'action':'addItemShippingAddress','address':{'key':'aunt','country':'DE'}}")
                        .code())
                .isEqualTo("DuplicateField");
        String details =
                "{'action':'setLineItemShippingDetails','lineItemId':'%s','shippingDetails':{'targets':[{'addressKey':'%s','quantity':%d}]}}";
        act(details.formatted(line, "uncle", 3)).expect(400);
        act(details.formatted(line, "aunt", 2)).expect(200);
        assertThat(read().at("/lineItems/0/shippingDetails/valid").asBoolean()).isFalse();
        act(details.formatted(line, "aunt", 3)).expect(200);
        assertThat(read().at("/lineItems/0/shippingDetails/valid").asBoolean()).isTrue();
        act("{'action':'removeItemShippingAddress','addressKey':'aunt'}").expect(400);
        act(
                        "{'action':'updateItemShippingAddress','address':{'key':'aunt','country':'FR'}}",
                        "{'action':'setLineItemShippingDetails','lineItemId':'%s'}".formatted(line))
                .expect(200);
        assertThat(read().at("/itemShippingAddresses/0/country").asText()).isEqualTo("FR");
        type("place", "address", "bell", "String");
        act(
                        "{'action':'setItemShippingAddressCustomType','addressKey':'aunt','type':{'typeId':'type','key':'place'},'fields':{'bell':'left'}}",
                        "{'action':'setShippingAddressCustomType','type':{'typeId':'type','key':'place'}}",
                        "{'action':'setShippingAddressCustomField','name':'bell','value':'right'}",
                        "{'action':'removeItemShippingAddress','addressKey':'aunt'}")
                .expect(200);
        assertThat(read().at("/shippingAddress/custom/fields/bell").asText()).isEqualTo("right");
        act("{'action':'setBillingAddressCustomType','type':{'typeId':'type','key':'place'}}")
                .expect(400);
    }

    @Test
    void a_custom_field_needs_a_type_first() {
        type("order-fields", "order", "fft_order_id", "String");
        String set = "{'action':'setCustomField','name':'fft_order_id','value':'x'}";

        assertThat(act(set).expect(400).code()).isEqualTo("InvalidOperation");
        act("{'action':'setCustomType','type':{'typeId':'type','key':'order-fields'}}", set)
                .expect(200);

        assertThat(read().at("/custom/fields/fft_order_id").asText()).isEqualTo("x");
        act("{'action':'setCustomField','name':'fft_order_id','value':'y'}").expect(200);
        act("{'action':'setCustomField','name':'fft_order_id'}").expect(200);
        act("{'action':'setCustomType'}").expect(200);
        assertThat(read().has("custom")).isFalse();
        assertThat(messages())
                .containsExactly(
                        "OrderCustomTypeSet",
                        "OrderCustomFieldAdded",
                        "OrderCustomFieldChanged",
                        "OrderCustomFieldRemoved",
                        "OrderCustomTypeRemoved");
    }

    @Test
    void line_items_have_custom_fields() {
        type("line-fields", "line-item", "parentKey", "String");

        act(
                        "{'action':'setLineItemCustomType','lineItemId':'%s','type':{'typeId':'type','key':'line-fields'}}"
                                .formatted(line),
                        "{'action':'setLineItemCustomField','lineItemId':'%s','name':'parentKey','value':'box'}"
                                .formatted(line))
                .expect(200);

        assertThat(read().at("/lineItems/0/custom/fields/parentKey").asText()).isEqualTo("box");
        act("{'action':'setLineItemCustomField','lineItemId':'none','name':'parentKey','value':'box'}")
                .expect(400);
    }
}
