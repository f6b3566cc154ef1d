package io.waybill.platform.routing;

import io.waybill.platform.routing.RoutingStrategy.Condition;
import io.waybill.platform.routing.RoutingStrategy.Element;
import io.waybill.platform.routing.RoutingStrategy.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The way of an order through the tree of a strategy (platform.md 6.6). From the root, whose configuration always
 * holds, the chain of conditions is asked one after the other: the first that holds leads to its node, whose own chain
 * goes on from there. A condition that does not count now is passed over. So is a node: its order goes on with the next
 * condition of the chain, as if that had not held. Pure.
 */
final class StrategyEvaluation {
    private StrategyEvaluation() {}

    /** What was found at an element; names of the wire (RoutingStrategyEvaluationResultType). */
    enum Outcome {
        NODE_ACTIVE,
        NODE_INACTIVE,
        CONDITION_TRUE,
        CONDITION_FALSE,
        CONDITION_INACTIVE
    }

    /** Names of the wire (RoutingStrategyPathElementType). */
    enum ElementType {
        NODE,
        CONDITION
    }

    /** An element on the way. */
    record PathElement(ElementType type, String ref, Outcome evaluationResult, Map<String, String> nameLocalized) {

        static PathElement of(Node node, Outcome outcome) {
            return new PathElement(ElementType.NODE, node.ref(), outcome, node.nameLocalized());
        }

        static PathElement of(Condition condition, Outcome outcome) {
            return new PathElement(ElementType.CONDITION, condition.ref(), outcome, condition.nameLocalized());
        }
    }

    /**
     * A way through the tree.
     *
     * @param path every element that was looked at, in that order; the root is the first
     * @param node where it ended
     */
    record Way(List<PathElement> path, Node node) {

        Way {
            path = List.copyOf(path);
        }
    }

    /**
     * @param holds whether a condition holds for the order
     * @param counts whether an element counts at this time; not asked for the root
     */
    static Way evaluate(Node root, Predicate<Condition> holds, Predicate<Element> counts) {
        List<PathElement> path = new ArrayList<>();
        path.add(PathElement.of(root, Outcome.NODE_ACTIVE));
        Node reached = root;
        Condition condition = root.nextCondition();
        while (condition != null) {
            Outcome outcome = outcome(condition, holds, counts);
            path.add(PathElement.of(condition, outcome));
            if (outcome == Outcome.CONDITION_TRUE) {
                Node next = condition.nextNode();
                if (counts.test(next)) {
                    path.add(PathElement.of(next, Outcome.NODE_ACTIVE));
                    reached = next;
                    condition = next.nextCondition();
                    continue;
                }
                path.add(PathElement.of(next, Outcome.NODE_INACTIVE));
            }
            condition = condition.nextCondition();
        }
        return new Way(path, reached);
    }

    private static Outcome outcome(Condition condition, Predicate<Condition> holds, Predicate<Element> counts) {
        if (!counts.test(condition)) {
            return Outcome.CONDITION_INACTIVE;
        }
        return holds.test(condition) ? Outcome.CONDITION_TRUE : Outcome.CONDITION_FALSE;
    }
}
