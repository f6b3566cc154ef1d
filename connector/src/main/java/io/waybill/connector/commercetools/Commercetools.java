package io.waybill.connector.commercetools;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.client.http.TokenCache;
import io.waybill.client.http.UnansweredException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Authorised calls to one commercetools project. Every write the connector makes names a version or a key, so a write
 * may be sent again after 502, 503 or silence. Thread-safe.
 */
public final class Commercetools implements AutoCloseable {
    private static final String CORRELATION_ID = "X-Correlation-ID";

    /** Where the project is and who asks. */
    public record Access(
            URI api,
            URI auth,
            String projectKey,
            String clientId,
            String clientSecret,
            Optional<String> scope,
            Duration connectTimeout,
            Duration requestTimeout,
            Duration callBudget) {
        /** Without secrets. */
        @Override
        public String toString() {
            return "Access[api=" + api + ", projectKey=" + projectKey + "]";
        }
    }

    private final Access access;
    private final JsonHttp http;
    private final TokenCache tokens;
    private final @Nullable Deadline deadline;

    /** A client of that project. Connects on first use. */
    public Commercetools(Access access, Clock clock) {
        this.access = access;
        this.http = new JsonHttp(access.connectTimeout(), access.requestTimeout(), "waybill-connector/0.1");
        this.tokens = new TokenCache(this::obtainToken, clock);
        this.deadline = null;
    }

    private Commercetools(Commercetools other, Deadline deadline) {
        this.access = other.access;
        this.http = other.http;
        this.tokens = other.tokens;
        this.deadline = deadline;
    }

    /** The same client, bound to finish every call before the deadline. Shares connections and token. */
    public Commercetools within(Deadline limit) {
        return new Commercetools(this, limit);
    }

    /** Key of the project. */
    public String projectKey() {
        return access.projectKey();
    }

    /**
     * The scopes of a new token, without the project: what the API client may do. Scopes that are limited to a store or
     * a container are left out.
     */
    public Set<String> grantedScopes(Deadline limit) {
        String suffix = ":" + access.projectKey();
        return Arrays.stream(tokenAnswer(limit).body().path("scope").asText("").split("\\s+", -1))
                .filter(scope -> scope.endsWith(suffix))
                .map(scope -> scope.substring(0, scope.length() - suffix.length()))
                .filter(scope -> !scope.contains(":"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads a resource; empty when it does not exist.
     *
     * @param path below the project, with its query, for example {@code /orders/{id}?expand=custom.type}
     */
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (CommercetoolsRejectedException refused) {
            if (refused.notFound()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Reads a resource that has to exist. */
    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    /** Creates or updates. */
    public JsonNode post(String path, JsonNode body) {
        return call("POST", path, body);
    }

    /** Deletes a resource at a version; one that is gone already is fine. */
    public void delete(String path, long version) {
        try {
            call("DELETE", path + "?version=" + version, null);
        } catch (CommercetoolsRejectedException refused) {
            if (!refused.notFound()) {
                throw refused;
            }
        }
    }

    /** All results of a query, by pages. {@code path} carries the predicate; the result is bounded by {@code most}. */
    public List<JsonNode> query(String path, int most) {
        List<JsonNode> found = new ArrayList<>();
        int page = Math.min(100, most);
        while (found.size() < most) {
            String separator = path.contains("?") ? "&" : "?";
            JsonNode results = get(path + separator + "limit=" + page + "&offset=" + found.size() + "&withTotal=false")
                    .path("results");
            results.forEach(found::add);
            if (results.size() < page) {
                break;
            }
        }
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) {
        Deadline limit = deadline == null ? Deadline.within(access.callBudget()) : deadline;
        String place = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        String correlationId = correlationId();
        JsonHttp.Call request = new JsonHttp.Call(
                method,
                URI.create(trimmed(access.api()) + "/" + JsonHttp.encode(access.projectKey()) + path),
                Map.of(CORRELATION_ID, correlationId),
                body == null ? null : JsonHttp.Body.json(body),
                JsonHttp.Repeat.WHENEVER_USEFUL);
        try {
            JsonHttp.Answer answer = authorised(request, limit);
            if (answer.successful()) {
                return answer.body();
            }
            throw refused(method + " " + place, answer, correlationId);
        } catch (UnansweredException silence) {
            throw new CommercetoolsUnavailableException(
                    silence.getMessage() + " (correlation " + correlationId + ")", silence);
        }
    }

    private JsonHttp.Answer authorised(JsonHttp.Call call, Deadline limit) {
        String token = tokens.token(limit);
        JsonHttp.Answer answer = http.exchange(call.withHeader("Authorization", "Bearer " + token), limit);
        if (answer.status() != 401) {
            return answer;
        }
        tokens.rejected(token);
        return http.exchange(call.withHeader("Authorization", "Bearer " + tokens.token(limit)), limit);
    }

    private TokenCache.Token obtainToken(TokenCache.@Nullable Token previous, Deadline limit) {
        JsonHttp.Answer answer = tokenAnswer(limit);
        return new TokenCache.Token(
                answer.body().path("access_token").asText(""),
                null,
                Duration.ofSeconds(answer.body().path("expires_in").asLong(172_800)));
    }

    private JsonHttp.Answer tokenAnswer(Deadline limit) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        access.scope().ifPresent(scope -> form.put("scope", scope));
        String credentials = Base64.getEncoder()
                .encodeToString((access.clientId() + ":" + access.clientSecret()).getBytes(StandardCharsets.UTF_8));
        String correlationId = correlationId();
        JsonHttp.Answer answer = http.exchange(
                new JsonHttp.Call(
                        "POST",
                        URI.create(trimmed(access.auth()) + "/oauth/token"),
                        Map.of("Authorization", "Basic " + credentials, CORRELATION_ID, correlationId),
                        JsonHttp.Body.form(form),
                        JsonHttp.Repeat.WHENEVER_USEFUL),
                limit);
        String value = answer.body().path("access_token").asText("");
        if (!answer.successful() || value.isEmpty()) {
            throw answer.status() >= 500 || answer.status() == 429 || answer.successful()
                    ? new CommercetoolsUnavailableException("POST /oauth/token answered " + answer.status())
                    // The auth service says 400 for a wrong client or scope; to the caller that is denied access.
                    : new CommercetoolsRejectedException("POST /oauth/token", 401, answer.body(), correlationId);
        }
        return answer;
    }

    private static CommercetoolsException refused(String call, JsonHttp.Answer answer, String correlationId) {
        if (answer.status() == 408 || answer.status() == 429 || answer.status() >= 500) {
            return new CommercetoolsUnavailableException(
                    call + " answered " + answer.status() + " (correlation " + correlationId + ")");
        }
        return new CommercetoolsRejectedException(call, answer.status(), answer.body(), correlationId);
    }

    /** commercetools keeps it with the call, so that its support finds what our log names. */
    private static String correlationId() {
        return "waybill-" + UUID.randomUUID();
    }

    private static String trimmed(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {
        http.close();
    }
}
