package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.client.http.TokenCache;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with e-mail address and password, and renews with the refresh token while the identity service takes it.
 * The shapes are those of the original's identity service: camel case at login, snake case at refresh, seconds as text.
 */
final class Login implements TokenCache.Source {
    private final FulfilmentSettings settings;
    private final JsonHttp http;

    Login(FulfilmentSettings settings, JsonHttp http) {
        this.settings = settings;
        this.http = http;
    }

    @Override
    public TokenCache.Token obtain(TokenCache.@Nullable Token previous, Deadline deadline) {
        String refresh = previous == null ? null : previous.refresh();
        if (refresh != null) {
            JsonHttp.Answer renewed = renew(refresh, deadline);
            if (renewed.successful()) {
                return token(renewed.body(), "id_token", "refresh_token", "expires_in");
            }
        }
        JsonHttp.Answer answer = signIn(deadline);
        if (!answer.successful()) {
            throw refused(answer);
        }
        return token(answer.body(), "idToken", "refreshToken", "expiresIn");
    }

    private JsonHttp.Answer renew(String refreshToken, Deadline deadline) {
        return post(
                settings.refreshUrl(),
                JsonHttp.JSON
                        .createObjectNode()
                        .put("grant_type", "refresh_token")
                        .put("refresh_token", refreshToken),
                deadline);
    }

    private JsonHttp.Answer signIn(Deadline deadline) {
        return post(
                settings.loginUrl(),
                JsonHttp.JSON
                        .createObjectNode()
                        .put("email", settings.user())
                        .put("password", settings.password())
                        .put("returnSecureToken", true),
                deadline);
    }

    private JsonHttp.Answer post(URI address, JsonNode body, Deadline deadline) {
        URI uri = URI.create(address + "?key=" + JsonHttp.encode(settings.apiKey()));
        return http.exchange(
                new JsonHttp.Call("POST", uri, Map.of(), JsonHttp.Body.json(body), JsonHttp.Repeat.WHENEVER_USEFUL),
                deadline);
    }

    private static FulfilmentException refused(JsonHttp.Answer answer) {
        if (answer.status() == 429 || answer.status() >= 500) {
            return new FulfilmentUnavailableException("login answered " + answer.status());
        }
        String reason = answer.body().path("error").path("message").asText("");
        return new FulfilmentRejectedException(
                "login" + (reason.isEmpty() ? "" : " (" + reason + ")"), 401, ApiError.read(answer.body()));
    }

    private static TokenCache.Token token(JsonNode body, String token, String refresh, String seconds) {
        String value = Fields.text(body, token);
        if (value == null) {
            throw new FulfilmentUnavailableException("the identity service answered without a token");
        }
        return new TokenCache.Token(
                value,
                Fields.text(body, refresh),
                Duration.ofSeconds(body.path(seconds).asLong(3600)));
    }
}
