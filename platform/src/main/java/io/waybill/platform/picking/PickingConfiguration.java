package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's picking configuration. Waybill itself acts on {@code restartPickJobConfiguration} and
 * {@code scheduledPickJobReleaseConfiguration}; the others are kept and answered for the apps that act on them.
 */
@RecordBuilder
record PickingConfiguration(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        @Nullable JsonNode backofficePickingConfiguration,
        @Nullable JsonNode batchPickingConfiguration,
        @Nullable JsonNode domainStatusConfiguration,
        @Nullable JsonNode loadUnitAssignmentConfiguration,
        @Nullable JsonNode multiOrderPickingConfiguration,
        @Nullable JsonNode pickingMethodsConfiguration,
        @Nullable JsonNode pickingShortPickConfiguration,
        @Nullable JsonNode restartPickJobConfiguration,
        @Nullable JsonNode scanCodeValidationConfiguration,
        @Nullable JsonNode scanningConfiguration,
        @Nullable JsonNode scheduledPickJobReleaseConfiguration,
        @Nullable JsonNode stockUpdateConfiguration,
        @Nullable JsonNode storageLocationAssignmentConfiguration,
        @Nullable JsonNode takeOverPickJobConfiguration,
        @Nullable JsonNode takeOverPickRunConfiguration)
        implements Resource<PickingConfiguration>, PickingConfigurationBuilder.With {

    @Override
    public PickingConfiguration touched(long newVersion, Instant modified) {
        return with(configuration -> configuration.version(newVersion).lastModified(modified));
    }

    PickingSettings settings() {
        return new PickingSettings(
                restartPickJobConfiguration == null
                        || restartPickJobConfiguration.path("active").asBoolean(true),
                scheduledPickJobReleaseConfiguration == null
                        ? null
                        : Duration.ofMinutes(scheduledPickJobReleaseConfiguration
                                .path("openPickJobLeadTimeInMinutes")
                                .asLong()));
    }
}
