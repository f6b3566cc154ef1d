package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest extends SandboxTest {

    @Test
    void a_channel_supplies_stock_unless_it_says_otherwise_and_its_roles_change() {
        JsonNode channel = api.post("channels", "{'key':'cologne'}").expect(201).body();
        assertThat(channel.path("roles")).extracting(JsonNode::asText).containsExactly("InventorySupply");

        JsonNode changed = api.update(
                        "channels/key=cologne",
                        "{'action':'addRoles','roles':['OrderExport','InventorySupply']}",
                        "{'action':'removeRoles','roles':['InventorySupply']}",
                        "{'action':'changeDescription','description':{'en':'d'}}",
                        "{'action':'setAddress','address':{'country':'DE','city':'Köln'}}",
                        "{'action':'setGeoLocation','geoLocation':{'type':'Point','coordinates':[6.96,50.94]}}",
                        "{'action':'changeKey','key':'koeln'}")
                .expect(200)
                .body();

        assertThat(changed.path("roles")).extracting(JsonNode::asText).containsExactly("OrderExport");
        assertThat(changed.at("/geoLocation/coordinates/1").asDouble()).isEqualTo(50.94);
        api.get("channels/key=cologne").expect(404);
        api.get("channels/" + channel.path("id").asText()).expect(200);
        api.update("channels/key=koeln", "{'action':'setRoles','roles':['Shop']}")
                .expect(400);
        api.update(
                        "channels/key=koeln",
                        "{'action':'setGeoLocation','geoLocation':{'type':'Point','coordinates':[200,1]}}")
                .expect(400);
        assertThat(api.post("channels", "{'key':'koeln'}").expect(400).code()).isEqualTo("DuplicateField");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'key':'x'}", "{'key':'a b'}", "{'key':7}", "[]", "{'key':'ok','address':{'city':'x'}}"})
    void a_wrong_channel_is_refused(String draft) {
        api.post("channels", draft).expect(400);
        assertThat(api.get("channels").body().path("total").asInt()).isZero();
    }

    @Test
    void a_store_keeps_its_key_and_takes_channels_of_the_right_role() {
        api.post("channels", "{'key':'supply'}").expect(201);
        api.post("channels", "{'key':'sale','roles':['ProductDistribution']}").expect(201);
        api.post("stores", "{'key':'s1','supplyChannels':[{'typeId':'channel','key':'sale'}]}")
                .expect(400);
        api.post("stores", "{'key':'s1','name':{'de':'Laden'},'languages':['de'],'countries':[{'code':'DE'}]}")
                .expect(201);

        JsonNode store = api.update(
                        "stores/key=s1",
                        "{'action':'addSupplyChannel','supplyChannel':{'typeId':'channel','key':'supply'}}",
                        "{'action':'setDistributionChannels','distributionChannels':[{'typeId':'channel','key':'sale'}]}",
                        "{'action':'setName','name':{'de':'Geschäft'}}",
                        "{'action':'setLanguages','languages':['de','en']}")
                .expect(200)
                .body();

        assertThat(store.path("supplyChannels")).hasSize(1);
        assertThat(store.path("distributionChannels")).hasSize(1);
        api.update("stores/key=s1", "{'action':'changeKey','key':'s2'}").expect(400);
        assertThat(api.delete("channels/key=supply?version=1").code()).isEqualTo("ReferenceExists");
        JsonNode removed = api.update(
                        "stores/key=s1",
                        "{'action':'removeSupplyChannel','supplyChannel':{'typeId':'channel','key':'supply'}}")
                .expect(200)
                .body();
        assertThat(removed.path("supplyChannels")).isEmpty();
    }

    @Test
    void a_custom_object_is_created_replaced_and_locked_by_its_version() {
        String object = "{'container':'lease','key':'job_1','value':{'owner':'%s'}%s}";

        assertThat(api.post("custom-objects", object.formatted("a", ""))
                        .expect(201)
                        .version())
                .isEqualTo(1);
        assertThat(api.post("custom-objects", object.formatted("b", ""))
                        .expect(200)
                        .version())
                .isEqualTo(2);
        assertThat(api.post("custom-objects", object.formatted("c", ",'version':2"))
                        .expect(200)
                        .version())
                .isEqualTo(3);
        Api.Answer stale = api.post("custom-objects", object.formatted("d", ",'version':2"))
                .expect(409);

        assertThat(stale.body().at("/errors/0/currentVersion").asLong()).isEqualTo(3);
        assertThat(api.get("custom-objects/lease/job_1")
                        .expect(200)
                        .body()
                        .at("/value/owner")
                        .asText())
                .isEqualTo("c");
        assertThat(api.post("custom-objects", object.formatted("c", ",'version':3"))
                        .expect(200)
                        .version())
                .isEqualTo(4);
        api.delete("custom-objects/lease/job_1?version=3").expect(409);
        api.delete("custom-objects/lease/job_1?version=4").expect(200);
        api.get("custom-objects/lease/job_1").expect(404);
        api.delete("custom-objects/lease/job_1").expect(404);
        api.post("custom-objects", object.formatted("e", ",'version':4")).expect(409);
    }

    @Test
    void of_many_that_want_the_same_version_of_a_custom_object_one_gets_it() throws Exception {
        api.post("custom-objects", "{'container':'lease','key':'x','value':0}").expect(201);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, 40)
                    .mapToObj(i -> executor.submit(() -> api.post(
                                    "custom-objects",
                                    "{'container':'lease','key':'x','value':%d,'version':1}".formatted(i))
                            .status()))
                    .toList();
            int won = 0;
            for (Future<Integer> answer : answers) {
                won += answer.get() == 200 ? 1 : 0;
                assertThat(answer.get()).isIn(200, 409);
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void custom_objects_are_queried_by_container_and_value() {
        api.post("custom-objects", "{'container':'parked','key':'one','value':{'reason':'x','n':1}}")
                .expect(201);
        api.post("custom-objects", "{'container':'parked','key':'two','value':{'reason':'y','n':2}}")
                .expect(201);
        api.post("custom-objects", "{'container':'other','key':'two','value':[1]}")
                .expect(201);

        assertThat(api.where("custom-objects", "container=\"parked\"")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.get("custom-objects/parked").body().path("total").asInt())
                .isEqualTo(2);
        assertThat(api.where("custom-objects", "container=\"parked\" and value(n > 1)")
                        .body()
                        .at("/results/0/key")
                        .asText())
                .isEqualTo("two");
        assertThat(api.head("custom-objects/other/two").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'container':'a b','key':'k','value':1}",
                "{'container':'c','key':'a/b','value':1}",
                "{'container':'c','key':'','value':1}",
                "{'container':'c','key':'k'}",
                "{'container':'c','key':'k','value':null}",
                "{'container':'c','key':'k','value':1,'version':'1'}"
            })
    void a_wrong_custom_object_is_refused(String draft) {
        api.post("custom-objects", draft).expect(400);
    }

    @Test
    void an_inventory_entry_is_unique_by_sku_and_channel() {
        api.post("channels", "{'key':'c1'}").expect(201);
        String entry = "{'sku':'S1','quantityOnStock':5%s}";
        String channel = ",'supplyChannel':{'typeId':'channel','key':'c1'}";

        api.post("inventory", entry.formatted("")).expect(201);
        api.post("inventory", entry.formatted(channel)).expect(201);

        assertThat(api.post("inventory", entry.formatted("")).expect(400).code())
                .isEqualTo("DuplicateField");
        assertThat(api.post("inventory", entry.formatted(channel)).expect(400).code())
                .isEqualTo("DuplicateField");
        assertThat(api.post("inventory", "{'sku':'S1'}").expect(400).code()).isEqualTo("InvalidJsonInput");
    }

    @Test
    void quantities_change_by_difference_and_absolutely_and_tell_so() {
        api.post("inventory", "{'key':'e1','sku':'S1','quantityOnStock':5}").expect(201);

        JsonNode entry = api.update(
                        "inventory/key=e1",
                        "{'action':'addQuantity','quantity':10}",
                        "{'action':'removeQuantity','quantity':3}",
                        "{'action':'changeQuantity','quantity':0}",
                        "{'action':'changeQuantity','quantity':0}",
                        "{'action':'setRestockableInDays','restockableInDays':4}",
                        "{'action':'setExpectedDelivery','expectedDelivery':'2026-12-24T00:00:00Z'}",
                        "{'action':'setInventoryLimits','minCartQuantity':1,'maxCartQuantity':9}",
                        "{'action':'setReorderPoint','reorderPoint':3}",
                        "{'action':'setSafetyStock','safetyStock':2}",
                        "{'action':'setReservationExpirationInMinutes','reservationExpirationInMinutes':30}",
                        "{'action':'setKey','key':'e2'}")
                .expect(200)
                .body();

        assertThat(entry.path("quantityOnStock").asInt()).isZero();
        assertThat(entry.path("availableQuantity").asInt()).isZero();
        assertThat(entry.at("/stockLevels/safetyStock").asInt()).isEqualTo(2);
        assertThat(entry.path("key").asText()).isEqualTo("e2");
        JsonNode messages = api.get("messages?sort=sequenceNumber").body().path("results");
        assertThat(messages)
                .extracting(m -> m.path("type").asText())
                .containsExactly(
                        "InventoryEntryCreated",
                        "InventoryEntryQuantitySet",
                        "InventoryEntryQuantitySet",
                        "InventoryEntryQuantitySet",
                        "InventoryEntryOutOfStock");
        assertThat(messages.at("/1/oldQuantityOnStock").asInt()).isEqualTo(5);
        assertThat(messages.at("/1/newAvailableQuantity").asInt()).isEqualTo(15);
    }

    @Test
    void setting_a_number_again_changes_nothing_however_it_is_written() {
        api.post("inventory", "{'key':'e1','sku':'S1','quantityOnStock':5,'restockableInDays':4}")
                .expect(201);

        assertThat(api.update("inventory/key=e1", "{'action':'setRestockableInDays','restockableInDays':4}")
                        .version())
                .isEqualTo(1);
    }

    @Test
    void an_inventory_entry_moves_to_another_channel_where_there_is_none_yet() {
        api.post("channels", "{'key':'c1'}").expect(201);
        api.post("inventory", "{'key':'e1','sku':'S1','quantityOnStock':5}").expect(201);
        api.post(
                        "inventory",
                        "{'key':'e2','sku':'S1','quantityOnStock':5,'supplyChannel':{'typeId':'channel','key':'c1'}}")
                .expect(201);

        assertThat(api.update("inventory/key=e2", "{'action':'setSupplyChannel'}")
                        .expect(400)
                        .code())
                .isEqualTo("DuplicateField");
        api.delete("inventory/key=e1?version=1").expect(200);
        api.update("inventory/key=e2", "{'action':'setSupplyChannel'}").expect(200);
    }

    @Test
    void a_shipping_method_refers_to_tax_category_and_zones() {
        api.post(
                        "shipping-methods",
                        "{'key':'std','name':'Standard','taxCategory':{'typeId':'tax-category','key':'tax'},'zoneRates':[],'isDefault':true}")
                .expect(400);
        String id = api.post(
                        "tax-categories",
                        "{'key':'tax','name':'Standard','rates':[{'name':'DE','amount':0.19,'includedInPrice':true,'country':'DE'}]}")
                .expect(201)
                .id();
        api.post("zones", "{'key':'eu','name':'EU','locations':[{'country':'DE'}]}")
                .expect(201);
        api.post(
                        "shipping-methods",
                        "{'key':'std','name':'Standard','taxCategory':{'typeId':'tax-category','key':'tax'},'zoneRates':[],'isDefault':true}")
                .expect(201);

        JsonNode method = api.update(
                        "shipping-methods/key=std",
                        "{'action':'addZone','zone':{'typeId':'zone','key':'eu'}}",
                        "{'action':'addShippingRate','zone':{'typeId':'zone','key':'eu'},'shippingRate':{'price':{'currencyCode':'EUR','centAmount':490}}}",
                        "{'action':'changeName','name':'Express'}",
                        "{'action':'changeActive','active':false}")
                .expect(200)
                .body();

        assertThat(method.at("/zoneRates/0/shippingRates/0/price/centAmount").asInt())
                .isEqualTo(490);
        assertThat(method.at("/taxCategory/id").asText()).isEqualTo(id);
        assertThat(api.get("shipping-methods/key=std?expand=taxCategory")
                        .body()
                        .at("/taxCategory/obj/name")
                        .asText())
                .isEqualTo("Standard");
        api.update(
                        "shipping-methods/key=std",
                        "{'action':'removeShippingRate','zone':{'typeId':'zone','key':'eu'},'shippingRate':{'price':{'currencyCode':'EUR','centAmount':490}}}",
                        "{'action':'removeZone','zone':{'typeId':'zone','key':'eu'}}")
                .expect(200);
        api.update("zones/key=eu", "{'action':'addLocation','location':{'country':'AT'}}")
                .expect(200);
        api.update("tax-categories/key=tax", "{'action':'removeTaxRate','taxRateId':'none'}")
                .expect(400);
    }

    @Test
    void a_project_has_the_initial_line_item_state_and_it_stays() {
        JsonNode initial = api.get("states/key=Initial").expect(200).body();

        assertThat(initial.path("builtIn").asBoolean()).isTrue();
        api.delete("states/key=Initial?version=1").expect(400);
    }

    @Test
    void a_state_is_changed_by_its_actions() {
        api.post("states", "{'key':'a1','type':'LineItemState'}").expect(201);
        api.post("states", "{'key':'b1','type':'Nonsense'}").expect(400);
        api.post("states", "{'key':'b1','type':'LineItemState','transitions':[{'typeId':'state','key':'zz'}]}")
                .expect(400);

        JsonNode state = api.update(
                        "states/key=a1",
                        "{'action':'setTransitions','transitions':[{'typeId':'state','key':'Initial'}]}",
                        "{'action':'setName','name':{'en':'A'}}",
                        "{'action':'changeInitial','initial':false}",
                        "{'action':'setRoles','roles':['Return']}")
                .expect(200)
                .body();

        assertThat(state.path("transitions")).hasSize(1);
        assertThat(state.path("initial").asBoolean()).isFalse();
        assertThat(api.update("states/key=a1", "{'action':'setTransitions'}")
                        .body()
                        .has("transitions"))
                .isFalse();
    }
}
