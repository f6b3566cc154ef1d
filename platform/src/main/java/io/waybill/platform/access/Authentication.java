package io.waybill.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a bearer token stands for. Roles are read from the database, not from the token, so that what is taken
 * away is gone; the answer is kept in memory for a short time, for a bounded number of tokens. Thread-safe.
 */
@ApplicationScoped
class Authentication {
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final long TOKENS_KEPT = 10_000;

    private final Tokens tokens;
    private final ExternalTokens externalTokens;
    private final Users users;
    private final Roles roles;
    private final Database database;
    private final Clock clock;
    private final Cache<String, Principal> recent;

    Authentication(
            Tokens tokens,
            ExternalTokens externalTokens,
            Users users,
            Roles roles,
            Database database,
            Clock clock,
            TokenSettings settings) {
        this.tokens = tokens;
        this.externalTokens = externalTokens;
        this.users = users;
        this.roles = roles;
        this.database = database;
        this.clock = clock;
        this.recent = Caffeine.newBuilder()
                .maximumSize(TOKENS_KEPT)
                .expireAfterWrite(settings.cacheTime())
                .build();
    }

    /** Null when the token is not valid, or its user or session is gone. */
    @Nullable
    Principal authenticate(String token) {
        return token.length() > LONGEST_TOKEN ? null : known(token, () -> check(token));
    }

    /** As {@link #authenticate}, for what else proves who somebody is; {@code check} is asked when nothing is kept. */
    @Nullable
    Principal known(String proof, Supplier<@Nullable Principal> check) {
        Principal known = recent.getIfPresent(proof);
        if (known == null) {
            known = check.get();
            if (known != null) {
                recent.put(proof, known);
            }
        }
        return known != null && known.expires().isAfter(clock.instant()) ? known : null;
    }

    /** Something about users, roles or sessions changed: asks again for every token. */
    void forget() {
        recent.invalidateAll();
    }

    private @Nullable Principal check(String token) {
        Tokens.Claims claims = tokens.verify(token);
        if (claims == null) {
            return externalTokens.verify(token);
        }
        return database.read(handle -> users.findBySession(handle, claims.sessionId(), claims.userId())
                .map(user -> new Principal(
                        user.id(), user.username(), roles.grants(handle, user.assignedRoles()), claims.expires()))
                .orElse(null));
    }
}
