package io.waybill.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.client.http.UnansweredException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The replays of a running platform, over HTTP, as one user. */
final class PlatformReplays implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JsonHttp http;
    private final String root;
    private final String token;

    private PlatformReplays(JsonHttp http, String root, String token) {
        this.http = http;
        this.root = root;
        this.token = token;
    }

    /** @throws CannotStart when the platform does not answer or refuses the user */
    static PlatformReplays signIn(URI url, String user, String password) {
        JsonHttp http = new JsonHttp(Duration.ofSeconds(5), PATIENCE, "waybill/" + Version.number());
        String root = url.toString().replaceAll("/+$", "");
        ObjectNode login = JsonHttp.JSON
                .createObjectNode()
                .put("email", user)
                .put("password", password)
                .put("returnSecureToken", true);
        try {
            JsonNode answer =
                    exchange(http, "POST", root + "/v1/accounts:signInWithPassword?key=waybill", Map.of(), login);
            return new PlatformReplays(http, root, answer.path("idToken").asText());
        } catch (CannotStart refused) {
            http.close();
            throw refused;
        }
    }

    /** Has a replay run; answers its id. */
    String ask(ObjectNode question) {
        return call("POST", "/waybill/routing/replays", question).path("id").asText();
    }

    JsonNode get(String id) {
        return call("GET", "/waybill/routing/replays/" + JsonHttp.encode(id), null);
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) {
        return exchange(http, method, root + path, Map.of("Authorization", "Bearer " + token), body);
    }

    private static JsonNode exchange(
            JsonHttp http, String method, String uri, Map<String, String> headers, @Nullable JsonNode body) {
        JsonHttp.Answer answer;
        try {
            answer = http.exchange(
                    new JsonHttp.Call(
                            method,
                            URI.create(uri),
                            headers,
                            body == null ? null : JsonHttp.Body.json(body),
                            method.equals("GET")
                                    ? JsonHttp.Repeat.WHENEVER_USEFUL
                                    : JsonHttp.Repeat.WHEN_NOT_PROCESSED),
                    Deadline.within(PATIENCE));
        } catch (UnansweredException silence) {
            throw new CannotStart("The platform does not answer: " + silence.getMessage(), silence);
        }
        if (!answer.successful()) {
            throw new CannotStart("The platform refuses (" + answer.status() + "): " + reason(answer.body()));
        }
        return answer.body();
    }

    /** The error array of the API, or the error object of the login. */
    private static String reason(JsonNode body) {
        return body.path(0)
                .path("summary")
                .asText(body.path("error").path("message").asText("no reason given"));
    }

    @Override
    public void close() {
        http.close();
    }
}
