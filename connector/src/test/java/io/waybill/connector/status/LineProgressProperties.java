package io.waybill.connector.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.HandoverJob;
import io.waybill.client.PackJob;
import io.waybill.client.PickJob;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.status.Fulfilment.Handover;
import io.waybill.connector.status.Fulfilment.Part;
import io.waybill.connector.status.LineTransitions.States;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LineProgressProperties {
    private static final List<String> PICKING = List.of(
            "OPEN", "IN_PROGRESS", "PAUSED", "PICKED", "CLOSED", "ABORTED", "REROUTED", "CANCELED", "SOMETHING_NEW");

    @Property
    void every_piece_is_in_exactly_one_state(
            @ForAll @LongRange(min = 0, max = 50) long ordered,
            @ForAll @LongRange(min = 0, max = 60) long handedOver,
            @ForAll @LongRange(min = 0, max = 60) long packed,
            @ForAll @LongRange(min = 0, max = 60) long picked,
            @ForAll @LongRange(min = 0, max = 60) long picking,
            @ForAll @LongRange(min = 0, max = 60) long waiting,
            @ForAll @LongRange(min = 0, max = 60) long missed,
            @ForAll @LongRange(min = 0, max = 60) long cancelled,
            @ForAll boolean undecided) {
        Map<LineState, Long> states = new LineTally(
                        handedOver, packed, picked, picking, waiting, missed, cancelled, undecided)
                .split(ordered);

        assertThat(states.values()).allMatch(pieces -> pieces > 0);
        assertThat(states.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(ordered);
        assertThat(states.getOrDefault(LineState.HANDED_OVER, 0L)).isEqualTo(Math.min(ordered, handedOver));
    }

    @Property(tries = 300)
    void the_order_of_jobs_and_lines_does_not_matter(@ForAll long seed) {
        Story story = new Story(new Random(seed));

        Map<String, LineTally> straight = LineProgress.of(story.order, story.fulfilment(false));
        Map<String, LineTally> shuffled = LineProgress.of(story.order, story.fulfilment(true));

        assertThat(shuffled).isEqualTo(straight);
    }

    @Property(tries = 300)
    void transitions_keep_every_piece_and_lead_to_the_states_and_then_there_are_none(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int foreign) {
        Story story = new Story(new Random(seed));
        story.spreadStates(foreign);
        Fulfilment fulfilment = story.fulfilment(false);

        ObjectNode after = story.order.deepCopy();
        LineTransitions.missing(after, fulfilment, STATES).forEach(action -> apply(after, action));

        for (JsonNode line : after.path("lineItems")) {
            Map<String, Long> states = states(line);
            assertThat(states.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(line.path("quantity").asLong());
            assertThat(states.getOrDefault("foreign", 0L))
                    .isEqualTo(Math.min(foreign, line.path("quantity").asLong()));
            assertThat(states).doesNotContainKey("initial");
        }
        assertThat(LineTransitions.missing(after, fulfilment, STATES)).isEmpty();
    }

    private static final States STATES = states();

    private static States states() {
        Map<LineState, String> ids = new EnumMap<>(LineState.class);
        for (LineState state : LineState.values()) {
            ids.put(state, state.key("fft-"));
        }
        return new States("initial", ids);
    }

    private static Map<String, Long> states(JsonNode line) {
        Map<String, Long> states = new HashMap<>();
        line.path("state")
                .forEach(entry -> states.merge(
                        entry.path("state").path("id").asText(),
                        entry.path("quantity").asLong(),
                        Long::sum));
        return states;
    }

    /** What commercetools does with a transition: it refuses to move pieces that are not there. */
    private static void apply(ObjectNode order, JsonNode action) {
        for (JsonNode line : order.path("lineItems")) {
            if (line.path("id").equals(action.path("lineItemId"))) {
                Map<String, Long> states = states(line);
                String from = action.path("fromState").path("id").asText();
                long quantity = action.path("quantity").asLong();
                assertThat(states.getOrDefault(from, 0L)).isGreaterThanOrEqualTo(quantity);
                assertThat(quantity).isPositive();
                states.merge(from, -quantity, Long::sum);
                states.merge(action.path("toState").path("id").asText(), quantity, Long::sum);
                ArrayNode all = ((ObjectNode) line).putArray("state");
                states.forEach((id, pieces) -> {
                    if (pieces > 0) {
                        all.addObject()
                                .put("quantity", pieces)
                                .putObject("state")
                                .put("id", id);
                    }
                });
            }
        }
    }

    /** An order of two to four lines, two of them of one article, with jobs in any state. */
    private static final class Story {
        private final Random random;
        private final ObjectNode order = JsonHttp.JSON.createObjectNode();
        private final ObjectNode platform = JsonHttp.JSON
                .createObjectNode()
                .put("id", "p")
                .put("status", "OPEN")
                .put("version", 1);
        private final List<PickJob> picks = new ArrayList<>();
        private final List<PackJob> packs = new ArrayList<>();
        private final List<Handover> handovers = new ArrayList<>();

        Story(Random random) {
            this.random = random;
            ArrayNode lines = order.putArray("lineItems");
            ArrayNode platformLines = platform.putArray("orderLineItems");
            int count = 2 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                long quantity = 1 + random.nextInt(5);
                String sku = "SKU-" + Math.max(1, i);
                ObjectNode line = lines.addObject().put("id", "line-" + i).put("quantity", quantity);
                line.putObject("variant").put("sku", sku);
                line.putArray("state")
                        .addObject()
                        .put("quantity", quantity)
                        .putObject("state")
                        .put("id", "initial");
                ObjectNode platformLine =
                        platformLines.addObject().put("id", "platform-" + i).put("quantity", quantity);
                platformLine.putObject("article").put("tenantArticleId", sku);
                platformLine.putObject("customAttributes").put("commercetoolsId", "line-" + i);
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                picks.add(PickJob.read(job("pick-" + i, "pickLineItems", PICKING)));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                packs.add(PackJob.read(job("pack-" + i, "lineItems", List.of("OPEN", "CLOSED"))));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                handovers.add(new Handover(
                        HandoverJob.read(job("handover-" + i, "handoverJobLineItems", List.of("OPEN", "HANDED_OVER"))),
                        Optional.empty(),
                        List.of()));
            }
        }

        private ObjectNode job(String id, String field, List<String> statuses) {
            ObjectNode job = JsonHttp.JSON
                    .createObjectNode()
                    .put("id", id)
                    .put("channel", "SHIPPING")
                    .put("status", statuses.get(random.nextInt(statuses.size())));
            ArrayNode lines = job.putArray(field);
            for (JsonNode line : platform.path("orderLineItems")) {
                if (random.nextBoolean()) {
                    long quantity = 1 + random.nextInt(6);
                    ObjectNode jobLine = lines.addObject()
                            .put("quantity", quantity)
                            .put("picked", random.nextInt((int) quantity + 1));
                    jobLine.set("article", line.path("article"));
                    if (id.startsWith("pick")) {
                        jobLine.put("globalLineItemId", line.path("id").asText());
                    }
                }
            }
            return job;
        }

        void spreadStates(int foreign) {
            List<String> places = List.of("initial", "fft-open", "fft-picked", "fft-cancelled");
            for (JsonNode line : order.path("lineItems")) {
                long quantity = line.path("quantity").asLong();
                long elsewhere = Math.min(foreign, quantity);
                ArrayNode states = ((ObjectNode) line).putArray("state");
                if (elsewhere > 0) {
                    states.addObject()
                            .put("quantity", elsewhere)
                            .putObject("state")
                            .put("id", "foreign");
                }
                if (quantity > elsewhere) {
                    states.addObject()
                            .put("quantity", quantity - elsewhere)
                            .putObject("state")
                            .put("id", places.get(random.nextInt(places.size())));
                }
            }
        }

        Fulfilment fulfilment(boolean shuffled) {
            FulfilmentOrder platformOrder = FulfilmentOrder.read(platform);
            Part part = new Part(
                    platformOrder,
                    List.of(),
                    mixed(picks, shuffled),
                    mixed(packs, shuffled),
                    0,
                    mixed(handovers, shuffled),
                    false);
            return new Fulfilment(List.of(part), StatusEvent.Depth.JOBS);
        }

        private <T> List<T> mixed(List<T> jobs, boolean shuffled) {
            List<T> copy = new ArrayList<>(jobs);
            if (shuffled) {
                Collections.shuffle(copy, random);
            }
            return copy;
        }
    }
}
