package io.waybill.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The first administrator. Only read when no user exists yet. */
@ConfigMapping(prefix = "waybill.administrator")
public interface AdministratorSettings {
    /** Name of the first administrator. */
    @WithDefault("admin")
    String username();

    /** Password of the first administrator; when absent, one is made up and printed once. */
    Optional<String> password();
}
