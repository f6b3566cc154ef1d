package io.waybill.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FulfilmentClientTest {
    private record Reply(int status, String body) {}

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Reply> replies = new ArrayDeque<>();
    private HttpServer server;
    private FulfilmentClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().toString();
            calls.add(exchange.getRequestMethod() + " " + path);
            Reply reply;
            if (path.startsWith("/login")) {
                reply = new Reply(200, "{\"idToken\":\"t\",\"refreshToken\":\"r\",\"expiresIn\":\"3600\"}");
            } else {
                synchronized (replies) {
                    reply = replies.isEmpty() ? new Reply(200, "{}") : replies.remove();
                }
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        client = FulfilmentClient.of(FulfilmentSettings.of(
                base, base.resolve("/login"), base.resolve("/refresh"), "key", "user", "password"));
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void many_callers_at_once_log_in_once() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<FulfilmentOrder>> reads =
                    Collections.nCopies(20, () -> client.orders().get("1"));
            for (Future<FulfilmentOrder> read : threads.invokeAll(reads)) {
                read.get();
            }
        }

        assertThat(calls).filteredOn(call -> call.startsWith("POST /login")).hasSize(1);
    }

    @Test
    void a_refused_token_is_replaced_once() {
        replies.add(new Reply(401, "[]"));

        client.orders().get("1");

        assertThat(calls)
                .containsExactly(
                        "POST /login?key=key", "GET /api/orders/1", "POST /login?key=key", "GET /api/orders/1");
    }

    @Test
    void a_read_is_repeated_until_the_platform_answers() {
        replies.add(new Reply(503, "[]"));
        replies.add(new Reply(500, "[]"));
        replies.add(new Reply(200, "{\"id\":\"1\",\"version\":3,\"status\":\"OPEN\"}"));

        assertThat(client.orders().get("1").version()).isEqualTo(3);
    }

    @Test
    void a_creation_whose_fate_is_unknown_is_not_repeated() {
        replies.add(new Reply(500, "[]"));

        assertThatThrownBy(() -> client.orders().create(JsonHttp.JSON.createObjectNode(), "k"))
                .isInstanceOf(FulfilmentUnavailableException.class);

        assertThat(calls).filteredOn(call -> call.equals("POST /api/orders")).hasSize(1);
    }

    @Test
    void a_conflict_tells_both_versions() {
        replies.add(new Reply(409, "[{\"summary\":\"conflict\",\"requestVersion\":1,\"version\":4}]"));

        assertThatThrownBy(() -> client.orders().cancel("1", 1))
                .isInstanceOfSatisfying(FulfilmentRejectedException.class, refused -> {
                    assertThat(refused.versionConflict()).isTrue();
                    assertThat(refused.errors()).containsExactly(new ApiError("conflict", null, 1L, 4L));
                });
    }

    @Test
    void an_answer_that_is_no_json_is_a_refusal_without_errors() {
        replies.add(new Reply(400, "<html>"));

        assertThatThrownBy(() -> client.orders().get("1")).isInstanceOf(FulfilmentRejectedException.class);
    }

    @Test
    void a_return_whose_answer_was_lost_is_sent_again_because_its_version_keeps_it_from_being_added_twice() {
        replies.add(new Reply(500, "[]"));
        replies.add(new Reply(409, "[{\"summary\":\"conflict\",\"requestVersion\":3,\"version\":4}]"));

        assertThatThrownBy(() -> client.itemReturnJobs().add("j 1", 3, JsonHttp.JSON.createObjectNode()))
                .isInstanceOfSatisfying(
                        FulfilmentRejectedException.class,
                        refused -> assertThat(refused.versionConflict()).isTrue());

        assertThat(calls)
                .filteredOn(call -> call.equals("POST /api/itemreturnjobs/j%201/itemreturns"))
                .hasSize(2);
    }

    @Test
    void what_comes_back_is_read_piece_by_piece() {
        replies.add(new Reply(200, """
                {"id":"j","version":4,"status":"OPEN","processRef":"p","originFacilityRefs":["f"],
                 "returnableLineItems":[{"id":"l","delivered":2,"returned":1,"returnable":1}],
                 "itemReturns":[{"id":"r","status":"FINISHED","returnedLineItems":[{"id":"u"}]}]}"""));

        ItemReturnJob job = client.itemReturnJobs().act("j", "r", "FinishItemReturn", 3);

        assertThat(calls).contains("POST /api/itemreturnjobs/j/itemreturns/r/actions");
        assertThat(job.originFacilityRefs()).containsExactly("f");
        assertThat(job.lines().getFirst().path("returnable").asInt()).isEqualTo(1);
        assertThat(job.itemReturns().getFirst().path("returnedLineItems")).hasSize(1);
        assertThat(job.finished()).isFalse();
    }

    @Test
    void a_spent_deadline_sends_nothing() {
        assertThatThrownBy(() ->
                        client.within(Deadline.within(Duration.ZERO)).orders().get("1"))
                .isInstanceOf(FulfilmentUnavailableException.class);

        assertThat(calls).isEmpty();
    }

    @Test
    void what_a_facility_has_is_asked_article_by_article_and_read_by_the_names_of_either_age() {
        replies.add(new Reply(200, """
                {"total":3,"stockSummaries":[
                 {"article":{"tenantArticleId":"A"},"includedFacilityRefs":["F"],
                  "details":{"availableForPicking":-2,"readyToPick":9,"stockOnHand":5,"safetyStock":1}},
                 {"article":{"tenantArticleId":"B"},"details":{"readyToPick":3,"totalAmount":4}},
                 {"article":{"tenantArticleId":"not asked for"},"details":{}}]}"""));

        List<ArticleStock> stocks = client.stocks().at("F", List.of("A", "B"), true);

        assertThat(calls)
                .last()
                .asString()
                .endsWith("?facilityRefs=F&size=50&facilityStatus=ONLINE&tenantArticleIds=A&tenantArticleIds=B");
        assertThat(stocks).extracting(ArticleStock::tenantArticleId).containsExactly("A", "B");
        assertThat(stocks).extracting(ArticleStock::availableForPicking).containsExactly(-2L, 3L);
        assertThat(stocks).extracting(ArticleStock::stockOnHand).containsExactly(5L, 4L);
        assertThat(stocks).extracting(ArticleStock::safetyStock).containsExactly(1L, 0L);
    }

    @Test
    void a_platform_that_sums_up_other_facilities_is_not_believed() {
        replies.add(new Reply(200, """
                {"total":1,"stockSummaries":[{"article":{"tenantArticleId":"A"},"includedFacilityRefs":["F","G"],
                  "details":{"availableForPicking":7}}]}"""));

        assertThatThrownBy(() -> client.stocks().page("F", null, 100))
                .isInstanceOf(FulfilmentUnavailableException.class);
    }

    @Test
    void nothing_is_asked_about_no_articles_and_too_many_are_a_mistake_of_the_caller() {
        assertThat(client.stocks().at("F", List.of(), false)).isEmpty();
        assertThat(calls).isEmpty();
        assertThatThrownBy(() -> client.stocks().at("F", Collections.nCopies(51, "A"), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void articles_that_are_not_offered_are_found_also_where_a_comma_stands_in_their_number() {
        replies.add(new Reply(200, """
                {"listings":[{"tenantArticleId":"A","status":"INACTIVE"},{"tenantArticleId":"B","status":"ACTIVE"}]}"""));
        replies.add(new Reply(200, "{\"tenantArticleId\":\"C,1\",\"status\":\"INACTIVE\"}"));

        assertThat(client.facilities().inactiveListings("F", List.of("A", "B", "C,1")))
                .containsExactlyInAnyOrder("A", "C,1");

        assertThat(calls)
                .containsSubsequence(
                        "GET /api/facilities/F/listings?size=100&tenantArticleIds=A%2CB",
                        "GET /api/facilities/F/listings/C%2C1");
    }

    @Test
    void the_members_of_a_group_come_from_the_group_itself_because_lists_may_leave_them_out() {
        replies.add(new Reply(200, """
                {"facilityGroups":[{"id":"g0","tenantFacilityGroupId":"east"},{"id":"g1","tenantFacilityGroupId":"west"}]}"""));
        replies.add(new Reply(200, "{\"id\":\"g1\",\"facilityRefs\":[\"F\",\"G\"]}"));

        assertThat(client.facilities().membersOfGroup("west")).containsExactly("F", "G");

        assertThat(calls).last().isEqualTo("GET /api/facilitygroups/g1");
    }

    @Test
    void a_group_that_does_not_exist_has_no_members() {
        replies.add(new Reply(200, "{\"facilityGroups\":[]}"));

        assertThat(client.facilities().membersOfGroup("west")).isEmpty();
    }
}
