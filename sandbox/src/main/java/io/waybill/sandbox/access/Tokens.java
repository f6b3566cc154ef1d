package io.waybill.sandbox.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.ApiServer;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import io.waybill.sandbox.wire.Reply;
import io.waybill.sandbox.wire.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Issues and checks access tokens: the client credentials flow of {@code POST /oauth/token}. Thread-safe. At most
 * {@value #MOST_TOKENS} tokens are remembered; beyond that the oldest stops working.
 */
public final class Tokens {

    /** commercetools' tokens live for 48 hours. */
    public static final Duration LIFETIME = Duration.ofSeconds(172_800);

    private static final int MOST_TOKENS = 10_000;

    private final String projectKey;
    private final String clientId;
    private final String clientSecret;
    private final Set<String> allowedScopes;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> grants = new LinkedHashMap<>();

    private record Grant(Instant expiry, Scopes scopes) {}

    /**
     * @param allowedScopes the scopes of the API client; empty if it may ask for any of the project's
     */
    public Tokens(
            String projectKey, String clientId, String clientSecret, Set<String> allowedScopes, InstantSource clock) {
        this.projectKey = projectKey;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.allowedScopes = Set.copyOf(allowedScopes);
        this.clock = clock;
    }

    /** Answers {@code POST /oauth/token}. */
    public Reply issue(Request request) {
        checkClient(request.header().apply("Authorization"));
        Map<String, List<String>> form = ApiServer.parameters(new String(request.body(), StandardCharsets.UTF_8));
        String grantType = single(form, request, "grant_type");
        if (grantType == null) {
            throw Rejection.oauth(400, "invalid_request", "Missing required parameter: grant_type.");
        }
        if (!grantType.equals("client_credentials")) {
            throw Rejection.oauth(400, "unsupported_grant_type", "Invalid parameter: grant_type: Invalid grant type.");
        }
        Scopes scopes = granted(single(form, request, "scope"));
        String token = random();
        synchronized (grants) {
            grants.put(token, new Grant(clock.instant().plus(LIFETIME), scopes));
            if (grants.size() > MOST_TOKENS) {
                grants.remove(grants.keySet().iterator().next());
            }
        }
        ObjectNode body = Json.object()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", LIFETIME.toSeconds())
                .put("scope", scopes.text());
        return Reply.ok(body);
    }

    /** The scopes of the request's bearer token; 401 invalid_token if it has no valid one. */
    public Scopes check(Request request) {
        String header = request.header().apply("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Rejection.oauth(401, "invalid_token", "Missing or malformed access token.");
        }
        Grant grant;
        synchronized (grants) {
            grant = grants.get(header.substring(7).trim());
        }
        if (grant == null || !clock.instant().isBefore(grant.expiry())) {
            throw Rejection.oauth(401, "invalid_token", "invalid_token");
        }
        return grant.scopes();
    }

    /** Makes every token issued so far invalid. */
    public void revokeAll() {
        synchronized (grants) {
            grants.clear();
        }
    }

    private Scopes granted(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return allowedScopes.isEmpty()
                    ? Scopes.of(projectKey, "manage_project:" + projectKey)
                    : Scopes.of(projectKey, String.join(" ", allowedScopes));
        }
        for (String scope : asked.trim().split("\\s+")) {
            String[] parts = scope.split(":", 3);
            boolean ofProject = parts.length >= 2 && parts[1].equals(projectKey) && Scopes.isKnown(parts[0]);
            if (!ofProject || !(allowedScopes.isEmpty() || allowedScopes.contains(scope))) {
                throw Rejection.oauth(400, "invalid_scope", "Permissions exceeded or malformed scope: " + scope + ".");
            }
        }
        return Scopes.of(projectKey, asked.trim());
    }

    private void checkClient(@Nullable String header) {
        String expected = clientId + ":" + clientSecret;
        if (header != null && header.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                byte[] given = Base64.getDecoder().decode(header.substring(6).trim());
                if (MessageDigest.isEqual(given, expected.getBytes(StandardCharsets.UTF_8))) {
                    return;
                }
            } catch (IllegalArgumentException e) {
                // no Base64: answered below like any other wrong credential
            }
        }
        throw Rejection.oauth(
                401, "invalid_client", "Please provide valid client credentials using HTTP Basic Authentication.");
    }

    private static @Nullable String single(Map<String, List<String>> form, Request request, String name) {
        List<String> values = form.get(name);
        return values == null ? request.first(name) : values.getFirst();
    }

    private String random() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
