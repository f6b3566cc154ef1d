package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How facilities are chosen (platform.md 6.6), in the shape of the contract. Exactly one is in use.
 *
 * @param revision counts the strategies, from 1
 */
public record RoutingStrategy(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        Map<String, String> nameLocalized,
        @Nullable String name,
        boolean inUse,
        int revision,
        GlobalConfiguration globalConfiguration,
        Node rootNode)
        implements Resource<RoutingStrategy> {

    static final String DURATION = "^P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$";

    @Override
    public RoutingStrategy touched(long newVersion, Instant modified) {
        return new RoutingStrategy(
                id, newVersion, created, modified, nameLocalized, name, inUse, revision, globalConfiguration, rootNode);
    }

    RoutingStrategy withInUse(boolean used) {
        return new RoutingStrategy(
                id, version, created, lastModified, nameLocalized, name, used, revision, globalConfiguration, rootNode);
    }

    RoutingStrategy with(Map<String, String> names, GlobalConfiguration global, Node root) {
        return new RoutingStrategy(
                id, version, created, lastModified, names, text(names), inUse, revision, global, root);
    }

    static @Nullable String text(Map<String, String> localized) {
        String english = localized.get("en_US");
        return english != null
                ? english
                : localized.values().stream().findFirst().orElse(null);
    }

    /**
     * What holds whatever node is taken.
     *
     * @param stopRoutingAttemptsAfterTime when a plan is given up; null means PT8H
     */
    @ClosedSchema
    public record GlobalConfiguration(
            @Nullable Boolean blacklistAssignedFacilities,
            @NotNull BigDecimal defaultPrice,
            @Nullable BigDecimal restowAfterMinutes,

            @Nullable @Pattern(regexp = DURATION, message = "must be an ISO 8601 duration of days and time")
            String stopRoutingAttemptsAfterTime,

            @Nullable ObjectNode timeTriggered,
            @Nullable @Size(max = 500) List<JsonNode> timeTriggeredByContext) {}

    /** A node of the tree; only the root is supported yet. */
    @ClosedSchema
    public record Node(
            @Nullable String id,
            @NotNull Map<String, String> nameLocalized,
            @Nullable Map<String, String> descriptionLocalized,
            @Nullable String name,
            @Nullable String description,
            @NotNull Boolean active,
            @Nullable @Size(max = 1) List<JsonNode> activationTimeFrames,
            @Nullable String categoryRef,
            @NotNull @Valid Configuration config,
            @Nullable ObjectNode nextCondition) {

        Node withId(String nodeId) {
            return new Node(
                    nodeId,
                    nameLocalized,
                    descriptionLocalized,
                    name,
                    description,
                    active,
                    activationTimeFrames,
                    categoryRef,
                    config,
                    nextCondition);
        }
    }

    /** The rules of a node. */
    @ClosedSchema
    public record Configuration(
            @NotNull @Size(max = 100) List<@NotNull ObjectNode> fences,
            @NotNull @Size(max = 100) List<@NotNull ObjectNode> ratings,
            @Nullable @Size(max = 100) List<@NotNull ObjectNode> priorityRatings,
            @Nullable @Valid OrderSplit orderSplit,
            @Nullable ObjectNode reroute,
            @Nullable ObjectNode fallbackFacility) {}

    /** Whether and how often orders are split. */
    @ClosedSchema
    public record OrderSplit(
            @NotNull Boolean active,
            @NotNull Boolean activeForSameday,
            @NotNull @Min(0) @Max(100) Integer maxSplitCount,
            @NotNull Boolean shouldUseWaitingRoomForPreBackOrderItems) {}

    /** A new strategy; it begins as a copy of the one in use. */
    @ClosedSchema
    record ForCreation(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized) {}

    /** A changed strategy. */
    @ClosedSchema
    record ForModification(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,
            @Nullable @Valid GlobalConfiguration globalConfiguration,
            @NotNull @Valid Node rootNode,
            @NotNull Long version) {}

    /** An action on a strategy; which fields count depends on the name. */
    record ActionRequest(
            @NotNull Action name,
            @NotNull @Min(0) Long version,
            @Nullable Map<String, String> nameLocalized,
            @Nullable @Valid GlobalConfiguration globalConfiguration,
            @Nullable String nodeId,
            @Nullable @Valid Node node) {}

    /** What can be done with a strategy. */
    enum Action {
        ACTIVATE,
        COPY,
        REPLACE_GLOBAL_CONFIGURATION,
        REPLACE_NODE
    }
}
