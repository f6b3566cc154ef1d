package io.waybill.platform.connectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connector tells of itself. A part that is absent stays as it was told last.
 *
 * @param version of the connector
 * @param projectKey of the shop's project
 * @param tenant name of this platform where a shop's stores go to several
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectorReport(
        @NotBlank @Size(max = 100) String version,
        @NotBlank @Size(max = 200) String projectKey,
        @Nullable @Size(max = 200) String tenant,
        @Nullable @Size(max = 100) List<@Valid @NotNull SubscriptionState> subscriptions,
        @Nullable @Valid ParkedMessages parked,
        @Nullable @Valid Reconciliation reconciliation) {

    /** Which side sends. */
    public enum Side {
        SHOP,
        PLATFORM
    }

    /**
     * One of the connector's subscriptions.
     *
     * @param problem what a person has to put right
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SubscriptionState(
            @NotNull Side side,
            @NotBlank @Size(max = 200) String name,
            boolean healthy,
            @Nullable @Size(max = 1000) String problem) {}

    /**
     * The messages that wait for a person.
     *
     * @param total how many there are, as far as the connector counts
     * @param more whether there are more than that
     * @param messages the oldest of them
     */
    public record ParkedMessages(
            int total,
            boolean more,
            @NotNull @Size(max = 50) List<@Valid @NotNull ParkedMessage> messages) {}

    /**
     * A message that the connector acknowledged without effect.
     *
     * @param key names it for a replay
     * @param code stable name of the reason; docs/runbook-connector.md has a chapter for each
     * @param order what finds its order: the tenant's own id, or the id of an entity of it
     * @param parkedAt when it was tried last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ParkedMessage(
            @NotBlank @Size(max = 256) String key,
            @NotBlank @Size(max = 100) String code,
            @Nullable @Size(max = 500) String reason,
            @Nullable @Size(max = 500) String order,
            @Nullable Instant firstParkedAt,
            @Nullable Instant parkedAt,
            int attempts) {}

    /**
     * A run of the job.
     *
     * @param figures what each step did, as the job reports it
     */
    public record Reconciliation(
            @NotNull Instant at,
            long tookMillis,
            @NotNull @Size(max = 50) List<@NotNull @Size(max = 1000) String> healed,
            @NotNull @Size(max = 50) List<@NotNull @Size(max = 1000) String> findings,
            @Nullable JsonNode figures) {}
}
