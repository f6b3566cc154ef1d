package io.waybill.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/** Verifies tokens of the configured identity providers. Thread-safe. */
@ApplicationScoped
class ExternalTokens {
    private static final Logger LOG = Logger.getLogger(ExternalTokens.class);
    private static final int ALLOWED_CLOCK_SKEW_SECONDS = 30;
    private static final int LARGEST_KEY_SET = 512 * 1024;

    private final Map<String, Provider> byIssuer = new HashMap<>();
    private final Map<String, Provider> byName = new HashMap<>();
    private final JwtConsumer unverified = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();
    private final ExternalRights rights;
    private final Clock clock;

    ExternalTokens(OidcSettings settings, ExternalRights rights, Clock clock) {
        this.rights = rights;
        this.clock = clock;
        settings.providers().forEach((name, configured) -> {
            Provider provider = new Provider(name, configured);
            byIssuer.put(configured.issuer(), provider);
            byName.put(name, provider);
        });
    }

    /** The caller of a token that one of the providers signed; null for any other. */
    @Nullable
    Principal verify(String token) {
        if (byIssuer.isEmpty()) {
            return null;
        }
        try {
            Provider provider = byIssuer.get(unverified.processToClaims(token).getIssuer());
            if (provider == null) {
                return null;
            }
            JwtClaims claims = provider.forApi.processToClaims(token);
            Instant expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            if (!expires.isAfter(clock.instant())) {
                return null;
            }
            ExternalIdentity identity = provider.identity(claims);
            return new Principal(identity.subject(), identity.username(), rights.of(identity), expires);
        } catch (InvalidJwtException invalid) {
            LOG.debugf("An external token was refused: %s", invalid.getErrorDetails());
            return null;
        } catch (MalformedClaimException invalid) {
            return null;
        }
    }

    /**
     * Whom an ID token names that the provider issued for the sign-in in the browser (OpenID Connect Core, 3.1.3.7); null when
     * it is not one for this client and this attempt.
     *
     * @param provider name of its configuration, which has a client
     * @param nonce of the attempt
     */
    @Nullable
    ExternalIdentity verifyIdToken(String provider, String token, String nonce) {
        Provider known = Objects.requireNonNull(byName.get(provider));
        String client = known.settings.clientId().orElseThrow();
        try {
            JwtClaims claims = known.consumer(client).processToClaims(token);
            boolean ours = nonce.equals(claims.getClaimValueAsString("nonce"))
                    && (claims.getAudience().size() == 1 || claims.hasClaim("azp"))
                    && (!claims.hasClaim("azp") || client.equals(claims.getClaimValueAsString("azp")));
            if (!ours) {
                LOG.debugf("An ID token of %s was issued for another client or another attempt", provider);
                return null;
            }
            return known.identity(claims);
        } catch (InvalidJwtException invalid) {
            LOG.debugf("An ID token of %s was refused: %s", provider, invalid.getErrorDetails());
            return null;
        } catch (MalformedClaimException invalid) {
            return null;
        }
    }

    /** The strings of a claim; dots lead into objects. */
    private static List<String> values(JwtClaims claims, String path) {
        Object value = claims.getClaimValue(path);
        if (value == null) {
            value = claims.getClaimsMap();
            for (String step : path.split("\\.")) {
                value = value instanceof Map<?, ?> object ? object.get(step) : null;
            }
        }
        return switch (value) {
            case String text -> List.of(text);
            case Collection<?> several ->
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    private static final class Provider {
        private final String name;
        private final OidcSettings.Provider settings;
        private final HttpsJwks keys;
        private final JwtConsumer forApi;

        Provider(String name, OidcSettings.Provider settings) {
            this.name = name;
            this.settings = settings;
            Get get = new Get();
            get.setConnectTimeout((int) settings.timeout().toMillis());
            get.setReadTimeout((int) settings.timeout().toMillis());
            get.setRetries(0);
            get.setResponseBodySizeLimit(LARGEST_KEY_SET);
            this.keys = new HttpsJwks(settings.jwksUrl());
            keys.setSimpleHttpGet(get);
            keys.setDefaultCacheDuration(settings.keysFor().toSeconds());
            keys.setRetainCacheOnErrorDuration(settings.keysFor().toSeconds());
            this.forApi = consumer(settings.audience());
        }

        JwtConsumer consumer(String audience) {
            return new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT,
                            settings.algorithms().toArray(String[]::new)))
                    .setExpectedIssuer(settings.issuer())
                    .setExpectedAudience(audience)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(ALLOWED_CLOCK_SKEW_SECONDS)
                    .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                    .build();
        }

        ExternalIdentity identity(JwtClaims claims) throws MalformedClaimException {
            return new ExternalIdentity(
                    name,
                    claims.getSubject(),
                    claims.getClaimValue(settings.usernameClaim()) instanceof String text ? text : name,
                    values(claims, settings.rolesClaim()),
                    settings.facilitiesClaim()
                            .map(claim -> values(claims, claim))
                            .orElse(null));
        }
    }
}
