package io.waybill.platform.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.platform.kernel.Rejection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OrderLifecycleTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    /** What may happen to an order, with the states it may happen in. */
    enum Step {
        CANCEL(EnumSet.of(OrderStatus.OPEN, OrderStatus.LOCKED, OrderStatus.PROMISED), OrderStatus.CANCELLED),
        FORCE_CANCEL(EnumSet.of(OrderStatus.OPEN, OrderStatus.LOCKED, OrderStatus.PROMISED), OrderStatus.CANCELLED),
        UNLOCK(EnumSet.of(OrderStatus.LOCKED), OrderStatus.OPEN),
        CONFIRM(EnumSet.of(OrderStatus.PROMISED), OrderStatus.OPEN),
        EXTEND(EnumSet.of(OrderStatus.PROMISED), OrderStatus.PROMISED);

        private final Set<OrderStatus> from;
        private final OrderStatus to;

        Step(Set<OrderStatus> from, OrderStatus to) {
            this.from = from;
            this.to = to;
        }

        Function<Order, OrderLifecycle.Transition> function() {
            return switch (this) {
                case CANCEL -> order -> OrderLifecycle.cancel(order, null);
                case FORCE_CANCEL -> order -> OrderLifecycle.forceCancel(order, null);
                case UNLOCK -> order -> OrderLifecycle.unlock(order, null);
                case CONFIRM -> order -> OrderLifecycle.confirmPromise(order, null, NOW);
                case EXTEND -> order -> OrderLifecycle.extendPromise(order, NOW, HOUR);
            };
        }
    }

    @Provide
    Arbitrary<OrderStatus> initial() {
        return Arbitraries.of(OrderStatus.OPEN, OrderStatus.LOCKED, OrderStatus.PROMISED);
    }

    @Property(tries = 500)
    void anySequenceOfStepsKeepsToTheMachineAndNothingLeavesAFinalState(
            @ForAll("initial") OrderStatus initial, @ForAll List<Step> steps) {
        Order order = order(initial);
        for (Step step : steps) {
            if (step.from.contains(order.status())) {
                Order after = step.function().apply(order).order();
                assertThat(after.status()).isEqualTo(step.to);
                assertThat(after.orderLineItems()).isEqualTo(order.orderLineItems());
                assertThat(after.id()).isEqualTo(order.id());
                order = after;
            } else {
                Order unchanged = order;
                assertThatThrownBy(() -> step.function().apply(unchanged))
                        .isInstanceOfSatisfying(
                                Rejection.class,
                                rejection -> assertThat(rejection.status()).isEqualTo(400));
            }
        }
    }

    @Test
    void aPromiseExpiresWhenItsTimeHasComeAndNotBefore() {
        Order promised = order(OrderStatus.PROMISED);

        assertThatThrownBy(() -> OrderLifecycle.expire(promised, NOW.plus(HOUR).minusMillis(1)))
                .isInstanceOf(Rejection.class);
        OrderLifecycle.Transition expired = OrderLifecycle.expire(promised, NOW.plus(HOUR));
        assertThat(expired.order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(expired.event()).isEqualTo("ORDER_CANCELLED_BY_EXPIRY");
    }

    @Test
    void aPromiseWhoseTimeIsOverCanNeitherBeConfirmedNorExtended() {
        Order promised = order(OrderStatus.PROMISED);

        assertThatThrownBy(() -> OrderLifecycle.confirmPromise(promised, "T-1", NOW.plus(HOUR)))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> OrderLifecycle.extendPromise(promised, NOW.plus(HOUR), HOUR))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void aConfirmedPromiseTakesTheNewTenantOrderId() {
        Order confirmed = OrderLifecycle.confirmPromise(order(OrderStatus.PROMISED), "T-1", NOW)
                .order();

        assertThat(confirmed.tenantOrderId()).isEqualTo("T-1");
        assertThat(confirmed.promisesOptions()).isNull();
    }

    private static Order order(OrderStatus status) {
        OrderArticle article = new OrderArticle("article", "An article", Map.of(), null, BigDecimal.TEN, null, null);
        OrderLineItem line =
                new OrderLineItem("line", 2, article, null, null, null, null, null, null, null, null, null);
        return new Order(
                "order",
                1,
                NOW,
                NOW,
                "process",
                status,
                null,
                NOW,
                new Consumer(null, null, null, null, null, null),
                List.of(line),
                null,
                null,
                status == OrderStatus.PROMISED ? new PromisesOptions(NOW.plus(HOUR)) : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                WorkflowInformation.NONE);
    }
}
