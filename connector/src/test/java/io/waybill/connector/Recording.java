package io.waybill.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What happens to one order on both sides, step by step, with the message that tells of each step. The steps happen in
 * their order; when and how often their messages arrive is up to who replays them.
 */
final class Recording {
    /** The ways of an order. */
    enum Way {
        WHOLE,
        SPLIT_OVER_TWO_FACILITIES,
        PICKED_SHORT,
        HANDED_OVER_AT_THE_SECOND_TRY,
        CANCELLED
    }

    /**
     * A message of either side.
     *
     * @param path where the platform sends it; empty for one of the shop
     */
    record Message(String name, String path, JsonNode content) {
        boolean ofTheShop() {
            return path.isEmpty();
        }
    }

    /** Something that happens; empty as long as it cannot, because the connector has to do something first. */
    @FunctionalInterface
    interface Step {
        Optional<Message> happen();
    }

    private final Scene scene;
    private final JsonNode order;
    private final Map<String, ObjectNode> entities = new LinkedHashMap<>();

    Recording(Scene scene, String number) {
        this.scene = scene;
        this.order = scene.order(number, "Open");
    }

    List<Step> steps(Way way) {
        List<Step> steps = new ArrayList<>();
        steps.add(() -> shop("OrderCreated"));
        steps.add(() -> {
            scene.update(order, Scene.state("Confirmed"));
            return shop("OrderStateChanged");
        });
        steps.add(() -> exported().flatMap(found -> told("ORDER_CREATED", "/order/created", found)));
        switch (way) {
            case WHOLE -> ship(steps, "a", 3, 3);
            case SPLIT_OVER_TWO_FACILITIES -> {
                steps.add(() -> pickJob("a", 2));
                steps.add(() -> pickJob("b", 1));
                work(steps, "b", 1);
                work(steps, "a", 2);
            }
            case PICKED_SHORT -> ship(steps, "a", 3, 2);
            case HANDED_OVER_AT_THE_SECOND_TRY -> {
                steps.add(() -> pickJob("a", 3));
                steps.add(() -> picked("a", 3));
                steps.add(() -> handoverJob("a", "first", 3));
                steps.add(() -> change("handoverjobs", "handover-first", "CANCELED")
                        .flatMap(job -> told("HANDOVERJOB_CANCELED", "/handoverjob/canceled", job)));
                steps.add(() -> handoverJob("a", "second", 3));
                steps.add(() -> handedOver("second"));
            }
            case CANCELLED -> {
                steps.add(() -> pickJob("a", 3));
                steps.add(() -> {
                    scene.update(order, Scene.state("Cancelled"));
                    return shop("OrderStateChanged");
                });
                steps.add(() -> exported()
                        .filter(found -> found.path("status").asText().equals("CANCELLED"))
                        .flatMap(found -> told("ORDER_CANCELLED", "/order/cancelled", found)));
                steps.add(() -> change("pickjobs", "pick-a", "CANCELED")
                        .flatMap(job -> told("PICK_JOB_CANCELED", "/pickjob/canceled", job)));
            }
        }
        return steps;
    }

    private void ship(List<Step> steps, String facility, long wanted, long found) {
        steps.add(() -> pickJob(facility, wanted));
        work(steps, facility, found);
    }

    private void work(List<Step> steps, String facility, long found) {
        steps.add(() -> picked(facility, found));
        steps.add(() -> packed(facility));
        steps.add(() -> handoverJob(facility, facility, found));
        steps.add(() -> handedOver(facility));
    }

    private Optional<Message> picked(String facility, long found) {
        ObjectNode job = scene.platform.picked(entities.get("pick-" + facility), found);
        entities.put("pick-" + facility, job);
        return told("PICK_JOB_PICKING_FINISHED", "/pickjob/finished", job);
    }

    private Optional<Message> packed(String facility) {
        ObjectNode job = scene.platform.packJob(exported().orElseThrow(), entities.get("pick-" + facility));
        entities.put("pack-" + facility, job);
        return told("PACK_JOB_CLOSED", "/packjob/closed", job);
    }

    private Optional<Message> handoverJob(String facility, String name, long found) {
        ObjectNode job = scene.platform.handoverJob(
                exported().orElseThrow(), entities.get("pick-" + facility), "TRACK-" + name.toUpperCase(Locale.ROOT));
        // What was not found is not handed over.
        ObjectNode line = (ObjectNode) job.path("handoverJobLineItems").path(0);
        line.put("quantity", found).put("handedOverQuantity", found);
        entities.put("handover-" + name, scene.platform.put("handoverjobs", job));
        return told("HANDOVERJOB_CREATED", "/handoverjob/created", entities.get("handover-" + name));
    }

    private Optional<Message> handedOver(String name) {
        return change("handoverjobs", "handover-" + name, "HANDED_OVER")
                .flatMap(job -> told("HANDOVERJOB_HANDED_OVER", "/handoverjob/handedover", job));
    }

    private Optional<Message> pickJob(String facility, long pieces) {
        entities.put("pick-" + facility, scene.platform.pickJob(exported().orElseThrow(), facility, pieces));
        return told("PICK_JOB_CREATED", "/pickjob/created", entities.get("pick-" + facility));
    }

    private Optional<ObjectNode> change(String kind, String name, String status) {
        ObjectNode changed = scene.platform.set(kind, entities.get(name), "status", status);
        entities.put(name, changed);
        return Optional.of(changed);
    }

    private Optional<Message> shop(String type) {
        return Optional.of(new Message(type, "", Scene.message(scene.order(order), type)));
    }

    private static Optional<Message> told(String event, String path, ObjectNode entity) {
        return Optional.of(new Message(event, path, entity.deepCopy()));
    }

    /** The platform's order that the shop's order became; there is one at most, or the connector did something twice. */
    private Optional<ObjectNode> exported() {
        List<ObjectNode> found = scene.platform.ordersOf(order.path("id").asText());
        if (found.size() > 1) {
            throw new AssertionError("the order was created " + found.size() + " times");
        }
        return found.stream().findFirst();
    }

    // ---- the end

    /**
     * The order of the shop as it is now, without what differs between two runs of the same: ids are named by what they
     * are of, times and versions are left out.
     */
    JsonNode outcome() {
        String text = scene.order(order).toString();
        Map<String, String> names = new LinkedHashMap<>();
        names.put(order.path("id").asText(), "order");
        names.put(order.path("orderNumber").asText(), "number");
        order.path("lineItems").forEach(line -> names.put(line.path("id").asText(), "line"));
        exported().ifPresent(found -> {
            names.put(found.path("id").asText(), "platform-order");
            names.put(found.path("processId").asText(), "process");
        });
        scene.shop
                .get("/states?limit=200")
                .path("results")
                .forEach(state -> names.put(
                        state.path("id").asText(), "state-" + state.path("key").asText()));
        entities.forEach((name, entity) -> {
            names.put(entity.path("id").asText(), name);
            names.put(entity.path("shipmentRef").asText("-"), "shipment-of-" + name);
            scene.platform
                    .parcelsOf(entity.path("shipmentRef").asText(""))
                    .forEach(id -> names.put(id, "parcel-of-" + name));
        });
        names.remove("-");
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        text = text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "some-id")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "some-time");
        ObjectNode outcome = (ObjectNode) Scene.json(text);
        outcome.remove(List.of("version", "lastMessageSequenceNumber"));
        sort(outcome.path("shippingInfo").path("deliveries"));
        outcome.path("lineItems").forEach(line -> sort(line.path("state")));
        return outcome;
    }

    /** Which of two parcels left first, or which state was told first, is no property of the order's end. */
    private static void sort(JsonNode list) {
        if (list instanceof ArrayNode items) {
            List<JsonNode> sorted = new ArrayList<>();
            items.forEach(sorted::add);
            sorted.sort(Comparator.comparing(JsonNode::toString));
            items.removeAll();
            items.addAll(sorted);
        }
    }
}
