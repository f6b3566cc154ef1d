package io.waybill.platform.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Tags;
import io.waybill.platform.kernel.Timers;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PlaceOrderStatementsTest {
    @Inject
    DataSource dataSource;

    @Inject
    Orders orders;

    @Inject
    Processes processes;

    @Inject
    OrderHistory history;

    @Inject
    FacilityReferences facilities;

    @Inject
    Tags tags;

    @Inject
    OrderConfigurations configurations;

    @Inject
    Outbox outbox;

    @Inject
    Timers timers;

    @Inject
    Event<OrdersPlaced> placed;

    @Inject
    ObjectMapper json;

    @Inject
    CustomServiceReferences customServices;

    @Inject
    Identifiers identifiers;

    @Inject
    Clock clock;

    @Test
    void theNumberOfStatementsOfAGroupDoesNotDependOnItsOrdersOrLines() throws Exception {
        int one = statements(List.of(order(1)));
        List<OrderForCreation> many = new ArrayList<>();
        for (int order = 0; order < 60; order++) {
            many.add(order(20));
        }

        assertThat(one).isLessThanOrEqualTo(8);
        assertThat(statements(many)).isEqualTo(one);
    }

    private int statements(List<OrderForCreation> group) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        PlaceOrder placeOrder = new PlaceOrder(
                new Database(dataSource, metrics),
                orders,
                processes,
                history,
                facilities,
                customServices,
                tags,
                configurations,
                outbox,
                timers,
                placed,
                json,
                identifiers,
                clock);
        List<PlaceOrder.Sent> sent = group.stream()
                .map(order -> new PlaceOrder.Sent(order, new ProcessHistoryEntry.Editor("sender", "sender")))
                .toList();
        placeOrder
                .commit(sent)
                .forEach(answer -> assertThat(answer.apply(sent.getFirst())).isNotNull());
        return (int) metrics.counter("waybill.database.statements").count();
    }

    private OrderForCreation order(int lines) throws Exception {
        Map<String, Object> body = OrderJson.order();
        List<Object> all = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            all.add(OrderJson.line("article-" + line, 1));
        }
        body.put("orderLineItems", all);
        return json.treeToValue(json.valueToTree(body), OrderForCreation.class);
    }
}
