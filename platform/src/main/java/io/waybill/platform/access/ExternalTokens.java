package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** Verifies tokens of the configured identity providers and maps their claims to roles. Thread-safe. */
@ApplicationScoped
class ExternalTokens {
    private static final Logger LOG = Logger.getLogger(ExternalTokens.class);
    private static final int ALLOWED_CLOCK_SKEW_SECONDS = 30;
    private static final int LARGEST_KEY_SET = 512 * 1024;

    private final Map<String, Provider> byIssuer = new HashMap<>();
    private final JwtConsumer unverified = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();
    private final Roles roles;
    private final Database database;
    private final Clock clock;

    ExternalTokens(OidcSettings settings, Roles roles, Database database, Clock clock) {
        this.roles = roles;
        this.database = database;
        this.clock = clock;
        settings.providers().forEach((name, provider) -> byIssuer.put(provider.issuer(), new Provider(name, provider)));
    }

    /** The caller of a token that one of the providers signed; null for any other. */
    @Nullable
    Principal verify(String token) {
        if (byIssuer.isEmpty()) {
            return null;
        }
        try {
            Provider provider = byIssuer.get(unverified.processToClaims(token).getIssuer());
            return provider == null ? null : principal(provider, provider.consumer.processToClaims(token));
        } catch (InvalidJwtException invalid) {
            LOG.debugf("An external token was refused: %s", invalid.getErrorDetails());
            return null;
        } catch (MalformedClaimException invalid) {
            return null;
        }
    }

    private @Nullable Principal principal(Provider provider, JwtClaims claims) throws MalformedClaimException {
        Instant expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        if (!expires.isAfter(clock.instant())) {
            return null;
        }
        Set<String> limits = Set.of();
        if (provider.settings.facilitiesClaim().isPresent()) {
            limits = Set.copyOf(
                    values(claims, provider.settings.facilitiesClaim().get()));
            if (limits.isEmpty()) {
                return new Principal(claims.getSubject(), name(provider, claims), List.of(), expires);
            }
        }
        List<String> names = values(claims, provider.settings.rolesClaim()).stream()
                .map(provider.settings.roles()::get)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Set<Permission>> permissions = database.read(handle -> roles.permissions(handle, names));
        List<Principal.Grant> grants = new ArrayList<>();
        for (String name : names) {
            grants.add(new Principal.Grant(permissions.getOrDefault(name, EnumSet.noneOf(Permission.class)), limits));
        }
        return new Principal(claims.getSubject(), name(provider, claims), List.copyOf(grants), expires);
    }

    private static String name(Provider provider, JwtClaims claims) {
        Object name = claims.getClaimValue(provider.settings.usernameClaim());
        return name instanceof String text
                ? text
                : Optional.ofNullable(provider.name).orElse("external");
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
        private final JwtConsumer consumer;

        Provider(String name, OidcSettings.Provider settings) {
            this.name = name;
            this.settings = settings;
            Get get = new Get();
            get.setConnectTimeout((int) settings.timeout().toMillis());
            get.setReadTimeout((int) settings.timeout().toMillis());
            get.setRetries(0);
            get.setResponseBodySizeLimit(LARGEST_KEY_SET);
            HttpsJwks keys = new HttpsJwks(settings.jwksUrl());
            keys.setSimpleHttpGet(get);
            keys.setDefaultCacheDuration(settings.keysFor().toSeconds());
            keys.setRetainCacheOnErrorDuration(settings.keysFor().toSeconds());
            this.consumer = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT,
                            settings.algorithms().toArray(String[]::new)))
                    .setExpectedIssuer(settings.issuer())
                    .setExpectedAudience(settings.audience())
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(ALLOWED_CLOCK_SKEW_SECONDS)
                    .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                    .build();
        }
    }
}
