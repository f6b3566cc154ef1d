package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random updates of an order over HTTP: all or nothing, versions and messages in step. */
class UpdateAtomicityTest {

    private static Sandbox sandbox;
    private static Api api;

    @BeforeContainer
    static void start() {
        sandbox = Sandbox.start(SandboxConfiguration.defaults());
        api = Api.of(sandbox);
    }

    @AfterContainer
    static void stop() {
        sandbox.close();
    }

    @Property(tries = 60)
    void an_update_is_all_or_nothing_and_versions_messages_and_numbers_stay_in_step(
            @ForAll("requests") List<List<String>> requests) {
        sandbox.reset();
        ObjectNode order = api.importOrder("A-1");
        String path = "orders/" + order.path("id").asText();
        for (List<String> actions : requests) {
            long version = order.path("version").asLong();
            long messages = messages();
            Api.Answer answer =
                    api.post(path, "{'version':%d,'actions':[%s]}".formatted(version, String.join(",", actions)));
            ObjectNode after = api.get(path).expect(200).object();
            if (answer.status() == 200) {
                assertThat(answer.body()).isEqualTo(after);
                long growth = after.path("version").asLong() - version;
                assertThat(growth).isBetween(0L, (long) actions.size());
                if (growth == 0) {
                    assertThat(after).isEqualTo(order);
                    assertThat(messages()).isEqualTo(messages);
                }
            } else {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(after).isEqualTo(order);
                assertThat(messages()).isEqualTo(messages);
            }
            order = after;
        }
        int expected = 1;
        long lastVersion = 0;
        for (var message :
                api.get("messages?limit=500&sort=sequenceNumber+asc").body().path("results")) {
            assertThat(message.path("sequenceNumber").asInt()).isEqualTo(expected++);
            assertThat(message.path("resourceVersion").asLong()).isGreaterThanOrEqualTo(lastVersion);
            lastVersion = message.path("resourceVersion").asLong();
        }
        assertThat(lastVersion).isLessThanOrEqualTo(order.path("version").asLong());
    }

    private static long messages() {
        return api.get("messages?limit=0").body().path("total").asLong();
    }

    @Provide
    Arbitrary<List<List<String>>> requests() {
        return Arbitraries.of(
                        "{'action':'changeOrderState','orderState':'Confirmed'}",
                        "{'action':'changeOrderState','orderState':'Open'}",
                        "{'action':'changeShipmentState','shipmentState':'Ready'}",
                        "{'action':'changeShipmentState','shipmentState':'Lost'}",
                        "{'action':'setLocale','locale':'de'}",
                        "{'action':'setCustomerEmail','email':'a@example.org'}",
                        "{'action':'addDelivery','deliveryKey':'d-1','parcels':[{'key':'p-1'},{'key':'p-2'}]}",
                        "{'action':'removeDelivery','deliveryKey':'d-1'}",
                        "{'action':'addParcelToDelivery','deliveryKey':'d-1','parcelKey':'p-3'}",
                        "{'action':'setParcelTrackingData','parcelKey':'p-1','trackingData':{'trackingId':'T'}}",
                        "{'action':'setCustomField','name':'none','value':1}",
                        "{'action':'setOrderNumber','orderNumber':'A-1'}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
