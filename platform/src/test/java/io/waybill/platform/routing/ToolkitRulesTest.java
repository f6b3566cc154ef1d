package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Rejection;
import io.waybill.sourcing.PropertyTrees;
import io.waybill.sourcing.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolkitRulesTest {
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | .predicates must be a list of 1 to 100 predicates",
                "{'predicates': []} | .predicates must be a list of 1 to 100 predicates",
                "{'predicates': [{}]} | .predicates[0].propertyPath must be a text",
                "{'predicates': [{'propertyPath': ''}]} | .predicates[0].propertyPath must not be empty",
                "{'predicates': [{'propertyPath': 'a['}]} | .predicates[0].propertyPath has a [ without ]",
                "{'predicates': [{'propertyPath': 'a'}]} | .predicates[0].entityOperator must be one of [VALUE_EQUALS,",
                "{'predicates': [{'propertyPath': 'a', 'entityOperator': 'LESS_THAN'}]} | .predicates[0] LESS_THAN needs an expectedValue",
                "{'predicates': [{'propertyPath': 'a', 'entityOperator': 'LESS_THAN', 'expectedValue': true}]} | .predicates[0] LESS_THAN cannot compare",
                "{'predicates': [{'propertyPath': 'a', 'entityOperator': 'VALUE_EQUALS', 'expectedValue': [1]}]} | .predicates[0].expectedValue must be a text, a number",
                "{'predicates': [{'propertyPath': 'a', 'entityOperator': 'VALUE_EQUALS', 'expectedValue': 1e9999}]} | .predicates[0].expectedValue must be a text, a number of at most",
                "{'predicates': [{'propertyPath': 'a', 'entityOperator': 'VALUE_EQUALS', 'transformation': 'SUM', 'transformationArgs': [1]}]} | .predicates[0].transformationArgs SUM takes 0 arguments",
                "{'predicates': [{'propertyPath': 'a', 'entityOperator': 'VALUE_EQUALS', 'transformationArgs': [1]}]} | .predicates[0].transformationArgs needs a transformation",
                "{'predicates': [{'propertyPath': 'a', 'entityOperator': 'VALUE_EQUALS', 'transformation': 'ROUND'}]} | .predicates[0].transformation must be one of [SUBSTRING,",
                "{'predicateConnector': 'XOR', 'predicates': [{'propertyPath': 'a', 'entityOperator': 'VALUE_EQUALS'}]} | .predicateConnector must be one of [AND, OR]",
            })
    void refusesWhatIsNotValidAndNamesWhere(String rule, String message) throws JsonProcessingException {
        JsonNode read = json.readTree(rule.replace('\'', '"'));
        assertThatThrownBy(() -> ToolkitRules.condition("here.rule", read))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("here.rule" + message);
    }

    @Test
    void refusesMoreThanAHundredPredicates() {
        ArrayNode predicates = json.createArrayNode();
        for (int index = 0; index < 101; index++) {
            predicates.addObject().put("propertyPath", "a").put("entityOperator", "VALUE_EQUALS");
        }
        ObjectNode rule = json.createObjectNode().set("predicates", predicates);
        assertThatThrownBy(() -> ToolkitRules.condition("rule", rule))
                .hasMessageContaining("rule.predicates must be a list of 1 to 100 predicates");
    }

    @Test
    void takesEitherARuleOrAComparison() {
        assertThatThrownBy(() -> ToolkitRules.of("fence", json.createObjectNode()))
                .hasMessageContaining("fence must have either a rule or a comparisonRule");
    }

    @Test
    void connectsByAndUnlessSaidOtherwise() throws JsonProcessingException {
        String predicates = """
                "predicates": [
                  {"propertyPath": "a", "entityOperator": "VALUE_EQUALS", "expectedValue": 1},
                  {"propertyPath": "b", "entityOperator": "VALUE_EQUALS", "expectedValue": 2}]}
                """;
        PropertyTrees order = PropertyTrees.ofOrder(ToolkitRules.tree(json.readTree("{\"a\": 1, \"b\": null}")));

        assertThat(ToolkitRules.condition("r", json.readTree("{" + predicates))
                        .evaluate(order)
                        .result())
                .isEqualTo(Truth.FALSE);
        assertThat(ToolkitRules.condition("r", json.readTree("{\"predicateConnector\": \"OR\", " + predicates))
                        .evaluate(order)
                        .result())
                .isEqualTo(Truth.TRUE);
    }
}
