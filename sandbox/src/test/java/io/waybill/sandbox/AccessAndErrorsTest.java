package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessAndErrorsTest extends SandboxTest {

    private static final String CLIENT = "sandbox-client:sandbox-secret";

    @Test
    void a_token_lives_for_48_hours_and_has_the_scope_asked_for() {
        Api.Answer token = Api.token(
                        sandbox, CLIENT, "grant_type=client_credentials&scope=view_orders%3Ademo+manage_types%3Ademo")
                .expect(200);

        assertThat(token.body().path("expires_in").asInt()).isEqualTo(172_800);
        assertThat(token.body().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.body().path("scope").asText()).isEqualTo("view_orders:demo manage_types:demo");
        assertThat(Api.token(sandbox, CLIENT, "grant_type=client_credentials")
                        .body()
                        .path("scope")
                        .asText())
                .isEqualTo("manage_project:demo");
    }

    @Test
    void the_token_endpoint_refuses_wrong_credentials_grants_and_scopes() {
        Api.Answer client = Api.token(sandbox, "sandbox-client:wrong", "grant_type=client_credentials")
                .expect(401);
        assertThat(client.body().path("error").asText()).isEqualTo("invalid_client");
        assertThat(client.body().path("error_description").asText()).isNotEmpty();
        assertThat(client.code()).isEqualTo("invalid_client");
        assertThat(Api.token(sandbox, CLIENT, "grant_type=password").expect(400).code())
                .isEqualTo("unsupported_grant_type");
        assertThat(Api.token(sandbox, CLIENT, "").expect(400).code()).isEqualTo("invalid_request");
        assertThat(Api.token(sandbox, CLIENT, "grant_type=client_credentials&scope=manage_project:other")
                        .expect(400)
                        .code())
                .isEqualTo("invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer nonsense", "Basic c2FuZGJveA==", "Bearer "})
    void a_call_without_a_valid_token_is_refused(String header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/demo/orders"));
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }

        Api.Answer answer = Api.send(request.build()).expect(401);

        assertThat(answer.code()).isEqualTo("invalid_token");
        assertThat(answer.body().path("error").asText()).isEqualTo("invalid_token");
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void a_revoked_token_is_invalid() {
        Api other = Api.of(sandbox);
        sandbox.revokeTokens();

        assertThat(other.get("orders").expect(401).code()).isEqualTo("invalid_token");

        api = Api.of(sandbox);
    }

    @Test
    void a_token_does_what_its_scopes_allow() {
        Api viewer = Api.withScope(sandbox, "view_orders:demo");
        Api leases = Api.withScope(sandbox, "manage_key_value_documents:demo:lease");

        viewer.get("orders").expect(200);
        assertThat(viewer.post("orders/import", Api.importDraft("A-1", ""))
                        .expect(403)
                        .code())
                .isEqualTo("insufficient_scope");
        viewer.get("types").expect(403);
        leases.post("custom-objects", "{'container':'lease','key':'k','value':1}")
                .expect(201);
        leases.get("custom-objects/lease/k").expect(200);
        leases.post("custom-objects", "{'container':'other','key':'k','value':1}")
                .expect(403);
    }

    @Test
    void an_api_client_is_limited_to_its_scopes() {
        try (Sandbox limited =
                Sandbox.start(SandboxConfiguration.defaults().withClient("id", "secret", Set.of("view_orders:demo")))) {
            Api.token(limited, "id:secret", "grant_type=client_credentials&scope=view_orders:demo")
                    .expect(200);
            Api.token(limited, "id:secret", "grant_type=client_credentials&scope=manage_orders:demo")
                    .expect(400);
        }
    }

    @Test
    void the_project_tells_languages_and_whether_messages_are_kept() {
        var project = api.get("").expect(200).body();

        assertThat(project.path("key").asText()).isEqualTo("demo");
        assertThat(project.path("languages")).hasSize(3);
        assertThat(project.path("currencies").get(0).asText()).isEqualTo("EUR");
        assertThat(project.at("/messages/enabled").asBoolean()).isTrue();
    }

    @Test
    void unknown_places_and_methods_have_an_error_body() {
        assertThat(api.get("nonsense").expect(404).body().path("statusCode").asInt())
                .isEqualTo(404);
        assertThat(api.get("orders/none").expect(404).code()).isEqualTo("ResourceNotFound");
        api.get("orders/a/b").expect(404);
        api.get("in-store/key=x").expect(404);
        api.call("PUT", "orders", "{}").expect(405);
        api.call("PATCH", "channels/key=x", "{}").expect(405);
        Api.send(HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/")).build())
                .expect(404);
        Api.send(HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/sandbox/none"))
                        .build())
                .expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "7", "null", "{\"key\":\"x1\"} trailing", "{'key':'x1'}", "{\"key\":\"a\\uZZZZ\"}"
            })
    void a_body_that_is_no_json_object_is_refused(String body) {
        Api.Answer answer = api.call("POST", "channels", body).expect(400);

        assertThat(answer.code()).isEqualTo("InvalidJsonInput");
        assertThat(answer.body().path("message").asText()).isEqualTo("Request body does not contain valid JSON.");
        assertThat(answer.body().at("/errors/0/detailedErrorMessage").asText()).isNotEmpty();
    }

    @Test
    void wrong_encoding_and_endless_nesting_are_refused() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/sandbox/orders"));
        byte[] latin = "{\"orderNumber\":\"Köln\"}".getBytes(StandardCharsets.ISO_8859_1);

        Api.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(latin)).build())
                .expect(400);
        api.call("POST", "channels", "[".repeat(100_000)).expect(400);
        api.call("POST", "channels", "{\"key\":\"x1\",\"name\":" + "{\"en\":".repeat(50_000))
                .expect(400);
    }

    @Test
    void a_body_above_16_megabytes_is_refused() {
        String large = "{\"key\":\"" + "x".repeat(17 * 1024 * 1024) + "\"}";

        assertThat(api.call("POST", "channels", large)
                        .expect(413)
                        .body()
                        .path("statusCode")
                        .asInt())
                .isEqualTo(413);
        api.get("channels").expect(200);
    }

    @Test
    void a_body_that_ends_early_harms_nobody() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", sandbox.baseUri().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /demo/channels HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"key\""
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            in.readAllBytes();
        }
        api.get("channels").expect(200);
    }

    @Test
    void a_correlation_id_is_echoed_or_made() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/sandbox/health"));

        assertThat(Api.send(request.build()).raw().headers().firstValue("X-Correlation-ID"))
                .isPresent();
        assertThat(Api.send(request.header("X-Correlation-ID", "mine/1").build())
                        .raw()
                        .headers()
                        .firstValue("X-Correlation-ID"))
                .hasValue("mine/1");
    }

    @Test
    void malformed_percent_encoding_is_refused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", sandbox.baseUri().getPort())) {
            socket.getOutputStream()
                    .write("GET /demo/orders/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }
}
