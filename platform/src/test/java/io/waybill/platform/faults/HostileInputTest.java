package io.waybill.platform.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.platform.facilities.Places;
import io.waybill.platform.faults.Operations.Operation;
import io.waybill.platform.faults.RawHttp.Answer;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.returns.Returns;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent, the platform answers with a 4xx and the array of errors: never with a fault of its own, a page or
 * something of its inside. The operations are those of the description that the platform serves itself.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HostileInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 8;

    /** Which of the values are sent: the whole takes its time, so it is for the soak. */
    private static final int ALL = 1;

    private static final int EVERY_FOURTH = 4;

    /** What all tests share, and the first write of which needs no version: whether goods are packed, how notes look. */
    private static final Set<String> UNVERSIONED = Set.of(
            "/api/configurations/tags/packjob", "/api/configurations/deliverynote", "/api/configurations/returnnote");

    /** Bodies for operations whose description allows any JSON, or one of several forms. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("putCarrierConfiguration", """
            {"carrierRef": "a", "returnLabel": true, "version": 0, "mustBeWeighed": true, "additionalWeightInPercent": 1,
             "fallBackTrackAndTraceEmail": "a@example.com", "serviceUrl": "https://carrier.example",
             "defaultPickUpTime": {"start": {"hour": 9, "minute": 0}, "end": {"hour": 17, "minute": 0}},
             "countryServiceMappings": [{"source": {"countryCode": "DE"}, "destinations": [{"countryCode": "FR"}]}]}"""),
            Map.entry("createCarrierCountryServiceMapping", """
            {"carrierConfigurationVersion": 0, "source": {"countryCode": "DE", "postalCodes": ["1"]},
             "destinations": [{"countryCode": "FR"}], "transitTime": {"minTransitDays": 1, "maxTransitDays": 2},
             "deliveryCosts": [{"cost": 1, "currency": "EUR"}]}"""),
            Map.entry(
                    "updateCarrierCountryServiceMapping",
                    "{\"carrierConfigurationVersion\": 0, \"products\": [\"a\"]}"),
            Map.entry("addFacility", """
            {"name": "Store", "tenantFacilityId": "T", "status": "OFFLINE", "locationType": "STORE",
             "services": [{"type": "PICKUP"}], "customAttributes": {"a": "b"},
             "contact": {"familyName": "A", "roleDescription": "B"}, "tags": [{"id": "a", "value": "b"}],
             "closingDays": [{"date": "2026-12-24", "reason": "c", "recurrence": "YEARLY"}],
             "address": {"companyName": "Store", "street": "Street", "houseNumber": "1", "postalCode": "50667",
                         "city": "Köln", "country": "DE", "phoneNumbers": [{"value": "1", "type": "MOBILE"}],
                         "resolvedCoordinates": {"lat": 50.9, "lon": 7.0}}}"""),
            Map.entry(
                    "patchFacility",
                    "{\"version\": 1, \"name\": \"Other\", \"tenantFacilityId\": \"T\", \"customAttributes\": {}}"),
            Map.entry("patchCustomService", """
            {"version": 1, "status": "ACTIVE", "nameLocalized": {"en_US": "Other"}, "executionTimeInMin": 1,
             "descriptionLocalized": {"en_US": "Other"}, "itemsRequired": "NONE", "customAttributes": {"a": "b"},
             "tenantCustomServiceId": "S"}"""),
            Map.entry("updateServiceJob", """
            {"name": "FinishServiceJob", "version": 1,
             "additionalInformation": [{"additionalInformationRef": "a", "value": 1}]}"""),
            Map.entry(
                    "pickJobAction",
                    "{\"name\": \"PICK\", \"version\": 1, \"lineItems\": [{\"id\": \"a\", \"picked\": 1}]}"),
            Map.entry(
                    "patchPickJob",
                    "{\"version\": 1, \"actions\": [{\"action\": \"ModifyPickLineItem\", \"id\": \"a\", \"picked\": 1, \"status\": \"CLOSED\"}]}"),
            Map.entry("search", """
            {"query": {"id": {"eq": "a"}, "and": [{"id": {"in": ["a"]}}], "version": {"gt": 1}, "created": {"gt": "2026-11-24T08:00:00Z"}},
             "sort": [{"id": "ASC"}], "size": 1, "after": "a", "options": {"withTotal": true}}"""),
            Map.entry(
                    "updateItemReturnJob",
                    "{\"name\": \"REPLACE_LINE_ITEMS_ON_ITEM_RETURN_JOB\", \"version\": 1, \"returnableLineItems\":"
                            + " [{\"delivered\": 1, \"article\": {\"tenantArticleId\": \"a\", \"title\": \"A\"}}]}"));

    @TestHTTPResource("/")
    URI root;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize largestBody;

    @Inject
    Network network;

    private RawHttp http;
    private Operations operations;

    @BeforeEach
    void readWhatThePlatformCanDo() {
        // Not the administrator of the other tests: what is sent here may change the caller itself.
        String name = "hostile-" + UUID.randomUUID();
        Api.admin()
                .body(Map.of(
                        "username",
                        name,
                        "password",
                        "password-" + name,
                        "firstname",
                        "A",
                        "lastname",
                        "B",
                        "assignedRoles",
                        List.of(Map.of("ref", "ADMINISTRATOR"))))
                .post("/api/users")
                .then()
                .statusCode(201);
        http = new RawHttp(root, Api.login(name, "password-" + name));
        operations = new Operations(http.send("GET", "/q/openapi", null, "Accept", "application/json")
                .json());
        assertThat(operations.withBody()).hasSizeGreaterThan(60);
    }

    @Test
    void aBodyThatIsNotJsonOrNotAnObjectIsRefusedByEveryOperation() throws Exception {
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        forEach(operations.withBody(), operation -> {
            HostileValues.brokenBodies().forEach((what, body) -> {
                Answer answer = http.send(operation.method(), operation.path(Map.of()), body);
                note(faults, operation, what, answer.faultOfRefusal());
            });
            HostileValues.oddBodies().forEach((what, body) -> {
                Answer answer = http.send(operation.method(), operation.path(Map.of()), body);
                note(faults, operation, what, answer.fault());
            });
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void noValueOfAnyFieldIsAFaultOfThePlatform() throws Exception {
        sendValues(EVERY_FOURTH);
    }

    @Tag("soak")
    @Test
    void noValueOfAnyFieldIsAFaultOfThePlatformReally() throws Exception {
        sendValues(ALL);
    }

    @Test
    void noQueryParameterAndNoIdIsAFaultOfThePlatform() throws Exception {
        sendParameters(EVERY_FOURTH);
    }

    @Tag("soak")
    @Test
    void noQueryParameterAndNoIdIsAFaultOfThePlatformReally() throws Exception {
        sendParameters(ALL);
    }

    private void sendValues(int every) throws Exception {
        Map<String, String> ids = resources();
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        forEach(operations.withBody(), operation -> {
            String path = operation.path(ids);
            if (UNVERSIONED.contains(path)) {
                return;
            }
            for (JsonNode body : bodies(operation)) {
                Runnable refresh = () -> version(path).accept(body);
                if (path.startsWith("/api/configurations/")) {
                    // All tests share these: a version that nothing has keeps them as they are.
                    ((ObjectNode) body).put("version", 987_654);
                } else if (body.has("version")) {
                    refresh.run();
                }
                HostileValues.mutations(body, hostile -> {
                    if (made.getAndIncrement() % every != 0) {
                        return;
                    }
                    Answer answer = http.send(operation.method(), path, hostile);
                    sent.incrementAndGet();
                    note(faults, operation, brief(hostile), answer.fault());
                    if (answer.succeeded()) {
                        accepted.incrementAndGet();
                        if (!path.startsWith("/api/configurations/") && body.has("version")) {
                            refresh.run();
                        }
                    }
                });
            }
        });
        System.out.printf("%d hostile bodies, of which %d were acceptable%n", sent.get(), accepted.get());
        assertThat(faults).isEmpty();
    }

    private void sendParameters(int every) throws Exception {
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        AtomicInteger made = new AtomicInteger();
        forEach(operations.all(), operation -> {
            byte[] body = operation.takesBody() ? "{}".getBytes(StandardCharsets.UTF_8) : null;
            for (String value : HostileValues.parameters()) {
                for (String name : operation.parameters("path")) {
                    if (!value.isEmpty() && made.getAndIncrement() % every == 0) {
                        Answer answer = http.send(operation.method(), operation.path(Map.of(name, value)), body);
                        note(faults, operation, name + "=" + value, answer.fault());
                    }
                }
                for (String name : operation.parameters("query")) {
                    if (operation.method().equals("GET") && made.getAndIncrement() % every == 0) {
                        Answer answer = http.get(operation.path(Map.of()) + "?" + name + "=" + value);
                        note(faults, operation, name + "=" + value, answer.fault());
                    }
                }
            }
        });
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "abc", "99999999", "99999999999999999999", "1.5"})
    void aPageSizeOutOfRangeIsRefusedByEveryList(String size) throws Exception {
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        forEach(operations.all(), operation -> {
            if (operation.method().equals("GET")
                    && operation.parameters("query").contains("size")) {
                Answer answer = http.get(operation.path(Map.of()) + "?size=" + size);
                note(faults, operation, size, answer.faultOfRefusal());
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void anIdThatNothingHasIs404() throws Exception {
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        AtomicInteger asked = new AtomicInteger();
        forEach(operations.all(), operation -> {
            boolean readsOne =
                    operation.method().equals("GET") && operation.path().endsWith("}");
            if (readsOne && operation.parameters("path").size() == 1) {
                asked.incrementAndGet();
                Answer answer = http.get(operation.path(Map.of()));
                note(
                        faults,
                        operation,
                        "an unknown id",
                        answer.status() == 404 ? answer.faultOfRefusal() : "status " + answer.status());
            }
        });
        assertThat(asked.get()).isGreaterThan(15);
        assertThat(faults).isEmpty();
    }

    @Test
    void aBodyOfAnotherMediaTypeIs415() throws Exception {
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        forEach(operations.withBody(), operation -> {
            for (String type : List.of(
                    "text/plain",
                    "text/html",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=a",
                    "application/octet-stream",
                    "nonsense")) {
                Answer answer = http.send(
                        operation.method(),
                        operation.path(Map.of()),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        type);
                note(
                        faults,
                        operation,
                        type,
                        answer.status() == 415 ? answer.faultOfRefusal() : "status " + answer.status());
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void aCharsetThatIsNotTheBodysIsRefusedNotMisread() {
        byte[] latin = "{\"tenantOrderId\": \"Köln\"}".getBytes(StandardCharsets.ISO_8859_1);
        Answer answer = http.send("POST", "/api/orders", latin, "Content-Type", "application/json; charset=iso-8859-1");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("UTF-8");
    }

    @Test
    void aCompressedBodyIsRefusedWithTheReason() throws Exception {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        Answer answer = http.send("POST", "/api/orders", bytes.toByteArray(), "Content-Encoding", "gzip");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.faultOfRefusal()).isNull();
        assertThat(answer.body()).contains("compressed");
    }

    @Test
    void aMethodThatAPathDoesNotHaveIs405AndAPathThatIsNotThereIs404() {
        for (String path : List.of("/api/orders", "/api/stocks", "/api/facilities", "/waybill/events")) {
            Answer answer = http.send("DELETE", path, null);
            assertThat(answer.status()).as(path).isEqualTo(405);
            assertThat(answer.faultOfRefusal()).isNull();
        }
        for (String path : List.of(
                "/", "/api", "/api/nothing", "/api/orders/a/b/c", "/waybill/nothing", "/v1/nothing", "/q/nothing")) {
            Answer answer = http.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.faultOfRefusal()).isNull();
        }
    }

    @Test
    void hostileTextIsKeptAsItIsAndDoesNothing() {
        String text = "Robert'); drop table orders; -- <script>alert(1)</script> ${7*7} \u202e \ud83d\udca9";
        Map<String, Object> order = OrderJson.order();
        order.put("customAttributes", Map.of("text", text));
        String id = Api.admin()
                .body(order)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(Api.admin()
                        .get("/api/orders/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("customAttributes.text"))
                .isEqualTo(text);
    }

    @Test
    void aBodyThatIsTooLargeIs413WhetherItsLengthIsAnnouncedOrNot() {
        long length = largestBody.asLongValue() + 1_000_000;
        Answer announced = http.stream("POST", "/api/orders", BodyPublishers.fromPublisher(spaces(length), length));
        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.faultOfRefusal()).isNull();
        Answer chunked = http.stream("POST", "/api/orders", spaces(length));
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.faultOfRefusal()).isNull();
        Answer login = http.stream("POST", "/v1/token", spaces(length));
        assertThat(login.status()).isEqualTo(413);
        assertThat(http.get("/api/orders?size=1").status()).isEqualTo(200);
    }

    @Test
    void aBodyJustBelowTheLimitIsRead() {
        Answer answer = http.stream("POST", "/api/orders", spaces(largestBody.asLongValue() - 10));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faultOfRefusal()).isNull();
    }

    @Test
    void aClientThatAsksBeforeItSendsIsToldAtOnce() throws Exception {
        String answer = exchange("POST /api/orders HTTP/1.1\r\nHost: waybill\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("[{\"summary\":");
    }

    @Test
    void aRequestThatNamesNoHostIs400WithTheArray() throws Exception {
        String answer = exchange("GET /api/orders HTTP/1.1\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("[{\"summary\":").doesNotContain("stack");
    }

    /** The HTTP server itself refuses what is no URI, before anything of the platform sees it, and without a body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/orders/%zz",
                "/api/orders/%",
                "/api/orders/%ud800",
                "/api/orders?size={}",
                "/api/orders?size=%zz"
            })
    void anAddressThatIsNoneIs400(String address) throws Exception {
        assertThat(exchange("GET " + address + " HTTP/1.1\r\nHost: waybill\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("stack");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /api/orders HTTP/1.1\r\nHo st: waybill\r\n\r\n",
                "POST /api/orders HTTP/1.1\r\nHost: waybill\r\nContent-Length: -5\r\n\r\n",
                "POST /api/orders HTTP/1.1\r\nHost: waybill\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n123456",
                "POST /api/orders HTTP/1.1\r\nHost: waybill\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
            })
    void whatIsNotHttpEndsTheConnectionAndNothingElse(String request) throws Exception {
        String answer = exchange(request);
        assertThat(answer)
                .satisfiesAnyOf(
                        text -> assertThat(text).isEmpty(),
                        text -> assertThat(text).startsWith("HTTP/1."));
        assertThat(answer).doesNotContain(" 500 ").doesNotContain("stack");
        assertThat(http.get("/api/orders?size=1").status()).isEqualTo(200);
    }

    /** One resource of each kind that the bodies below are sent to, none of which another test uses. */
    private Map<String, String> resources() {
        String article = "article-" + UUID.randomUUID();
        String facility = network.store(50.9, 7.0);
        network.stock(facility, article, 10);
        String order = Api.admin()
                .body(OrderJson.order(article, 1))
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String pickJob = Floor.create(facility, "COLLECT", 2).path("id");
        String closed = Floor.closed(Floor.facility(), "COLLECT", 1);
        Map<String, String> ids = new HashMap<>();
        ids.put("facilityId", facility);
        ids.put("tenantArticleId", article);
        ids.put("facilityGroupId", Places.group(facility));
        String customService = Places.customService();
        Places.offer(facility, customService);
        ids.put("customServiceId", customService);
        ids.put(
                "serviceJobId",
                Api.admin()
                        .body(Map.of(
                                "facilityRef",
                                facility,
                                "targetTime",
                                "2026-11-24T12:00:00Z",
                                "customServiceRef",
                                customService,
                                "lineItems",
                                List.of(Map.of(
                                        "quantity", 1, "article", Map.of("tenantArticleId", article, "title", "A")))))
                        .post("/api/servicejobs")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
        Response returnJob = Returns.create(facility, article, 2);
        ids.put("itemReturnJobId", returnJob.path("id"));
        Response added = Returns.add(returnJob, "OPEN", 1);
        ids.put("itemReturnId", added.path("itemReturns[0].id"));
        ids.put("returnedLineItemId", added.path("itemReturns[0].returnedLineItems[0].id"));
        ids.put("zoneId", Places.zone(facility, 1));
        ids.put("storageLocationId", Places.location(facility, Map.of()));
        ids.put("orderId", order);
        ids.put("processId", Api.admin().get("/api/orders/" + order).path("processId"));
        ids.put("pickJobId", pickJob);
        ids.put(
                "stockId",
                Api.admin().get("/api/stocks?facilityRef=" + facility).path("stocks[0].id"));
        List<String> handoverjobs = Api.admin()
                .queryParam("pickJobRef", closed)
                .get("/api/handoverjobs")
                .path("handoverjobs.id");
        ids.put("handoverjobId", handoverjobs.getFirst());
        ids.put(
                "routingplanId",
                Api.admin().get("/api/routingplans?orderRef=" + order).path("routingPlans[0].id"));
        String tag = "tag-" + UUID.randomUUID();
        Api.admin()
                .body(Map.of("id", tag, "allowedValues", List.of("a")))
                .post("/api/tags")
                .then()
                .statusCode(201);
        ids.put("tagRef", tag);
        ids.put(
                "carrierId",
                Api.admin()
                        .body(Map.of("key", "CUSTOM_" + UUID.randomUUID(), "name", "C"))
                        .post("/api/carriers")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
        return ids;
    }

    private List<JsonNode> bodies(Operation operation) {
        String example = EXAMPLES.get(operation.isSearch() ? "search" : operation.id());
        if (example == null) {
            List<JsonNode> bodies = new java.util.ArrayList<>(operations.bodiesWithOptionalFields(operation));
            bodies.add(operations.smallestBody(operation));
            return bodies;
        }
        try {
            return List.of(JSON.readTree(example));
        } catch (IOException impossible) {
            throw new IllegalStateException(operation.id(), impossible);
        }
    }

    /** Sets the version that the resource of this path has, where it has one. */
    private Consumer<JsonNode> version(String path) {
        String resource = path.replaceFirst("/actions$|/carriers/[^/]*$", "");
        return body -> {
            Answer current = http.get(resource);
            if (current.succeeded() && current.contentType().startsWith("application/json")) {
                // Zones and storage locations are answered as an array of the one.
                JsonNode read = current.json().isArray() ? current.json().path(0) : current.json();
                if (read.has("version")) {
                    ((ObjectNode) body).set("version", read.get("version"));
                }
            }
        };
    }

    private static void note(Queue<String> faults, Operation operation, String what, String fault) {
        if (fault != null && faults.size() < 200) {
            faults.add(operation + " with " + what + ": " + fault);
        }
    }

    private static String brief(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() < 400 ? text : text.substring(0, 400) + "...";
    }

    private static void forEach(List<Operation> operations, Consumer<Operation> use) throws Exception {
        try (ExecutorService senders =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var all = operations.stream()
                    .map(operation -> senders.submit(() -> use.accept(operation)))
                    .toList();
            for (var each : all) {
                each.get();
            }
        }
    }

    private static java.net.http.HttpRequest.BodyPublisher spaces(long length) {
        return BodyPublishers.ofInputStream(() -> new InputStream() {
            private final byte[] some = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int wanted) {
                if (left <= 0) {
                    return -1;
                }
                int given = (int) Math.min(Math.min(wanted, some.length), left);
                System.arraycopy(some, 0, target, offset, given);
                left -= given;
                return given;
            }
        });
    }

    /** Sends the text and answers what comes until the other side closes or is silent. */
    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            byte[] part = new byte[8192];
            try {
                for (int got = socket.getInputStream().read(part);
                        got >= 0;
                        got = socket.getInputStream().read(part)) {
                    answer.append(new String(part, 0, got, StandardCharsets.UTF_8));
                }
            } catch (java.net.SocketTimeoutException silent) {
                // All that is going to come is there; the connection is kept alive.
            } catch (java.net.SocketException reset) {
                answer.append("");
            }
            return answer.toString();
        }
    }
}
