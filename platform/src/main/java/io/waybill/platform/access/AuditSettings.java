package io.waybill.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the record of who changed what about access. */
@ConfigMapping(prefix = "waybill.audit")
public interface AuditSettings {
    /** How long entries are kept. */
    @WithDefault("P365D")
    Duration keepFor();
}
