package io.waybill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client of the sandbox over real HTTP, with a token of its own. Paths start at the project. */
final class Api {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Sandbox sandbox;
    private final String token;

    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("Expected " + wanted + " but got " + status + ": " + body);
            }
            return this;
        }

        ObjectNode object() {
            return (ObjectNode) body;
        }

        String code() {
            return body.at("/errors/0/code").asText();
        }

        String id() {
            return body.path("id").asText();
        }

        long version() {
            return body.path("version").asLong();
        }
    }

    private Api(Sandbox sandbox, String token) {
        this.sandbox = sandbox;
        this.token = token;
    }

    static Api of(Sandbox sandbox) {
        return withScope(sandbox, "manage_project:demo");
    }

    static Api withScope(Sandbox sandbox, String scope) {
        Answer answer =
                token(sandbox, "sandbox-client:sandbox-secret", "grant_type=client_credentials&scope=" + encode(scope));
        return new Api(sandbox, answer.expect(200).body().path("access_token").asText());
    }

    static Answer token(Sandbox sandbox, String credentials, String form) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.authUri() + "/oauth/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer head(String path) {
        return call("HEAD", path, null);
    }

    Answer post(String path, String json) {
        return call("POST", path, quotes(json));
    }

    Answer delete(String path) {
        return call("DELETE", path, null);
    }

    Answer where(String resource, String predicate) {
        return get(resource + "?where=" + encode(predicate));
    }

    /** Posts actions against the version the resource has now. */
    Answer update(String path, String... actions) {
        long version = get(path).expect(200).version();
        return post(path, "{'version': " + version + ", 'actions': [" + String.join(",", actions) + "]}");
    }

    Answer call(String method, String path, String json) {
        String uri = sandbox.baseUri() + "/demo" + (path.isEmpty() ? "" : "/" + path);
        return send(HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    static Answer admin(Sandbox sandbox, String method, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/sandbox/" + path))
                .method(
                        method,
                        json == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(quotes(json)))
                .build());
    }

    static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = response.body().isEmpty()
                    ? Json.object()
                    : Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Test bodies are written with single quotes. */
    static String quotes(String json) {
        return json.replace('\'', '"');
    }

    /** A shipping information with a price, and no deliveries. */
    static final String SHIPPING_INFO = """
            {'shippingMethodName': 'Standard', 'price': {'currencyCode': 'EUR', 'centAmount': 490},
             'shippingRate': {'price': {'currencyCode': 'EUR', 'centAmount': 490}}}""";

    /** A line item of three pieces at 19.99. */
    static String lineItem(String sku) {
        return """
            {'name': {'en': 'Wrap'}, 'variant': {'sku': '%s'}, 'quantity': 3,
             'price': {'value': {'currencyCode': 'EUR', 'centAmount': 1999}}}""".formatted(sku);
    }

    /** An import draft. @param more further members, each with a leading comma */
    static String importDraft(String orderNumber, String more) {
        return """
            {'orderNumber': '%s', 'lineItems': [%s], 'totalPrice': {'currencyCode': 'EUR', 'centAmount': 6487},
             'shippingAddress': {'country': 'DE', 'city': 'Köln'}, 'shippingInfo': %s%s}""".formatted(orderNumber, lineItem("SKU-1"), SHIPPING_INFO, more);
    }

    /** Imports an order and answers it. */
    ObjectNode importOrder(String orderNumber) {
        return post("orders/import", importDraft(orderNumber, "")).expect(201).object();
    }
}
