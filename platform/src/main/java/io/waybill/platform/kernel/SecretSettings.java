package io.waybill.platform.kernel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The key that secrets of other systems, such as the credentials of carriers, are encrypted with in the database. */
@ConfigMapping(prefix = "waybill.secrets")
public interface SecretSettings {
    /**
     * The key: 32 random bytes in Base64, as {@code openssl rand -base64 32} prints them. Every node that shares the
     * database needs the same. Without it, the key is that of the file.
     */
    Optional<String> key();

    /**
     * Where the key is when none is set. The file is made when the first secret is stored. {@code ./waybill up} and
     * {@code demo} look for it in their data folder. A backup of the database does not hold it.
     */
    @WithDefault("data/secrets.key")
    Path keyFile();
}
