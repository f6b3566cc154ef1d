package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.parked.ParkedMessages.Parked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Returns between a shop and a platform, both ways. */
class ReturnSyncTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();
    private JsonNode order = JsonHttp.JSON.createObjectNode();
    private JsonNode platformOrder = JsonHttp.JSON.createObjectNode();

    @BeforeEach
    void an_exported_order_of_three_pieces() {
        order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        platformOrder = scene.platform.all("orders").getFirst();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    // ---- from the shop to the platform

    @Test
    void a_return_advised_in_the_shop_is_expected_where_the_goods_were_handed_over() {
        JsonNode job = scene.platform.returns.handedOver(platformOrder, 3);

        assertThat(advise(2, "Advised")).isBetween(200, 204);

        JsonNode itemReturn = itemReturns(job).path(0);
        assertThat(itemReturn.path("status").asText()).isEqualTo("ANNOUNCED");
        assertThat(itemReturn.path("returnFacilityRef").asText()).isEqualTo("facility-1");
        assertThat(itemReturn.path("returnedLineItems")).hasSize(2);
        assertThat(itemReturn.path("scannableCodes").valueStream().map(JsonNode::asText))
                .contains("TRACK-R", shopItem(0).path("id").asText());
        assertThat(itemReturn
                        .path("returnedLineItems")
                        .path(0)
                        .path("reasons")
                        .path(0)
                        .path("comment")
                        .asText())
                .isEqualTo("too small");
        assertThat(scene.platform
                        .returns
                        .job(job)
                        .path("returnableLineItems")
                        .path(0)
                        .path("returnable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void goods_that_the_shop_has_received_are_at_hand_on_the_platform() {
        JsonNode job = scene.platform.returns.handedOver(platformOrder, 3);
        advise(1, "Returned");
        assertThat(itemReturns(job).path(0).path("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void the_same_message_twice_announces_nothing_twice() {
        JsonNode job = scene.platform.returns.handedOver(platformOrder, 3);
        advise(1, "Advised");
        push("ReturnInfoAdded");
        push("ReturnInfoSet");
        assertThat(itemReturns(job)).hasSize(1);
        assertThat(parked()).isEmpty();
    }

    @Test
    void an_announcement_whose_answer_got_lost_is_not_made_again() {
        JsonNode job = scene.platform.returns.handedOver(platformOrder, 3);
        scene.platform.loseAnswer("POST", "/itemreturns", 500);
        advise(1, "Advised");
        push("ReturnInfoAdded");
        assertThat(itemReturns(job)).hasSize(1);
    }

    @Test
    void an_announcement_that_somebody_is_faster_than_is_computed_anew() {
        JsonNode job = scene.platform.returns.handedOver(platformOrder, 3);
        scene.platform.fail("POST", "/itemreturns", 409, 2);
        advise(1, "Advised");
        assertThat(itemReturns(job)).hasSize(1);
        assertThat(parked()).isEmpty();
    }

    @Test
    void what_is_more_than_was_handed_over_is_parked_and_the_rest_is_announced() {
        JsonNode job = scene.platform.returns.handedOver(platformOrder, 2);
        advise(3, "Advised");
        assertThat(itemReturns(job).path(0).path("returnedLineItems")).hasSize(2);
        assertThat(parked()).hasSize(1);
        assertThat(parked().getFirst().reason()).contains("1 of 3 pieces of return item");
    }

    @Test
    void a_return_announced_before_the_goods_have_left_is_announced_when_they_have() {
        advise(1, "Advised");
        assertThat(parked()).hasSize(1);

        JsonNode job = scene.platform.returns.handedOver(platformOrder, 3);
        event("created", job);

        assertThat(itemReturns(job)).hasSize(1);
    }

    @Test
    void a_return_whose_message_never_came_is_found_by_the_job_and_parked_apart_from_its_order() {
        JsonNode job = scene.platform.returns.handedOver(platformOrder, 1);
        returnInfo(2, "Advised");

        Scene.post(connector.baseUri() + "/job", "", Map.of());

        assertThat(itemReturns(job)).hasSize(1);
        assertThat(parked())
                .extracting(Parked::key)
                .containsExactly("returns-" + order.path("id").asText());
    }

    @Test
    void a_job_that_was_closed_is_opened_again_for_what_the_shop_announces() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        scene.platform.set("itemreturnjobs", job, "status", "FINISHED");
        advise(1, "Advised");
        assertThat(itemReturns(job)).hasSize(1);
        assertThat(scene.platform.returns.job(job).path("status").asText()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void what_the_shop_takes_back_is_called_off_unless_it_has_come() {
        JsonNode job = scene.platform.returns.handedOver(platformOrder, 3);
        advise(1, "Advised");
        scene.update(order, "{\"action\":\"setReturnInfo\",\"items\":[]}");
        push("ReturnInfoSet");
        assertThat(itemReturns(job).path(0).path("status").asText()).isEqualTo("CANCELED");
    }

    @Test
    void the_parts_of_an_order_get_what_they_handed_over() {
        ObjectNode other = platformOrder.deepCopy();
        other.remove("id");
        other.put("tenantOrderId", order.path("id").asText()).put("processId", "process-2");
        JsonNode first = scene.platform.returns.handedOver(platformOrder, 1);
        JsonNode second = scene.platform.returns.handedOver(scene.platform.put("orders", other), 2);
        advise(3, "Advised");
        assertThat(itemReturns(first).path(0).path("returnedLineItems")).hasSize(1);
        assertThat(itemReturns(second).path(0).path("returnedLineItems")).hasSize(2);
        assertThat(parked()).isEmpty();
    }

    @Test
    void goods_of_a_split_order_are_expected_where_they_came_from() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        ((ArrayNode) job.path("originFacilityRefs")).insert(0, "facility-0");
        scene.platform.put("itemreturnjobs", job);
        ObjectNode handover =
                scene.platform.handoverJob(platformOrder, scene.platform.pickJob(platformOrder, "AB1", 3), "TRACK-1");
        handover.put("status", "HANDED_OVER").put("facilityRef", "facility-1");
        ((ObjectNode) handover.path("handoverJobLineItems").path(0))
                .put(
                        "globalLineItemId",
                        platformOrder.path("orderLineItems").path(0).path("id").asText());
        scene.platform.put("handoverjobs", handover);
        advise(1, "Advised");
        assertThat(itemReturns(job).path(0).path("returnFacilityRef").asText()).isEqualTo("facility-1");
    }

    @Test
    void a_return_of_an_order_that_never_was_on_the_platform_is_none_of_its_business() {
        JsonNode stranger = scene.order("N-2", "Open");
        assertThat(scene.push(connector, Scene.message(stranger, "ReturnInfoAdded")))
                .isBetween(200, 204);
        assertThat(parked()).isEmpty();
    }

    @Test
    void nothing_is_told_either_way_when_the_feature_is_off() {
        try (Connector.Running off = scene.connector(Map.of("FEAT_RETURNSYNC_ACTIVE", "false"))) {
            ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
            returnInfo(1, "Advised");
            assertThat(scene.push(off, Scene.message(order, "ReturnInfoAdded"))).isBetween(200, 204);
            assertThat(itemReturns(job)).isEmpty();
            JsonNode back = scene.platform.returns.takeBack(job, 1, "FINISHED");
            assertThat(scene.event(off, "/itemreturnjob/updated", "ITEM_RETURN_JOB_UPDATED", back))
                    .isEqualTo(200);
            assertThat(shopItems()).hasSize(1);
        }
    }

    // ---- from the platform to the shop

    @Test
    void what_the_platform_took_back_is_in_the_shop_piece_by_piece_with_what_became_of_it() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        scene.platform.returns.takeBack(job, 3, "FINISHED");
        scene.platform.returns.decide(job, 0, 0, "ACCEPTED", "As new");
        JsonNode decided = scene.platform.returns.decide(job, 0, 1, "ACCEPTED", "Slightly damaged");

        assertThat(event("updated", decided)).isEqualTo(201);

        assertThat(shopItems()).hasSize(3);
        assertThat(states()).containsExactlyInAnyOrder("BackInStock", "Unusable", "Returned");
        assertThat(shopItems().stream().map(item -> item.path("key").asText()))
                .containsExactlyInAnyOrderElementsOf(decided.path("itemReturns")
                        .path(0)
                        .path("returnedLineItems")
                        .valueStream()
                        .map(piece -> piece.path("id").asText())
                        .toList());
        assertThat(shopItems().stream().map(item -> item.path("comment").asText("")))
                .contains("Slightly damaged");
    }

    @Test
    void a_repeated_or_late_event_and_the_echo_of_our_own_write_change_nothing() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        JsonNode back = scene.platform.returns.takeBack(job, 2, "FINISHED");
        event("updated", back);
        long version = scene.order(order).path("version").asLong();

        event("updated", back);
        event("created", job);
        push("ReturnInfoAdded");

        assertThat(scene.order(order).path("version").asLong()).isEqualTo(version);
        assertThat(itemReturns(job)).hasSize(1);
    }

    @Test
    void goods_that_are_still_looked_at_or_were_rejected_are_not_shown_as_back() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        scene.platform.returns.takeBack(job, 2, "IN_PROGRESS");
        JsonNode rejected = scene.platform.returns.decide(job, 0, 0, "REJECTED", "Worn");
        event("updated", rejected);
        assertThat(shopItems()).isEmpty();

        event("updated", scene.platform.returns.become(job, 0, "FINISHED"));
        assertThat(states()).containsExactly("Returned");
    }

    @Test
    void a_decision_after_the_goods_came_moves_the_item() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        event("updated", scene.platform.returns.takeBack(job, 1, "FINISHED"));
        assertThat(states()).containsExactly("Returned");
        event("updated", scene.platform.returns.decide(job, 0, 0, "ACCEPTED", ""));
        assertThat(states()).containsExactly("BackInStock");
    }

    @Test
    void an_item_that_the_shop_has_as_returned_moves_when_all_its_pieces_are_decided_alike() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        advise(2, "Returned");
        scene.platform.returns.decide(job, 0, 0, "ACCEPTED", "Defective");
        event("updated", scene.platform.returns.become(job, 0, "FINISHED"));
        assertThat(states()).containsExactly("Returned");
        event("updated", scene.platform.returns.decide(job, 0, 1, "ACCEPTED", "Broken"));
        assertThat(states()).containsExactly("Unusable");
    }

    @Test
    void an_item_whose_pieces_were_decided_differently_stays_returned() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        advise(2, "Returned");
        scene.platform.returns.decide(job, 0, 0, "ACCEPTED", "Defective");
        scene.platform.returns.decide(job, 0, 1, "ACCEPTED", "As new");
        event("updated", scene.platform.returns.become(job, 0, "FINISHED"));
        assertThat(states()).containsExactly("Returned");
        assertThat(parked()).isEmpty();
    }

    @Test
    void an_advised_item_never_moves_so_what_came_of_it_is_an_item_of_its_own() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        advise(1, "Advised");
        scene.platform.returns.decide(job, 0, 0, "ACCEPTED", "");
        event("updated", scene.platform.returns.become(job, 0, "FINISHED"));
        assertThat(states()).containsExactly("Advised", "BackInStock");
        assertThat(shopItem(1).hasNonNull("comment")).isFalse();
        push("ReturnInfoAdded");
        assertThat(shopItems()).hasSize(2);
        assertThat(itemReturns(job)).hasSize(1);
    }

    @Test
    void a_piece_that_a_person_has_added_in_the_shop_for_an_advised_one_is_not_counted_twice() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 1);
        advise(1, "Advised");
        advise(1, "Returned");
        assertThat(parked()).isEmpty();
        scene.platform.returns.decide(job, 0, 0, "ACCEPTED", "");
        event("updated", scene.platform.returns.become(job, 0, "FINISHED"));
        assertThat(states()).containsExactly("Advised", "BackInStock");
    }

    @Test
    void more_pieces_than_the_order_has_are_parked_with_what_they_are() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 4);
        event("updated", scene.platform.returns.takeBack(job, 4, "FINISHED"));
        assertThat(shopItems()).hasSize(3);
        assertThat(parked()).hasSize(1);
        assertThat(parked().getFirst().reason()).contains("SKU-1");
        assertThat(connector
                        .connector()
                        .replay()
                        .replay(parked().getFirst(), deadline())
                        .name())
                .isEqualTo("parked");
    }

    @Test
    void a_conflict_in_the_shop_is_computed_anew() {
        try (Connector.Running behind = scene.connectorBehindTheGate(Map.of())) {
            ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
            JsonNode back = scene.platform.returns.takeBack(job, 1, "FINISHED");
            scene.gate.conflict(2);
            assertThat(scene.event(behind, "/itemreturnjob/updated", "ITEM_RETURN_JOB_UPDATED", back))
                    .isEqualTo(201);
            assertThat(shopItems()).hasSize(1);
        }
    }

    @Test
    void a_platform_that_cannot_answer_now_is_asked_again() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        JsonNode back = scene.platform.returns.takeBack(job, 1, "FINISHED");
        scene.platform.fail("GET", "/itemreturnjobs", 503, 100);
        assertThat(event("updated", back)).isEqualTo(503);
        scene.platform.heal();
        assertThat(event("updated", back)).isEqualTo(201);
        assertThat(shopItems()).hasSize(1);
    }

    @Test
    void an_event_without_a_valid_token_or_of_another_kind_is_refused() {
        ObjectNode job = scene.platform.returns.handedOver(platformOrder, 3);
        String uri = connector.baseUri() + "/service/itemreturnjob/updated";
        assertThat(Scene.post(uri, Scene.envelope("ITEM_RETURN_JOB_UPDATED", job), Map.of())
                        .statusCode())
                .isEqualTo(401);
        assertThat(scene.event(connector, "/itemreturnjob/updated", "ITEM_RETURN_JOB_CREATED", job))
                .isEqualTo(400);
    }

    // ---- words of the tests

    private int advise(int pieces, String state) {
        returnInfo(pieces, state);
        return push("ReturnInfoAdded");
    }

    private void returnInfo(int pieces, String state) {
        scene.update(order, """
                {"action":"addReturnInfo","returnTrackingId":"TRACK-R","items":[
                  {"quantity":%d,"lineItemId":"%s","shipmentState":"%s","comment":"too small"}]}""".formatted(
                        pieces, order.path("lineItems").path(0).path("id").asText(), state));
    }

    private int push(String type) {
        return scene.push(connector, Scene.message(order, type));
    }

    private int event(String path, JsonNode job) {
        String name = path.equals("created") ? "ITEM_RETURN_JOB_CREATED" : "ITEM_RETURN_JOB_UPDATED";
        return scene.event(connector, "/itemreturnjob/" + path, name, job);
    }

    private JsonNode itemReturns(JsonNode job) {
        return scene.platform.returns.job(job).path("itemReturns");
    }

    private List<JsonNode> shopItems() {
        return scene.order(order)
                .path("returnInfo")
                .valueStream()
                .flatMap(info -> info.path("items").valueStream())
                .toList();
    }

    private JsonNode shopItem(int index) {
        return shopItems().get(index);
    }

    private List<String> states() {
        return shopItems().stream()
                .map(item -> item.path("shipmentState").asText())
                .toList();
    }

    private List<Parked> parked() {
        return connector.connector().parked().list(deadline());
    }

    private static Deadline deadline() {
        return Deadline.within(Duration.ofSeconds(10));
    }
}
