package io.waybill.connector.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.order.OrderMapping.Draft;
import io.waybill.connector.order.OrderMapping.Mapped;
import io.waybill.connector.order.OrderMapping.Surroundings;
import io.waybill.connector.settings.RunTimeConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OrderMappingProperties {
    private static final Surroundings SURROUNDINGS = new Surroundings("demo", List.of(), Map.of(), Map.of());

    @Property
    void no_piece_is_lost_or_doubled_however_an_order_is_spread_over_addresses(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 9) Integer> quantities,
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 12) Integer> targets,
            @ForAll @IntRange(min = 1, max = 4) int destinations,
            @ForAll boolean multiple) {
        ObjectNode order = spread(quantities, targets, destinations, multiple);

        List<Draft> drafts = ((Mapped) OrderMapping.map(order, RunTimeConfiguration.none(), SURROUNDINGS)).drafts();

        for (int line = 0; line < quantities.size(); line++) {
            String id = "line-" + line;
            long pieces = drafts.stream()
                    .flatMap(draft -> draft.order().path("orderLineItems").valueStream())
                    .filter(each -> each.path("customAttributes")
                            .path("commercetoolsId")
                            .asText()
                            .equals(id))
                    .mapToLong(each -> each.path("quantity").asLong())
                    .sum();
            assertThat(pieces).isEqualTo(quantities.get(line).longValue());
        }
        assertThat(drafts).extracting(Draft::tenantOrderId).doesNotHaveDuplicates();
        assertThat(TenantOrderIds.candidates(order))
                .containsAll(drafts.stream().map(Draft::tenantOrderId).toList());
    }

    @Property
    void no_text_the_platform_gets_is_blank(
            @ForAll String company, @ForAll String state, @ForAll String attribute, @ForAll String title) {
        ObjectNode order = OrderMappingTest.order();
        ((ObjectNode) order.path("shippingAddress")).put("company", company).put("state", state);
        ObjectNode line = (ObjectNode) order.path("lineItems").path(0);
        line.putObject("name").put("de", title);
        ((ObjectNode) line.path("variant"))
                .withArray("attributes")
                .addObject()
                .put("name", "a")
                .put("value", attribute);

        Mapped mapped = (Mapped) OrderMapping.map(order, RunTimeConfiguration.none(), SURROUNDINGS);

        assertThat(texts(mapped.drafts().get(0).order())).noneMatch(String::isBlank);
    }

    @Property
    void the_same_order_always_maps_the_same_and_is_not_changed_by_it(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 9) Integer> quantities) {
        ObjectNode order = spread(quantities, List.of(1), 2, true);
        ObjectNode before = order.deepCopy();

        OrderMapping.Result first = OrderMapping.map(order, RunTimeConfiguration.none(), SURROUNDINGS);

        assertThat(OrderMapping.map(order, RunTimeConfiguration.none(), SURROUNDINGS))
                .isEqualTo(first);
        assertThat(order).isEqualTo(before);
    }

    private static ObjectNode spread(
            List<Integer> quantities, List<Integer> targets, int destinations, boolean multiple) {
        ObjectNode order = OrderMappingTest.order();
        ArrayNode shipping = JsonHttp.JSON.createArrayNode();
        ArrayNode addresses = JsonHttp.JSON.createArrayNode();
        for (int i = 0; i < destinations; i++) {
            ObjectNode address = order.path("shippingAddress").deepCopy();
            address.put("key", "address-" + i);
            addresses.add(address);
            shipping.addObject().put("shippingKey", "ship-" + i).set("shippingAddress", address);
        }
        order.put("shippingMode", multiple ? "Multiple" : "Single");
        order.set("shipping", shipping);
        order.set("itemShippingAddresses", addresses);
        JsonNode template = order.path("lineItems").path(0);
        ArrayNode lines = order.putArray("lineItems");
        for (int i = 0; i < quantities.size(); i++) {
            ObjectNode line = template.deepCopy();
            line.put("id", "line-" + i).put("quantity", quantities.get(i));
            ArrayNode wanted = line.putObject("shippingDetails").putArray("targets");
            for (int t = 0; t < targets.size(); t++) {
                wanted.addObject()
                        .put("addressKey", "address-" + (t + i) % (destinations + 1))
                        .put("quantity", targets.get(t));
            }
            lines.add(line);
        }
        return order;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }
}
