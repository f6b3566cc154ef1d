package io.waybill.platform.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ServiceJobsStatementsTest {
    @Inject
    DataSource dataSource;

    @Inject
    Database database;

    @Inject
    Network network;

    @Inject
    CreateServiceJobs create;

    @Inject
    ServiceJobs jobs;

    @Inject
    PickJobs pickJobs;

    @Test
    void theNumberOfStatementsDependsNeitherOnServicesNorOnLines() {
        PickJob one = picked(1);
        PickJob many = picked(12);

        assertThat(statements(one)).isEqualTo(statements(many)).isLessThanOrEqualTo(12);
        assertThat(made(one)).isEqualTo(1);
        assertThat(made(many)).isEqualTo(12);
    }

    @Test
    void anOrderWithoutServicesCostsOneLookUpAndAPickJobWithoutAnOrderNothing() {
        String facility = network.store(50.9, 7.0);
        String article = "article-" + UUID.randomUUID();
        network.stock(facility, article, 5);
        Map<String, Object> order = OrderJson.order(article, 1);
        PickJob plain = read(Workshop.placed(order).getString("id"));

        assertThat(statements(plain)).isEqualTo(1);
        assertThat(statements(plain.withOrderRef(null))).isZero();
    }

    private int statements(PickJob pickJob) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        new Database(dataSource, metrics).inTransaction(transaction -> create.forPickJob(transaction, pickJob));
        return (int) metrics.get("waybill.database.statements").counter().count();
    }

    private int made(PickJob pickJob) {
        return database.read(handle -> jobs.liveOfPickJob(handle, pickJob.id())).size();
    }

    /** The pick job of an order with so many articles, each with a service of its own, as if all of it were picked. */
    private PickJob picked(int articles) {
        String facility = network.store(50.9, 7.0);
        Map<String, Integer> units = new LinkedHashMap<>();
        List<Map<String, Object>> asked = new ArrayList<>();
        for (int index = 0; index < articles; index++) {
            String article = "article-" + UUID.randomUUID();
            network.stock(facility, article, 5);
            units.put(article, 2);
            asked.add(Workshop.asked(
                    Workshop.service(facility, "Service " + index, Map.of()), Map.of(article, 2), List.of()));
        }
        PickJob pickJob =
                read(Workshop.placed(Workshop.order(facility, units, asked)).getString("id"));
        return pickJob.withPickLineItems(pickJob.pickLineItems().stream()
                .map(line -> line.withPicked(line.quantity()))
                .toList());
    }

    private PickJob read(String id) {
        return database.read(handle -> pickJobs.get(handle, id));
    }
}
