package io.waybill.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the tokens that Waybill issues. */
@ConfigMapping(prefix = "waybill.tokens")
public interface TokenSettings {
    /** The {@code iss} claim of ID tokens. */
    @WithDefault("urn:waybill")
    String issuer();

    /** The {@code aud} claim of ID tokens: the name of this installation. */
    @WithDefault("waybill")
    String project();

    /** How long an ID token is valid. */
    @WithDefault("PT1H")
    Duration lifetime();

    /** How long a login can be kept alive by refreshing. */
    @WithDefault("P30D")
    Duration sessionLifetime();

    /**
     * How long after its use a refresh token may be presented again, for clients whose answer was lost or that refresh
     * on two threads. Later use ends the session.
     */
    @WithDefault("PT30S")
    Duration refreshGrace();

    /** How long a browser stays signed in while nobody uses it. */
    @WithDefault("PT12H")
    Duration browserIdle();

    /**
     * How long the answer about a token is kept in memory. A role taken away on another node still works for so long.
     */
    @WithDefault("PT30S")
    Duration cacheTime();

    /**
     * Protects the private signing keys in the database: they are encrypted with a key derived from this passphrase
     * (JWE, PBES2-HS512+A256KW). Without it they are stored in the clear, protected by the database's access rules
     * only. Setting it later encrypts the keys that exist.
     */
    Optional<String> keyPassphrase();
}
