package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures intake and routing with 100 facilities and 10,000 stock rows, in one JVM with client and server. Prints. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@Tag("soak")
class ThroughputSoak {
    private static final int FACILITIES = 100;
    private static final int ARTICLES = 100;
    private static final int ORDERS = Integer.getInteger("soak.orders", 6_000);
    private static final int SENDERS = 64;

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    @TestHTTPResource("/api/orders")
    URI target;

    @Test
    void ordersAreTakenInRoutedAndReserved() throws Exception {
        createNetwork();
        String token = Api.login(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        send(token, 1_000);
        awaitRouted();
        for (int run = 0; run < 2; run++) {
            Instant start = Instant.now();
            Cpu before = Cpu.now();
            send(token, ORDERS);
            Cpu afterIntake = Cpu.now();
            Duration intake = Duration.between(start, Instant.now());
            int left = waiting();
            awaitRouted();
            Duration all = Duration.between(start, Instant.now());
            System.out.printf(
                    "intake %,d orders in %d ms: %,d/s; %,d still to route then; all routed after %d ms: %,d/s%n",
                    ORDERS,
                    intake.toMillis(),
                    ORDERS * 1000L / intake.toMillis(),
                    left,
                    all.toMillis(),
                    ORDERS * 1000L / all.toMillis());
            System.out.printf(
                    "processor time per order (what else runs on the machine does not matter): until all were taken in "
                            + "%s, until all were routed %s%n",
                    afterIntake.since(before).per(ORDERS),
                    Cpu.now().since(before).per(ORDERS));
        }
        int mismatched = database.read(handle -> handle.createQuery("select count(*) from stock_balance b where "
                        + "reserved <> (select coalesce(sum(quantity), 0) from reservation r where "
                        + "r.facility_id = b.facility_id and r.tenant_article_id = b.tenant_article_id)")
                .mapTo(Integer.class)
                .one());
        assertThat(mismatched).isZero();
    }

    /** Processor time used so far by this JVM (client and server) and by its database server. */
    private record Cpu(Duration jvm, Duration database) {
        static Cpu now() {
            ProcessHandle self = ProcessHandle.current();
            return new Cpu(
                    self.info().totalCpuDuration().orElse(Duration.ZERO),
                    ProcessHandle.allProcesses()
                            .filter(process ->
                                    process.info().command().orElse("").contains("/postgres/binaries/"))
                            .filter(process ->
                                    process.info().command().orElse("").startsWith(System.getProperty("user.dir")))
                            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                            .reduce(Duration.ZERO, Duration::plus));
        }

        Cpu since(Cpu before) {
            return new Cpu(jvm.minus(before.jvm), database.minus(before.database));
        }

        String per(int orders) {
            return "%d µs in the JVM, %d µs in the database"
                    .formatted(jvm.toNanos() / 1000 / orders, database.toNanos() / 1000 / orders);
        }
    }

    private void send(String token, int count) throws Exception {
        List<String> bodies = new ArrayList<>(count);
        Random random = new Random(7);
        for (int order = 0; order < count; order++) {
            Map<String, Object> body = OrderJson.order("soak-" + random.nextInt(ARTICLES), 1);
            body.put(
                    "orderLineItems",
                    List.of(
                            OrderJson.line("soak-" + random.nextInt(ARTICLES), 1),
                            OrderJson.line("soak-" + random.nextInt(ARTICLES), 1)));
            bodies.add(json.writeValueAsString(body));
        }
        AtomicInteger next = new AtomicInteger();
        try (HttpClient client = HttpClient.newHttpClient();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.add(executor.submit(() -> {
                    for (int order = next.getAndIncrement(); order < count; order = next.getAndIncrement()) {
                        HttpResponse<String> answer = client.send(
                                HttpRequest.newBuilder(target)
                                        .header("Authorization", "Bearer " + token)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(bodies.get(order)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                        assertThat(answer.statusCode()).isEqualTo(201);
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
    }

    private int waiting() {
        return database.read(
                handle -> handle.createQuery("select count(*) from routing_queue where last_attempt is null")
                        .mapTo(Integer.class)
                        .one());
    }

    private void awaitRouted() throws InterruptedException {
        while (waiting() > 0) {
            Thread.sleep(20);
        }
    }

    private void createNetwork() {
        database.inTransaction(transaction -> {
            transaction.handle().execute("""
                    insert into facility (id, version, created, last_modified, document)
                    select 'soak-facility-' || f, 1, now(), now(), jsonb_build_object('id', 'soak-facility-' || f,
                        'version', 1, 'created', now(), 'lastModified', now(), 'type', 'MANAGED_FACILITY',
                        'name', 'Store ' || f, 'tenantFacilityId', 'soak-' || f, 'status', 'ONLINE',
                        'locationType', 'STORE', 'services', '[{"type":"SHIP_FROM_STORE"},{"type":"PICKUP"}]'::jsonb,
                        'address', jsonb_build_object('companyName', 'Shop', 'street', 'Street', 'city', 'Town',
                            'postalCode', '1', 'country', 'DE', 'resolvedCoordinates',
                            jsonb_build_object('lat', 47 + random() * 7, 'lon', 6 + random() * 8)))
                    from generate_series(1, %d) f""".formatted(FACILITIES));
            transaction.handle().execute("""
                    insert into listing (id, version, created, last_modified, document)
                    select 'soak-' || f || '-' || a, 1, now(), now(), jsonb_build_object('id', 'soak-' || f || '-' || a,
                        'version', 1, 'created', now(), 'lastModified', now(), 'facilityId', 'soak-facility-' || f,
                        'tenantArticleId', 'soak-' || a, 'status', 'ACTIVE', 'title', 'A thing')
                    from generate_series(1, %d) f, generate_series(0, %d) a""".formatted(FACILITIES, ARTICLES - 1));
            transaction.handle().execute("""
                    insert into stock_balance (facility_id, tenant_article_id)
                    select 'soak-facility-' || f, 'soak-' || a
                    from generate_series(1, %d) f, generate_series(0, %d) a""".formatted(FACILITIES, ARTICLES - 1));
            transaction.handle().execute("""
                    insert into stock (id, version, created, last_modified, facility_id, tenant_article_id, value,
                        receipt_date, accessible, pickable, keep_on_zero, outbound, in_motion, details)
                    select 'soak-' || f || '-' || a, 1, now(), now(), 'soak-facility-' || f, 'soak-' || a, 100000,
                        now(), true, true, false, false, false, '{}'
                    from generate_series(1, %d) f, generate_series(0, %d) a""".formatted(FACILITIES, ARTICLES - 1));
            transaction.handle().execute("analyze");
        });
    }
}
