package io.waybill.platform.console;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the console. */
@ConfigMapping(prefix = "waybill.console")
public interface ConsoleSettings {
    /** Time zone of times that belong to no facility. By default that of the machine, for example {@code Europe/Berlin}. */
    Optional<String> timeZone();
}
