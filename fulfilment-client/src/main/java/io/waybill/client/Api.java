package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.client.http.TokenCache;
import io.waybill.client.http.UnansweredException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Authorised calls of the platform's API, with its errors as exceptions. */
final class Api implements AutoCloseable {
    private static final int PAGE = 100;

    private final FulfilmentSettings settings;
    private final JsonHttp http;
    private final TokenCache tokens;
    private final @Nullable Deadline deadline;

    Api(FulfilmentSettings settings, Clock clock) {
        this.settings = settings;
        this.http = new JsonHttp(settings.connectTimeout(), settings.requestTimeout(), "waybill-fulfilment-client/0.1");
        this.tokens = new TokenCache(new Login(settings, http), clock);
        this.deadline = null;
    }

    private Api(Api other, Deadline deadline) {
        this.settings = other.settings;
        this.http = other.http;
        this.tokens = other.tokens;
        this.deadline = deadline;
    }

    Api within(Deadline limit) {
        return new Api(this, limit);
    }

    JsonNode get(String path, Query query) {
        return send("GET", path, query, null, JsonHttp.Repeat.WHENEVER_USEFUL, Map.of());
    }

    JsonNode get(String path) {
        return get(path, Query.none());
    }

    /** A write that is refused when it was done already, by version or by uniqueness: safe to repeat. */
    JsonNode writeGuarded(String method, String path, @Nullable JsonNode body) {
        return send(method, path, Query.none(), body, JsonHttp.Repeat.WHENEVER_USEFUL, Map.of());
    }

    /** A write that would take effect twice when repeated. */
    JsonNode writeOnce(String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
        return send(method, path, Query.none(), body, JsonHttp.Repeat.WHEN_NOT_PROCESSED, headers);
    }

    /** All pages of a list that is paged by the last id. */
    <T> List<T> all(String path, String plural, Query query, Function<JsonNode, T> reading) {
        List<T> found = new ArrayList<>();
        @Nullable String last = null;
        while (true) {
            Query page = query.with("size", String.valueOf(PAGE)).with("startAfterId", last);
            JsonNode items = get(path, page).path(plural);
            items.forEach(item -> found.add(reading.apply(item)));
            if (items.size() < PAGE) {
                return List.copyOf(found);
            }
            String next = items.get(items.size() - 1).path("id").asText();
            if (next.equals(last)) {
                throw new FulfilmentUnavailableException("GET " + path + " does not page past " + last);
            }
            last = next;
        }
    }

    JsonNode send(
            String method,
            String path,
            Query query,
            @Nullable JsonNode body,
            JsonHttp.Repeat repeat,
            Map<String, String> headers) {
        Deadline limit = deadline == null ? Deadline.within(settings.callBudget()) : deadline;
        JsonHttp.Call call = new JsonHttp.Call(
                method,
                URI.create(trimmed(settings.apiUrl().toString()) + path + query),
                new LinkedHashMap<>(headers),
                body == null ? null : JsonHttp.Body.json(body),
                repeat);
        String name = method + " " + path;
        try {
            JsonHttp.Answer answer = authorised(call, limit);
            if (answer.successful()) {
                return answer.body();
            }
            throw refused(name, answer);
        } catch (UnansweredException silence) {
            throw new FulfilmentUnavailableException(String.valueOf(silence.getMessage()), silence);
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

    private static FulfilmentException refused(String name, JsonHttp.Answer answer) {
        List<ApiError> errors = ApiError.read(answer.body());
        if (answer.status() == 408 || answer.status() == 429 || answer.status() >= 500) {
            return new FulfilmentUnavailableException(name + " answered " + answer.status()
                    + (errors.isEmpty() ? "" : ": " + errors.get(0).summary()));
        }
        return new FulfilmentRejectedException(name, answer.status(), errors);
    }

    private static String trimmed(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    @Override
    public void close() {
        http.close();
    }
}
