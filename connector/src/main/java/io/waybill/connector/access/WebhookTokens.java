package io.waybill.connector.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.auth0.jwt.interfaces.Verification;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens that protect the callback paths: HS256 with issuer, audience, subject and expiry. A token of the previous
 * key is taken as well, so that a key can be changed without losing events; {@code kid} says which key it is, and a token
 * that names neither is refused. Thread-safe.
 */
public final class WebhookTokens {
    private static final String SCHEME = "Bearer ";

    private final ConnectorSettings settings;
    private final Clock clock;
    private final Algorithm signing;
    private final JWTVerifier current;
    private final Map<String, JWTVerifier> accepted = new LinkedHashMap<>();
    private final String currentKey;

    /** Tokens as the settings say. */
    public WebhookTokens(ConnectorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.signing = Algorithm.HMAC256(settings.text(Setting.JWT_SECRET));
        this.current = verifier(signing);
        this.currentKey = keyId(signing);
        accepted.put(currentKey, current);
        settings.optional(Setting.JWT_PREVIOUS_SECRET)
                .map(Algorithm::HMAC256)
                .ifPresent(previous -> accepted.put(keyId(previous), verifier(previous)));
    }

    /** Says which key it is and nothing about the key: a signature that only its holder can make. */
    private static String keyId(Algorithm key) {
        byte[] mark = key.sign("kid".getBytes(StandardCharsets.UTF_8), "waybill".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mark, 0, 8);
    }

    private JWTVerifier verifier(Algorithm algorithm) {
        Verification verification = JWT.require(algorithm)
                .withIssuer(settings.text(Setting.JWT_ISSUER))
                .withAudience(settings.text(Setting.JWT_AUDIENCE))
                .withSubject(settings.text(Setting.JWT_SUBJECT))
                .withClaimPresence("exp");
        // The library takes another clock only on its own class.
        return ((JWTVerifier.BaseVerification) verification).build(clock);
    }

    /** A new token that is valid that long. */
    public String issue(Duration lifetime) {
        Instant now = clock.instant();
        return JWT.create()
                .withKeyId(currentKey)
                .withIssuer(settings.text(Setting.JWT_ISSUER))
                .withAudience(settings.text(Setting.JWT_AUDIENCE))
                .withSubject(settings.text(Setting.JWT_SUBJECT))
                .withJWTId(UUID.randomUUID().toString())
                .withIssuedAt(now)
                .withExpiresAt(now.plus(lifetime))
                .sign(signing);
    }

    /** The value of an Authorization header with a new token of the configured lifetime. */
    public String newHeader() {
        return SCHEME + issue(lifetime());
    }

    /** Whether an Authorization header carries a valid token under the scheme Bearer. */
    public boolean accepts(Optional<String> authorization) {
        return token(authorization).filter(this::accepted).isPresent();
    }

    private boolean accepted(String token) {
        try {
            // Tokens of earlier versions name no key.
            String key = JWT.decode(token).getKeyId();
            return key == null
                    ? accepted.values().stream().anyMatch(verifier -> valid(verifier, token))
                    : accepted.containsKey(key) && valid(accepted.get(key), token);
        } catch (JWTDecodeException noToken) {
            return false;
        }
    }

    /** Whether the header's token is of the current key and not past half of the configured lifetime. */
    public boolean fresh(String authorization) {
        return token(Optional.of(authorization))
                .filter(token -> valid(current, token))
                .map(JWT::decode)
                .map(DecodedJWT::getExpiresAtAsInstant)
                .filter(end -> end.isAfter(clock.instant().plus(lifetime().dividedBy(2))))
                .isPresent();
    }

    private Duration lifetime() {
        return Duration.ofDays(settings.number(Setting.JWT_LIFETIME_DAYS));
    }

    private static Optional<String> token(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).trim());
    }

    private static boolean valid(JWTVerifier verifier, String token) {
        try {
            verifier.verify(token);
            return true;
        } catch (JWTVerificationException refused) {
            return false;
        }
    }
}
