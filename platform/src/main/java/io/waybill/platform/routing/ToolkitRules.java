package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Rejection;
import io.waybill.sourcing.ComparisonPredicate;
import io.waybill.sourcing.EntityOperator;
import io.waybill.sourcing.PropertyPath;
import io.waybill.sourcing.RuleEntity;
import io.waybill.sourcing.RulePart;
import io.waybill.sourcing.RulePredicate;
import io.waybill.sourcing.RuleValue;
import io.waybill.sourcing.ToolkitRule;
import io.waybill.sourcing.Transformation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the contract's rules for the sourcing engine, within the engine's bounds. Pure. */
final class ToolkitRules {
    /** What the contract's closed schemas of custom fences, ratings and priority ratings have together. */
    private static final Set<String> FIELDS = Set.of(
            "type",
            "referenceId",
            "active",
            "name",
            "nameLocalized",
            "description",
            "descriptionLocalized",
            "entity1",
            "entity2",
            "rule",
            "comparisonRule",
            "order",
            "maxPenalty",
            "priority");

    private ToolkitRules() {}

    /**
     * The name under which decisions show a custom fence or rating.
     *
     * @throws Rejection 400 when it has none
     */
    static String name(String path, JsonNode fenceOrRating) {
        JsonNode localized = fenceOrRating.path("nameLocalized");
        if (!localized.isObject() || localized.isEmpty()) {
            throw Rejection.invalid(path + ".nameLocalized must have at least one text");
        }
        if (!fenceOrRating.path("referenceId").isTextual()) {
            throw Rejection.invalid(path + ".referenceId must be a text");
        }
        if (fenceOrRating.path("name").isTextual()) {
            return fenceOrRating.path("name").textValue();
        }
        JsonNode english = localized.path("en_US");
        return english.isTextual()
                ? english.textValue()
                : localized.elements().next().asText();
    }

    /** Where a custom fence stands among the custom fences. */
    static BigDecimal order(String path, JsonNode fence) {
        JsonNode order = fence.path("order");
        if (!order.isIntegralNumber()) {
            throw Rejection.invalid(path + ".order must be a whole number");
        }
        return order.decimalValue();
    }

    /** @throws Rejection 400 for a field that the contract does not have */
    static void checkFields(String path, JsonNode fenceOrRating) {
        fenceOrRating.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw Rejection.invalid(path + "." + field + " is not a known field");
            }
        });
    }

    /**
     * The rule of a custom fence or rating: exactly one of {@code rule} and {@code comparisonRule}.
     *
     * @param path where it stands, for the message
     * @throws Rejection 400 naming what is not valid
     */
    static ToolkitRule of(String path, JsonNode fenceOrRating) {
        boolean condition = fenceOrRating.path("rule").isObject();
        if (condition == fenceOrRating.path("comparisonRule").isObject()) {
            throw Rejection.invalid(path + " must have either a rule or a comparisonRule");
        }
        return condition
                ? rule(path + ".rule", fenceOrRating.path("rule"))
                : comparison(path + ".comparisonRule", fenceOrRating.path("comparisonRule"));
    }

    /**
     * The rule of a strategy's condition: predicates on the order.
     *
     * @param path where it stands, for the message
     * @throws Rejection 400 naming what is not valid
     */
    static RulePart condition(String path, JsonNode rule) {
        return part(path, rule, (at, predicate) -> predicate(at, RuleEntity.ORDER, predicate));
    }

    /** JSON as the engine sees it: maps, lists, texts, numbers, truths and null. */
    static @Nullable Object tree(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(node.size());
                node.properties().forEach(entry -> map.put(entry.getKey(), tree(entry.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>(node.size());
                node.forEach(element -> list.add(tree(element)));
                yield list;
            }
            case STRING -> node.textValue();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            default -> null;
        };
    }

    private static ToolkitRule rule(String path, JsonNode rule) {
        ToolkitRule.Scope scope =
                constant(path + ".evaluationScope", rule.path("evaluationScope"), ToolkitRule.Scope.class);
        if (!rule.path("operator").asText().equals("EQUALS")) {
            throw Rejection.invalid(path + ".operator must be EQUALS");
        }
        RulePart left = part(path + ".leftPart", rule.path("leftPart"), ToolkitRules::predicate);
        RulePart right = part(path + ".rightPart", rule.path("rightPart"), ToolkitRules::predicate);
        return valid(path + ".rightPart", () -> new ToolkitRule.Condition(scope, left, right));
    }

    private static ToolkitRule comparison(String path, JsonNode rule) {
        ToolkitRule.Scope scope =
                constant(path + ".evaluationScope", rule.path("evaluationScope"), ToolkitRule.Scope.class);
        return new ToolkitRule.Comparison(
                scope, predicates(path, rule, ToolkitRules::comparisonPredicate), connector(path, rule));
    }

    private static RulePart part(String path, JsonNode part, BiFunction<String, JsonNode, RulePredicate> predicate) {
        return new RulePart(predicates(path, part, predicate), connector(path, part));
    }

    private static <T> List<T> predicates(String path, JsonNode part, BiFunction<String, JsonNode, T> predicate) {
        JsonNode predicates = part.path("predicates");
        if (!predicates.isArray() || predicates.isEmpty() || predicates.size() > RulePart.MAX_PREDICATES) {
            throw Rejection.invalid(
                    path + ".predicates must be a list of 1 to " + RulePart.MAX_PREDICATES + " predicates");
        }
        List<T> read = new ArrayList<>(predicates.size());
        for (int index = 0; index < predicates.size(); index++) {
            read.add(predicate.apply(path + ".predicates[" + index + "]", predicates.get(index)));
        }
        return read;
    }

    /** Predicates are connected by AND unless said otherwise; the contract has no default. */
    private static RulePart.Connector connector(String path, JsonNode part) {
        JsonNode connector = part.path("predicateConnector");
        return connector.isMissingNode() || connector.isNull()
                ? RulePart.Connector.AND
                : constant(path + ".predicateConnector", connector, RulePart.Connector.class);
    }

    private static RulePredicate predicate(String path, JsonNode predicate) {
        return predicate(path, entity(path + ".entity", predicate.path("entity")), predicate);
    }

    private static RulePredicate predicate(String path, RuleEntity entity, JsonNode predicate) {
        PropertyPath property = propertyPath(path + ".propertyPath", predicate.path("propertyPath"));
        EntityOperator operator =
                constant(path + ".entityOperator", predicate.path("entityOperator"), EntityOperator.class);
        Transformation transformation = transformation(path, "transformation", "transformationArgs", predicate);
        JsonNode expected = predicate.path("expectedValue");
        RuleValue value = expected.isMissingNode() || expected.isNull()
                ? null
                : valid(path + ".expectedValue", () -> RuleValue.of(scalar(path + ".expectedValue", expected)));
        return valid(path, () -> new RulePredicate(entity, property, operator, value, transformation));
    }

    private static ComparisonPredicate comparisonPredicate(String path, JsonNode predicate) {
        ComparisonPredicate.Side left = side(path, "left", predicate);
        ComparisonPredicate.Side right = side(path, "right", predicate);
        ComparisonPredicate.Operator operator = constant(
                path + ".entityOperator", predicate.path("entityOperator"), ComparisonPredicate.Operator.class);
        return valid(path + ".rightEntity", () -> new ComparisonPredicate(left, operator, right));
    }

    private static ComparisonPredicate.Side side(String path, String side, JsonNode predicate) {
        return new ComparisonPredicate.Side(
                entity(path + "." + side + "Entity", predicate.path(side + "Entity")),
                propertyPath(path + "." + side + "PropertyPath", predicate.path(side + "PropertyPath")),
                transformation(path, side + "Transformation", side + "TransformationArgs", predicate));
    }

    private static RuleEntity entity(String path, JsonNode entity) {
        return constant(path, entity, RuleEntity.class);
    }

    private static PropertyPath propertyPath(String path, JsonNode value) {
        if (!value.isTextual()) {
            throw Rejection.invalid(path + " must be a text");
        }
        return valid(path, () -> PropertyPath.of(value.textValue()));
    }

    private static @Nullable Transformation transformation(
            String path, String kindName, String argumentsName, JsonNode predicate) {
        JsonNode kind = predicate.path(kindName);
        JsonNode arguments = predicate.path(argumentsName);
        if (!arguments.isMissingNode() && (!arguments.isArray() || arguments.size() > Transformation.MAX_ARGUMENTS)) {
            throw Rejection.invalid(path + "." + argumentsName + " must be a list of at most "
                    + Transformation.MAX_ARGUMENTS + " arguments");
        }
        if (kind.isMissingNode() || kind.isNull()) {
            if (!arguments.isEmpty()) {
                throw Rejection.invalid(path + "." + argumentsName + " needs a " + kindName);
            }
            return null;
        }
        List<Object> read = new ArrayList<>();
        arguments.forEach(argument -> read.add(scalar(path + "." + argumentsName, argument)));
        Transformation.Kind transformed = constant(path + "." + kindName, kind, Transformation.Kind.class);
        return valid(path + "." + argumentsName, () -> Transformation.of(transformed, read));
    }

    private static Object scalar(String path, JsonNode value) {
        Object scalar = value.isValueNode() ? tree(value) : null;
        if (scalar == null) {
            throw Rejection.invalid(path + " must be a text, a number, true or false");
        }
        return scalar;
    }

    private static <E extends Enum<E>> E constant(String path, JsonNode value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value.textValue()))
                .findFirst()
                .orElseThrow(
                        () -> Rejection.invalid(path + " must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    private static <T> T valid(String path, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException refused) {
            throw Rejection.invalid(path + " " + refused.getMessage());
        }
    }
}
