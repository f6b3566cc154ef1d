package io.waybill.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.access.AmazonPages;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.sandbox.Sandbox;
import io.waybill.sandbox.SandboxConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shop (the sandbox), a platform (a stand-in) and connectors between them, over real HTTP. */
final class Scene implements AutoCloseable {
    static final String TYPE = "fulfilment-order";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Sandbox sandbox = Sandbox.start(SandboxConfiguration.defaults());
    final PlatformStandIn platform = new PlatformStandIn();
    final ShopGate gate = new ShopGate(sandbox.baseUri());
    final Commercetools shop;
    private final List<Connector.Running> connectors = new ArrayList<>();

    Scene() {
        shop = new Commercetools(
                new Commercetools.Access(
                        sandbox.baseUri(),
                        sandbox.authUri(),
                        "demo",
                        "sandbox-client",
                        "sandbox-secret",
                        Optional.empty(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10)),
                Clock.systemUTC());
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("CTP_PROJECT_KEY", "demo");
        settings.put("CTP_API_URL", sandbox.baseUri().toString());
        settings.put("CTP_AUTH_URL", sandbox.authUri().toString());
        settings.put("CTP_CLIENT_ID", "sandbox-client");
        settings.put("CTP_CLIENT_SECRET", "sandbox-secret");
        settings.put("FFT_API_URL", platform.baseUri().toString());
        settings.put("FFT_LOGIN_URL", platform.baseUri() + "/v1/accounts:signInWithPassword");
        settings.put("FFT_REFRESH_URL", platform.baseUri() + "/v1/token");
        settings.put("FFT_API_KEY", "api-key");
        settings.put("FFT_API_USER", "connector@example.com");
        settings.put("FFT_API_PASSWORD", "password");
        settings.put("JWT_SECRET", "0123456789abcdef0123456789abcdef");
        settings.put("JWT_ISSUER", "waybill");
        settings.put("JWT_AUDIENCE", "connector");
        settings.put("JWT_SUBJECT", "webhook");
        settings.put("PORT", "0");
        settings.put("CONFIGURATION_CACHE_MS", "1");
        settings.put("RECONCILE_LAG_SECONDS", "0");
        settings.put("RETRY_PARKED_MINUTES", "0");
        settings.put("CONNECT_GCP_TOPIC_NAME", "topic");
        settings.put("CONNECT_GCP_PROJECT_ID", "project");
        return settings;
    }

    Connector.Running connector() {
        return connector(Map.of());
    }

    Connector.Running connector(Map<String, String> more) {
        Map<String, String> settings = settings();
        settings.putAll(more);
        Connector.Running running = Connector.start(ConnectorSettings.from(settings));
        connectors.add(running);
        return running;
    }

    /** A connector that lives at another time. */
    Connector.Running connector(Map<String, String> more, Clock clock) {
        Map<String, String> settings = settings();
        settings.putAll(more);
        Connector.Running running = Connector.start(
                ConnectorSettings.from(settings),
                EnumSet.allOf(Connector.Application.class),
                AmazonPages.overHttps(Duration.ofSeconds(2), Duration.ofSeconds(5)),
                clock);
        connectors.add(running);
        return running;
    }

    /** A connector whose pages at Amazon are those. */
    Connector.Running connector(Map<String, String> more, AmazonPages amazon) {
        Map<String, String> settings = settings();
        settings.putAll(more);
        Connector.Running running =
                Connector.start(ConnectorSettings.from(settings), EnumSet.allOf(Connector.Application.class), amazon);
        connectors.add(running);
        return running;
    }

    /** A connector that reaches the shop through the gate. */
    Connector.Running connectorBehindTheGate(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("CTP_API_URL", gate.baseUri().toString());
        settings.put("CTP_AUTH_URL", gate.baseUri().toString());
        return connector(settings);
    }

    void configure(String json) {
        ObjectNode draft =
                JsonHttp.JSON.createObjectNode().put("container", "fft").put("key", "configuration");
        draft.set("value", json(json));
        shop.post("/custom-objects", draft);
    }

    void configureType() {
        configure("{\"orderCustomTypeKey\":\"" + TYPE + "\"}");
    }

    // ---- the shop

    /** An order of three pieces, in that state. */
    JsonNode order(String number, String state) {
        return order(number, state, "");
    }

    /**
     * An order of three pieces, in that state.
     *
     * @param more further members, each with a leading comma
     */
    JsonNode order(@Nullable String number, String state, String more) {
        String draft = """
                {%s "orderState":"%s","customerEmail":"jane@example.com","totalPrice":{"currencyCode":"EUR","centAmount":5997},
                 "lineItems":[{"name":{"en":"Wrap"},"variant":{"sku":"SKU-1"},"quantity":3,
                   "price":{"value":{"currencyCode":"EUR","centAmount":1999}}}],
                 "shippingAddress":{"country":"DE","city":"Köln","streetName":"Aachener Str.","streetNumber":"12","postalCode":"50674"},
                 "shippingInfo":{"shippingMethodName":"Standard","price":{"currencyCode":"EUR","centAmount":490},
                   "shippingRate":{"price":{"currencyCode":"EUR","centAmount":490}}}%s}""".formatted(number == null ? "" : "\"orderNumber\":\"" + number + "\",", state, more);
        return shop.post("/orders/import", json(draft));
    }

    /** An order as only a cart can lead to, for example with several shippings. */
    JsonNode wideOrder(String draft) {
        return json(post(sandbox.baseUri() + "/sandbox/orders", draft, Map.of()).body());
    }

    JsonNode order(JsonNode order) {
        return shop.get("/orders/" + order.path("id").asText());
    }

    JsonNode update(JsonNode order, String... actions) {
        String body = "{\"version\":" + order(order).path("version").asLong() + ",\"actions\":["
                + String.join(",", actions) + "]}";
        return shop.post("/orders/" + order.path("id").asText(), json(body));
    }

    static String state(String state) {
        return "{\"action\":\"changeOrderState\",\"orderState\":\"" + state + "\"}";
    }

    JsonNode field(JsonNode order, String name) {
        return order(order).path("custom").path("fields").path(name);
    }

    // ---- messages

    static ObjectNode message(JsonNode order, String type) {
        ObjectNode message = JsonHttp.JSON
                .createObjectNode()
                .put("notificationType", "Message")
                .put("projectKey", "demo")
                .put("id", UUID.randomUUID().toString())
                .put("type", type);
        message.putObject("resource")
                .put("typeId", "order")
                .put("id", order.path("id").asText());
        if (order.hasNonNull("orderNumber")) {
            message.putObject("resourceUserProvidedIdentifiers")
                    .put("orderNumber", order.path("orderNumber").asText());
        }
        return message;
    }

    static ObjectNode channelChange(JsonNode channel, String kind) {
        ObjectNode change = JsonHttp.JSON.createObjectNode().put("notificationType", kind);
        change.putObject("resource")
                .put("typeId", "channel")
                .put("id", channel.path("id").asText());
        change.putObject("resourceUserProvidedIdentifiers")
                .put("key", channel.path("key").asText());
        return change;
    }

    /** Posts a notification as Pub/Sub would, and tells the status. */
    int push(Connector.Running connector, JsonNode notification) {
        ObjectNode envelope = JsonHttp.JSON.createObjectNode();
        envelope.putObject("message")
                .put("messageId", "1")
                .put(
                        "data",
                        Base64.getEncoder()
                                .encodeToString(notification.toString().getBytes(StandardCharsets.UTF_8)));
        return post(connector.baseUri() + "/event", envelope.toString(), Map.of())
                .statusCode();
    }

    /** Posts an event as the platform would, and tells the status. */
    int event(Connector.Running connector, String path, String event, JsonNode payload) {
        return post(
                        connector.baseUri() + "/service" + path,
                        envelope(event, payload),
                        Map.of(
                                "Authorization",
                                "Bearer " + connector.connector().token(Duration.ofMinutes(5))))
                .statusCode();
    }

    static String envelope(String event, JsonNode payload) {
        ObjectNode envelope = JsonHttp.JSON
                .createObjectNode()
                .put("event", event)
                .put("eventId", UUID.randomUUID().toString());
        envelope.set("payload", payload);
        return envelope.toString();
    }

    static HttpResponse<String> post(String uri, String body, Map<String, String> headers) {
        return send("POST", uri, body, headers);
    }

    static HttpResponse<String> get(String uri) {
        return send("GET", uri, "", Map.of());
    }

    static HttpResponse<String> send(String method, String uri, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JsonHttp.JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Override
    public void close() {
        connectors.forEach(Connector.Running::close);
        shop.close();
        gate.close();
        platform.close();
        sandbox.close();
    }
}
