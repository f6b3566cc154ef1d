package io.waybill.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** Signs and verifies Waybill's own ID tokens (JWT, RS256). Thread-safe. */
@ApplicationScoped
class Tokens {
    private static final String SESSION = "sid";

    private final SigningKeys keys;
    private final TokenSettings settings;
    private final Clock clock;
    private final JwtConsumer consumer;

    Tokens(SigningKeys keys, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.project())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setVerificationKeyResolver((signature, nesting) -> {
                    String id = signature.getKeyIdHeaderValue();
                    RsaJsonWebKey key = id == null ? null : keys.verifying(id);
                    if (key == null) {
                        throw new UnresolvableKeyException("No key has that id");
                    }
                    return key.getPublicKey();
                })
                .build();
    }

    /** What a verified token says. */
    record Claims(String userId, String sessionId, Instant expires) {}

    String issue(User user, String sessionId, Instant authenticated) {
        Instant now = clock.instant();
        RsaJsonWebKey key = keys.signing();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(settings.issuer());
        claims.setAudience(settings.project());
        claims.setSubject(user.id());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(
                NumericDate.fromSeconds(now.plus(settings.lifetime()).getEpochSecond()));
        claims.setClaim("auth_time", authenticated.getEpochSecond());
        claims.setClaim("user_id", user.id());
        claims.setClaim("email", user.email());
        claims.setClaim(
                "roles", user.assignedRoles().stream().map(AssignedRole::ref).toList());
        claims.setClaim(SESSION, sessionId);
        claims.setGeneratedJwtId();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException("An ID token cannot be signed", failure);
        }
    }

    /** The claims of a token that Waybill signed and that has not expired; null for any other. */
    @Nullable
    Claims verify(String token) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            Instant expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            String sessionId = claims.getStringClaimValue(SESSION);
            if (sessionId == null || !expires.isAfter(clock.instant())) {
                return null;
            }
            return new Claims(claims.getSubject(), sessionId, expires);
        } catch (InvalidJwtException | MalformedClaimException invalid) {
            return null;
        }
    }

    /** Whether the token claims, unverified, to be Waybill's own. */
    boolean isOwn(@Nullable String issuer) {
        return settings.issuer().equals(issuer);
    }
}
