package io.waybill.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyPathTest {
    private static final Map<String, Object> ORDER = Map.of(
            "tenantOrderId",
            "A-1",
            "customAttributes",
            Map.of("gift", true, "layers", List.of(List.of(1, 2), List.of(3))),
            "tags",
            List.of(Map.of("id", "fragile", "value", "yes"), Map.of("id", "gift", "value", "red")),
            "orderLineItems",
            List.of(
                    Map.of(
                            "quantity",
                            2,
                            "article",
                            Map.of(
                                    "tenantArticleId",
                                    "shoe",
                                    "attributes",
                                    List.of(
                                            Map.of("key", "color", "value", "red"),
                                            Map.of("key", "a.b", "value", "dotted")))),
                    Map.of("quantity", 3, "article", Map.of("tenantArticleId", "hat"))));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "tenantOrderId, [A-1]",
        "$.tenantOrderId, [A-1]",
        "customAttributes.gift, [true]",
        "customAttributes.layers, '[1, 2, 3]'",
        "customAttributes.layers[1], [3]",
        "customAttributes.layers[0][1], [2]",
        "orderLineItems.quantity, '[2, 3]'",
        "orderLineItems[*].quantity, '[2, 3]'",
        "orderLineItems[1].quantity, [3]",
        "orderLineItems.1.quantity, [3]",
        "orderLineItems[9].quantity, []",
        "orderLineItems.article.tenantArticleId, '[shoe, hat]'",
        "orderLineItems.article.attributes.color, [red]",
        "orderLineItems.article.attributes[key=a.b].value, [dotted]",
        "orderLineItems.article.attributes.key, '[color, a.b]'",
        "tags.fragile, [yes]",
        "tags.id, '[fragile, gift]'",
        "tags.value, '[yes, red]'",
        "tags[id=gift].value, [red]",
        "tags.missing, []",
        "nothing.at.all, []",
        "tenantOrderId.deeper, []",
    })
    void finds_values(String path, String expected) {
        List<Object> values = new ArrayList<>();
        PropertyPath.of(path).read(ORDER, values);
        assertThat(values.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$.", ".a", "a.", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a[0]b", "a[=b]", "   "})
    void refuses_what_is_no_path(String path) {
        assertThatThrownBy(() -> PropertyPath.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_a_path_that_is_too_long() {
        assertThatThrownBy(() -> PropertyPath.of("a".repeat(501))).hasMessageContaining("500");
    }
}
