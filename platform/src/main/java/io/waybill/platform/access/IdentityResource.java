package io.waybill.platform.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Login, refresh and keys, in the shapes of the identity service that clients of the original talk to: camelCase for
 * login, snake_case for refresh, seconds as strings, and errors as {@code {"error": {...}}} instead of Waybill's array.
 */
@Tag(name = "Login")
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class IdentityResource {
    private static final int LONGEST_NAME = 320;
    private static final int LONGEST_TOKEN = 512;

    private final SignIn signIn;
    private final RefreshSession refreshSession;
    private final SigningKeys keys;
    private final TokenSettings tokenSettings;
    private final Optional<String> apiKey;
    private final ObjectMapper json;

    IdentityResource(
            SignIn signIn,
            RefreshSession refreshSession,
            SigningKeys keys,
            TokenSettings tokenSettings,
            LoginSettings loginSettings,
            ObjectMapper json) {
        this.signIn = signIn;
        this.refreshSession = refreshSession;
        this.keys = keys;
        this.tokenSettings = tokenSettings;
        this.apiKey = loginSettings.apiKey();
        this.json = json;
    }

    /** A login's answer. */
    record SignedIn(
            String kind,
            String localId,
            String email,
            String displayName,
            String idToken,
            boolean registered,
            String refreshToken,
            String expiresIn) {}

    /** A refresh's answer. */
    record Refreshed(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") String expiresIn,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("id_token") String idToken,
            @JsonProperty("user_id") String userId,
            @JsonProperty("project_id") String projectId) {}

    /** An error in the identity service's shape. */
    record IdentityError(Body error) {
        record Body(int code, String message, List<Detail> errors, String status) {}

        record Detail(String message, String domain, String reason) {}
    }

    @POST
    // Some HTTP clients escape the colon.
    @Path("v1/accounts{colon: (:|%3A|%3a)}signInWithPassword")
    @Consumes(MediaType.WILDCARD)
    @Open
    @Operation(operationId = "signInWithPassword", summary = "Log in with username or e-mail and password")
    public Response signIn(@QueryParam("key") @Nullable String key, String body) {
        if (isWrongKey(key)) {
            return wrongKey();
        }
        JsonNode request = read(body);
        if (request == null) {
            return refused(400, "INVALID_JSON_PAYLOAD");
        }
        String email = text(request, "email", LONGEST_NAME);
        String password = text(request, "password", LONGEST_TOKEN);
        if (email == null) {
            return refused(400, request.hasNonNull("email") ? "INVALID_EMAIL" : "MISSING_EMAIL");
        }
        if (password == null) {
            return refused(400, request.hasNonNull("password") ? "INVALID_LOGIN_CREDENTIALS" : "MISSING_PASSWORD");
        }
        return switch (signIn.signIn(email, password)) {
            case SignIn.Outcome.Accepted accepted ->
                uncached(Response.ok(new SignedIn(
                        "identitytoolkit#VerifyPasswordResponse",
                        accepted.user().id(),
                        accepted.user().email(),
                        accepted.user().firstname() + " " + accepted.user().lastname(),
                        accepted.idToken(),
                        true,
                        accepted.session().refreshToken(),
                        lifetime())));
            case SignIn.Outcome.Refused refused -> refused(400, "INVALID_LOGIN_CREDENTIALS");
            case SignIn.Outcome.Blocked blocked ->
                Response.fromResponse(refused(429, "TOO_MANY_ATTEMPTS_TRY_LATER"))
                        .header("Retry-After", blocked.waitFor().plusMillis(999).toSeconds())
                        .build();
        };
    }

    @POST
    @Path("v1/token")
    @Consumes(MediaType.WILDCARD)
    @Open
    @Operation(operationId = "refreshToken", summary = "Exchange a refresh token for the next ID token")
    public Response refreshWithJson(@QueryParam("key") @Nullable String key, String body) {
        JsonNode request = read(body);
        if (request == null) {
            return isWrongKey(key) ? wrongKey() : refused(400, "INVALID_JSON_PAYLOAD");
        }
        return refresh(key, text(request, "grant_type", LONGEST_TOKEN), text(request, "refresh_token", LONGEST_TOKEN));
    }

    @POST
    @Path("v1/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Operation(hidden = true)
    public Response refreshWithForm(
            @QueryParam("key") @Nullable String key,
            @FormParam("grant_type") @Nullable String grantType,
            @FormParam("refresh_token") @Nullable String refreshToken) {
        return refresh(key, grantType, refreshToken);
    }

    @GET
    @Path(".well-known/jwks.json")
    @Open
    @Operation(operationId = "getJwks", summary = "The public keys that verify ID tokens")
    public Response keys() {
        return Response.ok(keys.published())
                .header("Cache-Control", "public, max-age=300")
                .build();
    }

    @GET
    @Path("v1/jwks")
    @Open
    @Operation(hidden = true)
    public Response keysAtVersionedPath() {
        return keys();
    }

    private Response refresh(@Nullable String key, @Nullable String grantType, @Nullable String refreshToken) {
        if (isWrongKey(key)) {
            return wrongKey();
        }
        if (grantType == null) {
            return refused(400, "MISSING_GRANT_TYPE");
        }
        if (!"refresh_token".equals(grantType)) {
            return refused(400, "INVALID_GRANT_TYPE");
        }
        if (refreshToken == null || refreshToken.isEmpty()) {
            return refused(400, "MISSING_REFRESH_TOKEN");
        }
        return refreshSession
                .refresh(refreshToken)
                .map(refreshed -> uncached(Response.ok(new Refreshed(
                        refreshed.idToken(),
                        lifetime(),
                        "Bearer",
                        refreshed.refreshToken(),
                        refreshed.idToken(),
                        refreshed.user().id(),
                        tokenSettings.project()))))
                .orElseGet(() -> refused(400, "INVALID_REFRESH_TOKEN"));
    }

    private boolean isWrongKey(@Nullable String key) {
        return apiKey.isPresent()
                && !MessageDigest.isEqual(
                        apiKey.get().getBytes(StandardCharsets.UTF_8),
                        (key == null ? "" : key).getBytes(StandardCharsets.UTF_8));
    }

    private static Response wrongKey() {
        return refused(400, "API key not valid. Please pass a valid API key.");
    }

    private @Nullable JsonNode read(String body) {
        try {
            JsonNode read = json.readTree(body);
            return read != null && read.isObject() ? read : null;
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode object, String field, int longest) {
        JsonNode value = object.get(field);
        return value == null
                        || !value.isTextual()
                        || value.textValue().isEmpty()
                        || value.textValue().length() > longest
                ? null
                : value.textValue();
    }

    private String lifetime() {
        return Long.toString(tokenSettings.lifetime().toSeconds());
    }

    private static Response uncached(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store").build();
    }

    private static Response refused(int status, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new IdentityError(new IdentityError.Body(
                        status,
                        message,
                        List.of(new IdentityError.Detail(message, "global", "invalid")),
                        status == 429 ? "RESOURCE_EXHAUSTED" : "INVALID_ARGUMENT")))
                .build();
    }
}
