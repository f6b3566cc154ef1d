package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input that nobody should send and somebody does: each has one outcome, docs/bad-input-connector.md has them in a table, and
 * neither an answer nor the log shows a stack trace, a secret or a person.
 */
class BadInputTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String[] NEVER_SHOWN = {
        "\tat ",
        "at io.waybill",
        "at java.base",
        SECRET,
        "sandbox-secret",
        "api-key",
        "jane",
        "Aachener",
        "50674",
        "Köln"
    };

    private final Logger logger = Logger.getLogger("io.waybill");
    private final Recorder log = new Recorder();
    private final List<String> answers = new ArrayList<>();
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.addHandler(log);
    }

    @AfterEach
    void nothing_leaks() {
        logger.removeHandler(log);
        logger.setLevel(null);
        scene.close();
        assertThat(answers).as("answers").isNotEmpty().allSatisfy(BadInputTest::showsNothing);
        assertThat(log.lines).as("log").allSatisfy(BadInputTest::showsNothing);
    }

    private static void showsNothing(String text) {
        assertThat(text).doesNotContain(NEVER_SHOWN);
    }

    // ---- tokens

    static Stream<String> badTokens() {
        Instant soon = Instant.now().plus(Duration.ofMinutes(5));
        Algorithm own = Algorithm.HMAC256(SECRET);
        Supplier<JWTCreator.Builder> good = () -> JWT.create()
                .withIssuer("waybill")
                .withAudience("connector")
                .withSubject("webhook")
                .withExpiresAt(soon);
        String none = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"iss\":\"waybill\",\"aud\":\"connector\",\"sub\":\"webhook\",\"exp\":"
                        + soon.getEpochSecond() + "}")
                + ".";
        KeyPair pair = rsa();
        String valid = good.get().sign(own);
        return Stream.of(
                "",
                "Bearer ",
                "Bearer not.a.token",
                "Bearer " + "x".repeat(7_000),
                "Basic " + valid,
                "Bearer " + none,
                "Bearer " + valid.substring(0, valid.length() - 4) + "AAAA",
                "Bearer " + good.get().sign(Algorithm.HMAC256("another-key-another-key-another-k")),
                "Bearer " + good.get().sign(Algorithm.HMAC512(SECRET)),
                "Bearer "
                        + good.get().sign(Algorithm.RSA256((RSAPublicKey) pair.getPublic(), (RSAPrivateKey)
                                pair.getPrivate())),
                // the public half of a foreign key as if it were ours
                "Bearer " + good.get().sign(Algorithm.HMAC256(pair.getPublic().getEncoded())),
                "Bearer "
                        + good.get()
                                .withExpiresAt(Instant.now().minus(Duration.ofMinutes(1)))
                                .sign(own),
                "Bearer "
                        + good.get()
                                .withNotBefore(Instant.now().plus(Duration.ofMinutes(3)))
                                .sign(own),
                "Bearer "
                        + good.get()
                                .withIssuedAt(Instant.now().plus(Duration.ofMinutes(3)))
                                .sign(own),
                "Bearer " + good.get().withIssuer("somebody").sign(own),
                "Bearer " + good.get().withAudience("somebody").sign(own),
                "Bearer " + good.get().withSubject("somebody").sign(own),
                "Bearer "
                        + JWT.create()
                                .withIssuer("waybill")
                                .withAudience("connector")
                                .withSubject("webhook")
                                .sign(own));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_token_that_is_not_ours_opens_no_callback(String authorization) {
        JsonNode order = exported("N-1");
        JsonNode pick = scene.platform.pickJob(platformOrder(order), "AB1", 3);
        String before = scene.order(order).toString();

        assertThat(callback("/pickjob/created", Scene.envelope("PICK_JOB_CREATED", pick), authorization))
                .isEqualTo(401);

        assertThat(scene.order(order)).hasToString(before);
        assertThat(parked()).isEmpty();
    }

    @Test
    void a_callback_that_somebody_recorded_and_sends_again_changes_nothing() {
        scene.configureType();
        JsonNode order = exported("N-1");
        JsonNode pick = scene.platform.pickJob(platformOrder(order), "AB1", 3);
        String recorded = Scene.envelope("PICK_JOB_CREATED", pick);
        assertThat(callback("/pickjob/created", recorded, token())).isEqualTo(201);
        long version = scene.order(order).path("version").asLong();

        for (int time = 0; time < 3; time++) {
            assertThat(callback("/pickjob/created", recorded, token())).isEqualTo(201);
        }

        assertThat(scene.order(order).path("version").asLong()).isEqualTo(version);
    }

    @Test
    void a_recorded_callback_of_a_job_that_has_gone_on_does_not_take_the_order_back() {
        scene.configureType();
        JsonNode order = exported("N-1");
        JsonNode placed = platformOrder(order);
        JsonNode pick = scene.platform.picked(scene.platform.pickJob(placed, "AB1", 3), 3);
        JsonNode open = scene.platform.handoverJob(placed, pick, "TRACK-1");
        JsonNode gone = scene.platform.set("handoverjobs", open, "status", "HANDED_OVER");
        callback("/handoverjob/handedover", Scene.envelope("HANDOVERJOB_HANDED_OVER", gone), token());

        assertThat(callback("/handoverjob/created", Scene.envelope("HANDOVERJOB_CREATED", open), token()))
                .isEqualTo(201);

        assertThat(scene.order(order).path("shipmentState").asText()).isEqualTo("Shipped");
    }

    static Stream<String> badEvents() {
        return Stream.of(
                "",
                "nonsense",
                "[]",
                "null",
                "{}",
                "{\"event\":\"PICK_JOB_CREATED\"}",
                "{\"event\":\"PICK_JOB_CREATED\",\"payload\":null}",
                "{\"event\":\"PICK_JOB_CREATED\",\"payload\":\"jane\"}",
                "{\"event\":\"PICK_JOB_CREATED\",\"payload\":{}}",
                "{\"event\":\"PICK_JOB_CREATED\",\"payload\":{\"id\":7}",
                "{\"event\":\"SOMETHING_ELSE\",\"payload\":{\"id\":\"1\"}}",
                "{\"event\":{},\"payload\":{\"id\":\"1\"}}",
                "[".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void an_event_that_makes_no_sense_is_refused_and_says_so(String body) {
        assertThat(callback("/pickjob/created", body, token())).isEqualTo(400);
        assertThat(answers).last().asString().contains("Invalid event message received");
    }

    static Stream<ObjectNode> oddPayloads() {
        return Stream.of(
                payload("{\"id\":\"1\"}"),
                payload("{\"id\":\"1\",\"status\":{},\"orderRef\":[],\"pickLineItems\":\"jane\"}"),
                payload("{\"id\":\"1\",\"status\":\"OPEN\",\"version\":\"many\",\"orderRef\":\"../../orders\"}"),
                payload("{\"id\":\"1\",\"status\":\"OPEN\",\"orderRef\":\"nobody's\",\"processId\":\"nobody's\"}"),
                payload("{\"id\":\"1\",\"status\":\"OPEN\",\"orderRef\":\"%2e%2e\\u0000\\r\\nHost: x\"}"));
    }

    @ParameterizedTest
    @MethodSource("oddPayloads")
    void an_event_about_nothing_that_is_there_has_an_end_and_changes_nothing(ObjectNode payload) {
        assertThat(callback("/pickjob/created", Scene.envelope("PICK_JOB_CREATED", payload), token()))
                .isEqualTo(201);
        assertThat(parked()).allSatisfy(reason -> assertThat(reason).doesNotContain("UNEXPECTED_FAILURE"));
    }

    // ---- orders

    @Test
    void an_order_without_lines_is_parked_and_says_why() {
        JsonNode order = scene.shop.post(
                "/orders/import",
                Scene.json(
                        "{\"orderNumber\":\"N-1\",\"orderState\":\"Confirmed\",\"totalPrice\":{\"currencyCode\":\"EUR\",\"centAmount\":0},"
                                + "\"customLineItems\":[{\"name\":{\"en\":\"Gift\"},\"slug\":\"gift\",\"quantity\":1,\"money\":{\"currencyCode\":\"EUR\",\"centAmount\":0}}]"
                                + ADDRESS + "}"));
        assertThat(push(order)).isEqualTo(202);
        assertThat(parked()).hasSize(1).first().asString().contains("ORDER_CANNOT_BE_MAPPED");
    }

    @Test
    void an_order_without_any_address_is_exported_without_one_and_the_platform_decides() {
        JsonNode order = imported(
                "", "\"quantity\":1,\"price\":{\"value\":{\"currencyCode\":\"EUR\",\"centAmount\":1}}", "SKU-1");
        assertThat(push(order)).isEqualTo(201);
        assertThat(placedFor(order).path("consumer").path("addresses")).isEmpty();
    }

    @Test
    void a_currency_that_nobody_knows_arrives_as_it_is() {
        String yens = "\"quantity\":2,\"price\":{\"value\":{\"currencyCode\":\"XTS\",\"centAmount\":199900}}";
        JsonNode order = imported(ADDRESS, yens, "SKU-1", "XTS");
        assertThat(push(order)).isEqualTo(201);
        assertThat(placedFor(order).path("paymentInfo").path("currency").asText())
                .isEqualTo("XTS");
    }

    @Test
    void a_price_of_eight_digits_behind_the_point_is_not_rounded() {
        JsonNode order = imported(
                ADDRESS,
                "\"quantity\":1,\"price\":{\"value\":{\"type\":\"highPrecision\",\"currencyCode\":\"EUR\",\"centAmount\":124,"
                        + "\"preciseAmount\":123456789,\"fractionDigits\":8}}",
                "SKU-1");
        assertThat(push(order)).isEqualTo(201);
        assertThat(placedFor(order)
                        .path("orderLineItems")
                        .path(0)
                        .path("shopPrice")
                        .decimalValue())
                .isEqualByComparingTo("1.23456789");
    }

    @Test
    void a_line_without_sku_is_known_by_its_product() {
        JsonNode order = imported(
                ADDRESS, "\"quantity\":1,\"price\":{\"value\":{\"currencyCode\":\"EUR\",\"centAmount\":1}}", "");
        assertThat(push(order)).isEqualTo(201);
        assertThat(placedFor(order)
                        .path("orderLineItems")
                        .path(0)
                        .path("article")
                        .path("tenantArticleId")
                        .asText())
                .isEqualTo("product-1");
    }

    @Test
    void a_custom_field_that_the_type_does_not_have_keeps_only_itself_back() {
        scene.configure("{\"orderCustomTypeKey\":\"" + Scene.TYPE
                + "\",\"customFieldTagMapping\":{\"a_field_that_is_nowhere_in_the_shop_x\":\"tag\"}}");
        JsonNode order = exported("N-1");
        assertThat(placedFor(order).path("tags")).isEmpty();
    }

    @Test
    void an_order_with_the_type_of_somebody_else_keeps_its_fields_and_gets_its_state() {
        scene.configureType();
        scene.shop.post("/types", Scene.json("""
                {"key":"somebody-elses","name":{"en":"x"},"resourceTypeIds":["order"],
                 "fieldDefinitions":[{"name":"theirs","label":{"en":"x"},"required":false,"type":{"name":"String"}}]}"""));
        JsonNode order = scene.order(
                "N-1",
                "Confirmed",
                ",\"custom\":{\"type\":{\"typeId\":\"type\",\"key\":\"somebody-elses\"},\"fields\":{\"theirs\":\"kept\"}}");
        assertThat(push(order)).isEqualTo(201);
        JsonNode placed = placedFor(order);
        JsonNode pick = scene.platform.picked(scene.platform.pickJob(placed, "AB1", 3), 3);
        JsonNode handover = scene.platform.handoverJob(placed, pick, "TRACK-1");

        assertThat(callback("/handoverjob/created", Scene.envelope("HANDOVERJOB_CREATED", handover), token()))
                .isEqualTo(201);

        JsonNode after = scene.order(order);
        assertThat(after.path("custom").path("fields")).hasSize(1);
        assertThat(after.path("custom").path("fields").path("theirs").asText()).isEqualTo("kept");
        assertThat(after.path("shipmentState").asText()).isEqualTo("Ready");
    }

    @Test
    void an_order_to_be_collected_at_a_facility_that_does_not_exist_is_parked() {
        scene.configure(
                "{\"shippingMethodMapping\":{\"Standard\":{\"serviceType\":\"CLICK_AND_COLLECT\"}},\"collectChannelReferenceFieldName\":\"where\"}");
        JsonNode order = scene.order("N-1", "Confirmed");
        assertThat(push(order)).isEqualTo(202);
        assertThat(parked()).hasSize(1).first().asString().contains("ORDER_CANNOT_BE_MAPPED");
    }

    @Test
    void what_the_platform_repeats_of_a_person_is_kept_with_the_parked_message_and_nowhere_else() {
        scene.platform.fail("POST", "/api/orders", 400, "jane@example.com in Aachener Str., 50674 Köln, is unknown", 1);
        JsonNode order = scene.order("N-1", "Confirmed");
        assertThat(push(order)).isEqualTo(202);
        assertThat(parked()).hasSize(1).first().asString().contains("PLATFORM_REFUSED");
    }

    // ----

    private static final String ADDRESS =
            ",\"shippingAddress\":{\"country\":\"DE\",\"city\":\"Köln\",\"streetName\":\"Aachener Str.\",\"streetNumber\":\"12\",\"postalCode\":\"50674\"}";

    private JsonNode imported(String address, String line, String sku) {
        return imported(address, line, sku, "EUR");
    }

    private JsonNode imported(String address, String line, String sku, String currency) {
        String variant = sku.isEmpty() ? "{\"id\":1}" : "{\"sku\":\"" + sku + "\"}";
        String product = sku.isEmpty() ? "\"productId\":\"product-1\"," : "";
        return scene.shop.post(
                "/orders/import",
                Scene.json(
                        "{\"orderNumber\":\"N-1\",\"orderState\":\"Confirmed\",\"customerEmail\":\"jane@example.com\",\"totalPrice\":{\"currencyCode\":\""
                                + currency + "\",\"centAmount\":1},\"lineItems\":[{" + product
                                + "\"name\":{\"en\":\"Wrap\"},\"variant\":" + variant
                                + "," + line + "}]" + address + "}"));
    }

    private JsonNode exported(String number) {
        JsonNode order = scene.order(number, "Confirmed");
        assertThat(push(order)).isEqualTo(201);
        return order;
    }

    private JsonNode platformOrder(JsonNode order) {
        return placedFor(order);
    }

    private ObjectNode placedFor(JsonNode order) {
        return scene.platform.ordersOf(order.path("id").asText()).getFirst();
    }

    private int push(JsonNode order) {
        ObjectNode envelope = JsonHttp.JSON.createObjectNode();
        envelope.putObject("message")
                .put(
                        "data",
                        Base64.getEncoder()
                                .encodeToString(Scene.message(order, "OrderCreated")
                                        .toString()
                                        .getBytes(StandardCharsets.UTF_8)));
        return noted(Scene.post(connector.baseUri() + "/event", envelope.toString(), Map.of()));
    }

    private int callback(String path, String body, String authorization) {
        return noted(Scene.post(
                connector.baseUri() + "/service" + path,
                body,
                authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization)));
    }

    private int noted(HttpResponse<String> answer) {
        answers.add(answer.body());
        return answer.statusCode();
    }

    private String token() {
        return "Bearer " + connector.connector().token(Duration.ofMinutes(5));
    }

    private List<String> parked() {
        List<String> parked = new ArrayList<>();
        scene.shop
                .get("/custom-objects/waybill-parked?limit=500")
                .path("results")
                .forEach(object -> parked.add(object.path("value").toString()));
        return parked;
    }

    private static ObjectNode payload(String json) {
        return (ObjectNode) Scene.json(json);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }

    /** Everything that is logged, as it would be written. */
    private static final class Recorder extends Handler {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final JsonLog format = new JsonLog();

        @Override
        public void publish(LogRecord line) {
            lines.add(format.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
