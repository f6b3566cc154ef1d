package io.waybill.platform.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * An identity provider over HTTP: it asks nobody for a password, but otherwise is as strict as a real one. A second one is
 * configured that never answers.
 */
public class StandInProvider implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "waybill-browser";
    private static final String SECRET = "s3cret: of the client";

    /** What it does and says from now on. */
    static volatile Behaviour behaviour = Behaviour.ofAda();

    private static final Map<String, Map<String, String>> CODES = new ConcurrentHashMap<>();
    private static RsaJsonWebKey key;
    private static String issuer;
    private HttpServer server;

    /** @param nonce in place of the one that was asked for; null for that one */
    record Behaviour(boolean down, String audience, String nonce, List<String> groups) {
        static Behaviour ofAda() {
            return new Behaviour(false, CLIENT, null, List.of("managers"));
        }

        Behaviour withDown() {
            return new Behaviour(true, audience, nonce, groups);
        }

        Behaviour withAudience(String other) {
            return new Behaviour(down, other, nonce, groups);
        }

        Behaviour withNonce(String other) {
            return new Behaviour(down, audience, other, groups);
        }

        Behaviour withGroups(String... others) {
            return new Behaviour(down, audience, nonce, List.of(others));
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("stand-in");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                         "jwks_uri": "%1$s/certs", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                         "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer)));
        server.createContext(
                "/certs",
                exchange -> answer(exchange, 200, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY)));
        server.createContext("/authorize", exchange -> page(exchange, authorize(exchange.getRequestURI())));
        server.createContext("/token", StandInProvider::token);
        server.start();
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("shop", "away")) {
            String address = name.equals("shop") ? issuer : "http://127.0.0.1:1";
            settings.put("waybill.oidc." + name + ".issuer", address);
            settings.put("waybill.oidc." + name + ".jwks-url", address + "/certs");
            settings.put("waybill.oidc." + name + ".audience", "waybill-api");
            settings.put("waybill.oidc." + name + ".client-id", CLIENT);
            settings.put("waybill.oidc." + name + ".roles.managers", "SUPERVISOR");
        }
        settings.put("waybill.oidc.shop.client-secret", SECRET);
        settings.put("waybill.oidc.shop.label", "Shop Account");
        settings.put("waybill.oidc.away.label", "Partner Account");
        settings.put("waybill.oidc.shop.session-lifetime", "PT4H");
        return settings;
    }

    /** Where it sends the browser back to, once somebody has signed in. */
    static URI authorize(URI request) {
        Map<String, String> asked = form(request.getRawQuery());
        boolean right = "code".equals(asked.get("response_type"))
                && CLIENT.equals(asked.get("client_id"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.get("scope").contains("openid")
                && asked.get("redirect_uri")
                        .matches("http://(127.0.0.1|localhost):\\d+/console/sign-in/oidc/shop/callback");
        if (!right) {
            throw new IllegalStateException("No provider takes this: " + request);
        }
        String code = "code-" + UUID.randomUUID();
        CODES.put(code, asked);
        return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
    }

    private static void page(HttpExchange exchange, URI back) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        answer(
                exchange,
                200,
                "<!DOCTYPE html><title>Shop Account</title><a href=\""
                        + back.toString().replace("&", "&amp;") + "\">Continue as Ada</a>");
    }

    private static void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> begun = CODES.remove(asked.getOrDefault("code", ""));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (behaviour.down()) {
            answer(exchange, 503, "{}");
        } else if (!proof().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\": \"invalid_client\"}");
        } else if (begun == null
                || !begun.get("redirect_uri").equals(asked.get("redirect_uri"))
                || !begun.get("code_challenge").equals(challenge(asked.getOrDefault("code_verifier", "")))) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"id_token\": \""
                            + idToken(begun.get("nonce")) + "\"}");
        }
    }

    private static String proof() {
        String pair = URLEncoder.encode(CLIENT, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String idToken(String nonce) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(behaviour.audience());
        claims.setSubject("subject-of-ada");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("nonce", behaviour.nonce() == null ? nonce : behaviour.nonce());
        claims.setClaim("preferred_username", "Ada Klein");
        claims.setStringListClaim("roles", behaviour.groups());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKey(key.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (exchange.getResponseHeaders().getFirst("Content-Type") == null) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
