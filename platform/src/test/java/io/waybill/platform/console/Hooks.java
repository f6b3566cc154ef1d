package io.waybill.platform.console;

import static io.waybill.platform.routing.PlacedOrders.await;

import io.waybill.platform.database.Database;
import io.waybill.platform.test.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Subscriptions of a test, which end with it. */
final class Hooks implements AutoCloseable {
    private final Database database;
    private final List<String> made = new ArrayList<>();

    Hooks(Database database) {
        this.database = database;
    }

    /** Id of a new subscription to that event. */
    String subscribe(String name, String event, String url, String token) {
        String id = Api.admin()
                .body(Map.of(
                        "name",
                        name,
                        "event",
                        event,
                        "target",
                        Map.of(
                                "type",
                                "WEBHOOK",
                                "callbackUrl",
                                url,
                                "headers",
                                List.of(Map.of("key", "Authorization", "value", "Bearer " + token)))))
                .post("/api/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        made.add(id);
        return id;
    }

    /** Waits until everything that is to be delivered to it has failed so often. */
    void awaitFailures(String subscription, int deliveries, int attempts) {
        await(() -> number(
                        "select count(*) from delivery where subscription_id = :id and attempts >= " + attempts,
                        subscription)
                == deliveries);
    }

    /** Lets the time end in which deliveries are tried again, and waits until all are parked. */
    void park(String subscription, int deliveries) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate(
                        "update delivery set retry_since = retry_since - interval '8 days' where subscription_id = :id")
                .bind("id", subscription)
                .execute());
        await(() ->
                number("select count(*) from delivery where subscription_id = :id and state = 'PARKED'", subscription)
                        == deliveries);
    }

    /** The latest delivery to it that is not acknowledged. */
    String delivery(String subscription) {
        return subscription + "."
                + database.read(
                        handle -> handle.createQuery("select max(event_id) from delivery where subscription_id = :id")
                                .bind("id", subscription)
                                .mapTo(String.class)
                                .one());
    }

    private long number(String sql, String subscription) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("id", subscription)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        made.forEach(id -> Api.admin().delete("/api/subscriptions/" + id));
    }
}
