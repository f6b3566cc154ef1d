package io.waybill.platform.access;

import static io.waybill.platform.test.Api.anonymous;
import static io.waybill.platform.test.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** What is off by default: a foreign identity provider, a limit of requests, encrypted keys, a checked API key. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@WithTestResource(value = ExternalIdentityTest.Provider.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestProfile(ExternalIdentityTest.Secured.class)
class ExternalIdentityTest {
    private static final String API_KEY = "the-key";

    @Inject
    Database database;

    @Inject
    SigningKeys keys;

    @Test
    void a_token_of_a_configured_provider_gets_the_roles_that_its_groups_stand_for() throws Exception {
        as(token(Provider.key, claims("staff"))).get("/api/roles").then().statusCode(403);
        String administrator = token(Provider.key, claims("staff", "bosses", "unknown"));
        as(administrator).get("/api/roles").then().statusCode(200);
        JwtClaims nobody = claims("unknown");
        as(token(Provider.key, nobody)).get("/api/roles").then().statusCode(403);
    }

    @Test
    void tokens_with_a_wrong_issuer_audience_time_signature_or_algorithm_are_refused() throws Exception {
        JwtClaims issuer = claims("bosses");
        issuer.setIssuer("https://elsewhere.example");
        JwtClaims audience = claims("bosses");
        audience.setAudience("another-application");
        JwtClaims expired = claims("bosses");
        expired.setExpirationTimeMinutesInTheFuture(-5);
        JwtClaims endless = claims("bosses");
        endless.unsetClaim("exp");
        RsaJsonWebKey stranger = RsaJwkGenerator.generateJwk(2048);
        stranger.setKeyId(Provider.key.getKeyId());
        for (String token : List.of(
                token(Provider.key, issuer),
                token(Provider.key, audience),
                token(Provider.key, expired),
                token(Provider.key, endless),
                token(stranger, claims("bosses")))) {
            as(token).get("/api/roles").then().statusCode(401);
        }
    }

    @Test
    void callers_beyond_their_limit_get_429_and_are_told_when_to_come_back() throws Exception {
        JwtClaims claims = claims("bosses");
        claims.setSubject("someone busy " + UUID.randomUUID());
        String token = token(Provider.key, claims);
        Response limited = null;
        for (int request = 0; request < 60 && limited == null; request++) {
            Response answer = as(token).get("/api/roles/FULFILLER");
            limited = answer.statusCode() == 429 ? answer : null;
        }
        assertThat(limited).isNotNull();
        limited.then().body("[0].summary", containsString("Too many requests"));
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isPositive();
        JwtClaims other = claims("bosses");
        other.setSubject("someone else " + UUID.randomUUID());
        as(token(Provider.key, other)).get("/api/roles").then().statusCode(200);
    }

    @Test
    void the_api_key_is_checked_when_one_is_configured() {
        signIn("wrong").then().statusCode(400).body("error.message", containsString("API key not valid"));
        signIn(API_KEY).then().statusCode(200);
        anonymous()
                .body(Map.of("grant_type", "refresh_token", "refresh_token", "x"))
                .post("/v1/token")
                .then()
                .statusCode(400)
                .body("error.message", containsString("API key not valid"));
    }

    @Test
    void private_keys_are_encrypted_in_the_database_and_clear_ones_become_so_at_the_next_start() {
        String stored = privateKey();
        assertThat(stored).startsWith("ey").doesNotContain("\"d\"");
        String clear = keys.signing().toJson(OutputControlLevel.INCLUDE_PRIVATE);
        database.inTransaction(
                transaction -> transaction.handle().execute("update signing_key set private_key = ?", clear));
        assertThat(privateKey()).startsWith("{");
        keys.prepare();
        assertThat(privateKey()).startsWith("ey");
        assertThat(keys.signing().toJson(OutputControlLevel.INCLUDE_PRIVATE)).isEqualTo(clear);
        signIn(API_KEY).then().statusCode(200).body("expiresIn", equalTo("3600"));
    }

    private String privateKey() {
        return database.read(handle -> handle.createQuery("select private_key from signing_key")
                .mapTo(String.class)
                .one());
    }

    private static Response signIn(String key) {
        return anonymous()
                .body(Map.of("email", Api.ADMINISTRATOR, "password", Api.ADMINISTRATOR_PASSWORD))
                .post("/v1/accounts:signInWithPassword?key=" + key);
    }

    private static JwtClaims claims(String... groups) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(Provider.ISSUER);
        claims.setAudience("waybill-console");
        claims.setSubject("user-" + UUID.randomUUID());
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("realm_access", Map.of("roles", List.of(groups)));
        claims.setClaim("preferred_username", "ada");
        return claims;
    }

    private static String token(RsaJsonWebKey key, JwtClaims claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    /** Turns on what is off by default. */
    public static class Secured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "waybill.rate-limit.enabled", "true",
                    "waybill.rate-limit.requests-per-second", "2",
                    "waybill.rate-limit.burst", "20",
                    "waybill.tokens.key-passphrase", "a passphrase for tests",
                    "waybill.login.api-key", API_KEY);
        }
    }

    /** An identity provider: its key, and the page that publishes it. */
    public static class Provider implements QuarkusTestResourceLifecycleManager {
        static final String ISSUER = "https://identity.example/realms/shop";
        static RsaJsonWebKey key;
        private HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                key = RsaJwkGenerator.generateJwk(2048);
                key.setKeyId("provider-key");
                byte[] published = new JsonWebKeySet(key)
                        .toJson(OutputControlLevel.PUBLIC_ONLY)
                        .getBytes(StandardCharsets.UTF_8);
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/certs", exchange -> {
                    exchange.sendResponseHeaders(200, published.length);
                    exchange.getResponseBody().write(published);
                    exchange.close();
                });
                server.start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (JoseException failure) {
                throw new IllegalStateException(failure);
            }
            return Map.of(
                    "waybill.oidc.shop.issuer", ISSUER,
                    "waybill.oidc.shop.jwks-url",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/certs",
                    "waybill.oidc.shop.audience", "waybill-console",
                    "waybill.oidc.shop.roles-claim", "realm_access.roles",
                    "waybill.oidc.shop.roles.bosses", "ADMINISTRATOR",
                    "waybill.oidc.shop.roles.staff", "FULFILLER");
        }

        @Override
        public void stop() {
            if (server != null) {
                server.stop(0);
            }
        }
    }
}
