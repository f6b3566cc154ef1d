package io.waybill.connector.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final String CONFIRMED = """
            {"notificationType":"Message","type":"OrderStateChanged","resource":{"typeId":"order","id":"o-1"},
             "resourceUserProvidedIdentifiers":{"orderNumber":"N-1"},"orderState":"Confirmed","sequenceNumber":3}""";

    @Test
    void a_pub_sub_push_is_opened() {
        ObjectNode envelope = JsonHttp.JSON.createObjectNode();
        envelope.putObject("message").put("data", base64(CONFIRMED)).put("messageId", "1");

        ShopNotification notification = only(envelope.toString());

        assertThat(notification.resourceId()).isEqualTo("o-1");
        assertThat(notification.messageType()).contains("OrderStateChanged");
        assertThat(notification.orderNumber()).contains("N-1");
    }

    @Test
    void a_push_with_plain_json_as_data_is_opened() {
        ObjectNode envelope = JsonHttp.JSON.createObjectNode();
        envelope.putObject("message").put("data", CONFIRMED);

        assertThat(only(envelope.toString()).resourceId()).isEqualTo("o-1");
    }

    @Test
    void a_notification_of_sns_is_opened() {
        ObjectNode envelope =
                JsonHttp.JSON.createObjectNode().put("Type", "Notification").put("Message", CONFIRMED);

        Envelope.Sns sns = (Envelope.Sns) open(envelope.toString());
        Envelope.Notifications inside = (Envelope.Notifications) Envelope.inside(sns.message());
        assertThat(inside.all().get(0).resourceId()).isEqualTo("o-1");
    }

    @Test
    void a_bare_notification_is_taken() {
        assertThat(only(CONFIRMED).notificationType()).isEqualTo("Message");
    }

    @Test
    void a_structured_cloud_event_is_opened_and_its_type_fills_in_for_the_notification_type() {
        String event = """
                {"specversion":"1.0","id":"1","type":"com.commercetools.channel.change.ResourceDeleted",
                 "data":{"resource":{"typeId":"channel","id":"c-1"}}}""";

        ShopNotification notification = only(event);

        assertThat(notification.notificationType()).isEqualTo("ResourceDeleted");
        assertThat(notification.resourceType()).isEqualTo("channel");
    }

    @Test
    void a_binary_cloud_event_is_opened() {
        Envelope opened = Envelope.open(
                "{\"type\":\"OrderCreated\",\"resource\":{\"typeId\":\"order\",\"id\":\"o-1\"}}"
                        .getBytes(StandardCharsets.UTF_8),
                Optional.of("com.commercetools.order.message.OrderCreated"));

        assertThat(((Envelope.Notifications) opened).all().get(0).notificationType())
                .isEqualTo("Message");
    }

    @Test
    void an_array_of_event_grid_is_opened() {
        String events = "[{\"eventType\":\"com.commercetools.order.message.OrderStateChanged\",\"data\":" + CONFIRMED
                + "},{\"eventType\":\"x\",\"data\":" + CONFIRMED + "}]";

        Envelope opened = Envelope.open(events.getBytes(StandardCharsets.UTF_8), Optional.empty());

        assertThat(((Envelope.Notifications) opened).all()).hasSize(2);
    }

    @Test
    void event_grid_gets_its_validation_code() {
        String event = """
                [{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"abc"}}]""";

        assertThat(open(event)).isEqualTo(new Envelope.AnswerValidation("abc"));
    }

    @Test
    void a_batch_of_cloud_events_keeps_what_is_readable_when_one_is_not() {
        String events = "[{\"specversion\":\"1.0\",\"type\":\"com.commercetools.order.message.OrderCreated\",\"data\":"
                + CONFIRMED + "},{\"specversion\":\"1.0\",\"type\":\"x\",\"data\":{}}]";

        Envelope.Notifications opened = (Envelope.Notifications) open(events);

        assertThat(opened.all()).hasSize(1);
        assertThat(opened.unreadable()).hasSize(1);
    }

    @Test
    void the_type_of_a_cloud_event_fills_in_for_the_type_of_the_message() {
        String event = """
                {"specversion":"1.0","type":"com.commercetools.order.message.OrderImported",
                 "data":{"notificationType":"Message","resource":{"typeId":"order","id":"o-1"}}}""";

        assertThat(only(event).messageType()).contains("OrderImported");
    }

    @Test
    void a_message_of_a_service_bus_is_opened() {
        assertThat(only("{\"ContentData\":\"" + base64(CONFIRMED) + "\",\"ContentType\":\"application/json\"}")
                        .resourceId())
                .isEqualTo("o-1");
    }

    @Test
    void the_type_of_a_payload_that_was_too_big_is_known() {
        String message = """
                {"notificationType":"Message","resource":{"typeId":"order","id":"o-1"},
                 "payloadNotIncluded":{"reason":"too big","payloadType":"OrderCreated"}}""";

        assertThat(only(message).messageType()).contains("OrderCreated");
    }

    @Test
    void what_can_never_be_understood_is_unreadable() {
        for (String body : new String[] {
            "",
            "no json",
            "{}",
            "[]",
            "{\"message\":{}}",
            "{\"message\":{\"data\":\"\"}}",
            "{\"message\":{\"data\":7}}",
            "{\"message\":{\"data\":\"bm8ganNvbg==\"}}",
            "{\"notificationType\":\"Message\"}",
            "{\"notificationType\":\"Message\",\"resource\":{\"typeId\":\"order\"}}",
            "{\"resource\":{\"typeId\":\"order\",\"id\":\"o\"}}"
        }) {
            assertThat(open(body)).as(body).isInstanceOf(Envelope.Unreadable.class);
        }
    }

    @Property(tries = 300)
    void no_input_makes_the_decoder_fail(@ForAll byte[] body, @ForAll String text) {
        assertThat(Envelope.open(body, Optional.of(text))).isNotNull();
        assertThat(open("{\"message\":{\"data\":"
                        + JsonHttp.JSON.getNodeFactory().textNode(text) + "}}"))
                .isNotNull();
    }

    @Test
    void a_hint_keeps_what_is_needed_and_no_personal_data() {
        String message = """
                {"notificationType":"Message","type":"OrderCreated","resource":{"typeId":"order","id":"o-1"},
                 "order":{"orderNumber":"N-1","customerEmail":"jane@example.com"}}""";
        ShopNotification notification = only(message);

        assertThat(notification.hint().toString()).contains("N-1").doesNotContain("jane");
        assertThat(ShopNotification.read(notification.hint())).contains(notification);
    }

    private static ShopNotification only(String body) {
        return ((Envelope.Notifications) open(body)).all().get(0);
    }

    private static Envelope open(String body) {
        return Envelope.open(body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
