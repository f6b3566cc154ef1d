package io.waybill.platform.access;

import static io.waybill.platform.test.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.platform.database.CommitCompanions;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.GroupCommit;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class IdempotencyTest {
    @Inject
    Database database;

    @Inject
    IdempotencyKeys keys;

    @Test
    void the_same_request_is_carried_out_once_and_answered_twice() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> user = user();
        Response first = post(key, user);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        Response second = post(key, user);
        second.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.contentType()).isEqualTo(first.contentType());
    }

    @Test
    void the_same_key_with_another_body_is_422_and_with_another_caller_or_path_it_is_another_key() {
        String key = UUID.randomUUID().toString();
        post(key, user()).then().statusCode(201);
        post(key, user()).then().statusCode(422).body("[0].summary", containsString("Idempotency-Key"));
        Map<String, Object> role = Map.of("name", "r" + key.substring(0, 12), "permissions", List.of("ORDER_READ"));
        admin().header("Idempotency-Key", key)
                .body(role)
                .post("/api/roles")
                .then()
                .statusCode(201);
        // The supervisor may not; what matters is that the answer is not the administrator's.
        Api.supervisor()
                .header("Idempotency-Key", key)
                .body(user())
                .post("/api/users")
                .then()
                .statusCode(403);
    }

    @Test
    void a_refusal_is_an_answer_too() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> taken = user();
        admin().body(taken).post("/api/users").then().statusCode(201);
        String first = post(key, taken).then().statusCode(409).extract().asString();
        String second = post(key, taken).then().statusCode(409).extract().asString();
        assertThat(second).isEqualTo(first).contains("username");
    }

    @Test
    void keys_that_are_none_are_refused_and_other_methods_ignore_them() {
        for (String key : List.of(" ", "k".repeat(256))) {
            post(key, user()).then().statusCode(400).body("[0].summary", containsString("Idempotency-Key"));
        }
        admin().header("Idempotency-Key", "k".repeat(256))
                .get("/api/roles")
                .then()
                .statusCode(200);
    }

    @Test
    void of_many_equal_requests_at_once_one_acts_and_the_others_are_told_to_wait_or_get_its_answer() throws Exception {
        String key = UUID.randomUUID().toString();
        Map<String, Object> user = user();
        admin();
        List<Callable<Response>> tries = new ArrayList<>();
        for (int attempt = 0; attempt < 8; attempt++) {
            tries.add(() -> post(key, user));
        }
        int created = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Response> answer : threads.invokeAll(tries)) {
                Response response = answer.get();
                boolean acted = response.statusCode() == 201 && response.header("Idempotency-Replayed") == null;
                created += acted ? 1 : 0;
                if (response.statusCode() != 201) {
                    // 409 from the key, never from the username: nobody else tried to make the user.
                    response.then().statusCode(409).header("Retry-After", equalTo("1"));
                }
            }
        }
        assertThat(created).isEqualTo(1);
        post(key, user).then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
    }

    @Test
    void when_the_node_dies_between_the_effect_and_the_answer_a_repeat_does_not_double_the_effect() {
        IdempotencyKeys.Claim.Act act = claim(new byte[] {1});
        database.inTransaction(transaction -> keys.markEffective(transaction, act));
        assertThat(keys.claim(act.key(), new byte[] {1})).isInstanceOf(IdempotencyKeys.Claim.Running.class);
        endLease(act);
        assertThat(keys.claim(act.key(), new byte[] {1})).isInstanceOf(IdempotencyKeys.Claim.AnswerLost.class);
    }

    @Test
    void when_the_node_dies_before_the_effect_a_repeat_acts_and_the_one_that_lost_its_lease_cannot() {
        IdempotencyKeys.Claim.Act dead = claim(new byte[] {2});
        endLease(dead);
        assertThat(keys.claim(dead.key(), new byte[] {2})).isInstanceOf(IdempotencyKeys.Claim.Act.class);
        assertThatThrownBy(() -> database.inTransaction(transaction -> keys.markEffective(transaction, dead)))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void the_mark_is_rolled_back_together_with_the_effect() {
        IdempotencyKeys.Claim.Act act = claim(new byte[] {3});
        CommitCompanions.bind(transaction -> keys.markEffective(transaction, act));
        try {
            assertThatThrownBy(() -> database.inTransaction(transaction -> {
                        throw Rejection.ruleBroken("no");
                    }))
                    .isInstanceOf(Rejection.class);
        } finally {
            CommitCompanions.clear();
        }
        assertThat(state(act)).isEqualTo("RUNNING");
    }

    @Test
    void requests_that_share_a_transaction_are_all_marked_by_it_whoever_leads() throws Exception {
        List<IdempotencyKeys.Claim.Act> acts = new ArrayList<>();
        for (int member = 0; member < 20; member++) {
            acts.add(claim(new byte[] {4, (byte) member}));
        }
        GroupCommit<Integer, Integer> group = new GroupCommit<>(
                10,
                2,
                items -> database.transaction(transaction -> items.stream()
                        .map(item -> (java.util.function.Function<Integer, Integer>) value -> value)
                        .toList()));
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int member = 0; member < acts.size(); member++) {
            int mine = member;
            calls.add(() -> {
                CommitCompanions.bind(transaction -> keys.markEffective(transaction, acts.get(mine)));
                return group.submit(mine);
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> result : threads.invokeAll(calls)) {
                result.get();
            }
        }
        assertThat(acts).allSatisfy(act -> assertThat(state(act)).isEqualTo("EFFECTIVE"));
    }

    private IdempotencyKeys.Claim.Act claim(byte[] hash) {
        return (IdempotencyKeys.Claim.Act) keys.claim(
                new IdempotencyKeys.Key("someone", "/api/x", UUID.randomUUID().toString()), hash);
    }

    private void endLease(IdempotencyKeys.Claim.Act act) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("update idempotency_key set lease_until = now() - interval '1 second' where key = :key")
                .bind("key", act.key().key())
                .execute());
    }

    private String state(IdempotencyKeys.Claim.Act act) {
        return database.read(handle -> handle.createQuery("select state from idempotency_key where key = :key")
                .bind("key", act.key().key())
                .mapTo(String.class)
                .one());
    }

    private static Response post(String key, Map<String, Object> body) {
        return admin().header("Idempotency-Key", key).body(body).post("/api/users");
    }

    private static Map<String, Object> user() {
        return Map.of(
                "username", "user-" + UUID.randomUUID(),
                "password", "long enough",
                "firstname", "A",
                "lastname", "B",
                "assignedRoles", List.of(Map.of("ref", "FULFILLER")));
    }
}
