package io.waybill.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of logging in with a password. */
@ConfigMapping(prefix = "waybill.login")
public interface LoginSettings {
    /** When set, login and refresh ask for this value in the {@code key} parameter; otherwise any value is accepted. */
    Optional<String> apiKey();

    /** Domain of the e-mail address of users who gave none: {@code username@domain}. */
    @WithDefault("waybill.local")
    String domain();

    /** Cost of bcrypt: each step doubles the time a password check takes. */
    @WithDefault("12")
    int bcryptCost();

    /** How many failed attempts for one name are free; each further one blocks the name, each time twice as long. */
    @WithDefault("5")
    int freeAttempts();

    /** The longest time a name is blocked, and the time after which failures are forgotten. */
    @WithDefault("PT5M")
    Duration longestBlock();
}
