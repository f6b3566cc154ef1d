package io.waybill.platform.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.LocalizedText;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How facilities are chosen (platform.md 6.6): a tree of nodes and conditions, in the shape of the contract. Exactly one
 * is in use.
 *
 * @param revision counts the strategies, from 1
 * @param planning how the plan is made, by id of the node that says so; Waybill's own, never part of the contract's
 *     answers. Null means nothing is said anywhere
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
        Node rootNode,
        @Nullable Map<String, NodePlanning> planning)
        implements Resource<RoutingStrategy> {

    static final String DURATION = "^P(?=.)(\\d{1,6}W|(\\d{1,6}D)?(T(?=.)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}S)?)?)$";

    private static final String DURATION_MESSAGE = "must be an ISO 8601 duration of weeks, or of days and time";

    /** Ten years. */
    private static final String MOST_MINUTES = "5256000";

    private static final String MOST_HOURS = "87600";

    @Override
    public RoutingStrategy touched(long newVersion, Instant modified) {
        return new RoutingStrategy(
                id,
                newVersion,
                created,
                modified,
                nameLocalized,
                name,
                inUse,
                revision,
                globalConfiguration,
                rootNode,
                planning);
    }

    RoutingStrategy withInUse(boolean used) {
        return new RoutingStrategy(
                id,
                version,
                created,
                lastModified,
                nameLocalized,
                name,
                used,
                revision,
                globalConfiguration,
                rootNode,
                planning);
    }

    RoutingStrategy with(Map<String, String> names, GlobalConfiguration global, Node root) {
        return new RoutingStrategy(
                id, version, created, lastModified, names, text(names), inUse, revision, global, root, planning);
    }

    RoutingStrategy withPlanning(@Nullable Map<String, NodePlanning> other) {
        return new RoutingStrategy(
                id,
                version,
                created,
                lastModified,
                nameLocalized,
                name,
                inUse,
                revision,
                globalConfiguration,
                rootNode,
                other);
    }

    /** The text that stands for all languages: the English one, else any. */
    static @Nullable String text(@Nullable Map<String, String> localized) {
        return localized == null || localized.isEmpty() ? null : LocalizedText.of(localized);
    }

    /** @param duration of the form {@link #DURATION} */
    static Duration duration(String duration) {
        return duration.endsWith("W")
                ? Duration.ofDays(7L * Integer.parseInt(duration, 1, duration.length() - 1, 10))
                : Duration.parse(duration);
    }

    /**
     * What holds whatever node is taken.
     *
     * @param stopRoutingAttemptsAfterTime when a plan is given up; null means PT8H
     */
    @ClosedSchema
    public record GlobalConfiguration(
            @Nullable Boolean blacklistAssignedFacilities,
            @NotNull @DecimalMin("0") BigDecimal defaultPrice,

            @Nullable @DecimalMin("0") @DecimalMax(MOST_MINUTES)
            BigDecimal restowAfterMinutes,

            @Nullable @Pattern(regexp = DURATION, message = DURATION_MESSAGE)
            String stopRoutingAttemptsAfterTime,

            @Nullable @Valid TimeTriggered timeTriggered,
            @Nullable @Size(max = 500) List<@NotNull @Valid TimeTriggeredByContext> timeTriggeredByContext) {}

    /** When pick jobs that are not done are taken away. */
    @ClosedSchema
    public record TimeTriggered(
            @NotNull @Valid TimedReroute clickAndCollectReroute,
            @NotNull @Valid TimedReroute shipFromStoreDeliveryReroute,
            @NotNull @Valid TimedReroute shipFromStoreSamedayReroute) {}

    /**
     * When a pick job that is not done is taken away.
     *
     * @param leadTimeBeforeTimeTriggeredReroute deprecated; kept and not used
     */
    public record TimedReroute(
            @NotNull Boolean active,
            @Nullable @DecimalMin("1") BigDecimal leadTimeBeforeTimeTriggeredReroute,

            @NotNull @DecimalMin("5") @DecimalMax(MOST_MINUTES)
            BigDecimal rerouteAfterMinutes,

            @Nullable @Valid StartedJobs rerouteStartedJobs,

            @NotNull @DecimalMin("1") @DecimalMax(MOST_HOURS)
            BigDecimal rerouteTargetTimeHours) {}

    /** Whether jobs that were begun are taken away too; null minutes mean 60. */
    public record StartedJobs(
            @NotNull Boolean active,

            @Nullable @DecimalMin("60") @DecimalMax(MOST_MINUTES)
            BigDecimal minimumStartedTimeInMinutes) {}

    /** Time triggers that hold at some facilities only. */
    @ClosedSchema
    public record TimeTriggeredByContext(
            @NotNull @DecimalMin("0") @DecimalMax("1000000000")
            BigDecimal priority,

            @NotNull @Valid TimeTriggered timeTriggered,
            @NotNull ActiveStrategy.ContextType type,
            @NotNull @Size(max = 500) List<@NotNull @Size(min = 1, max = 256) String> values) {}

    /** Something of the tree: a node or a condition. */
    sealed interface Element permits Node, Condition {
        @Nullable
        String id();

        Map<String, String> nameLocalized();

        @Nullable
        Boolean active();

        @Nullable
        List<TimeFrame> activationTimeFrames();

        /** The id that every stored element has. */
        @JsonIgnore
        default String ref() {
            return Objects.requireNonNull(id(), "every stored element has an id");
        }
    }

    /**
     * A configuration, and the conditions that may lead on from it.
     *
     * @param id null only in requests, which then leave it to the platform
     * @param nextCondition the first of a chain; null at a leaf
     */
    @ClosedSchema
    public record Node(
            @Nullable String id,
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,

            @Nullable @Size(max = 100) Map<@NotNull String, @NotNull @Size(max = 5000) String> descriptionLocalized,

            @Nullable String name,
            @Nullable String description,
            @NotNull Boolean active,
            @Nullable @Size(max = 1) List<@NotNull @Valid TimeFrame> activationTimeFrames,
            @Nullable @Size(min = 1, max = 256) String categoryRef,
            @NotNull @Valid Configuration config,
            @Nullable @Valid Condition nextCondition)
            implements Element {

        Node withId(String nodeId) {
            return new Node(
                    nodeId,
                    nameLocalized,
                    descriptionLocalized,
                    text(nameLocalized),
                    text(descriptionLocalized),
                    active,
                    activationTimeFrames,
                    categoryRef,
                    config,
                    nextCondition);
        }

        Node withNextCondition(@Nullable Condition next) {
            return new Node(
                    id,
                    nameLocalized,
                    descriptionLocalized,
                    name,
                    description,
                    active,
                    activationTimeFrames,
                    categoryRef,
                    config,
                    next);
        }
    }

    /**
     * A question to the order, and where it leads.
     *
     * @param id null only in requests, which then leave it to the platform
     * @param nextNode where an order goes for which the rule holds
     * @param nextCondition what an order is asked next for which it does not; null ends the chain
     */
    @ClosedSchema
    public record Condition(
            @Nullable String id,
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,

            @Nullable @Size(max = 100) Map<@NotNull String, @NotNull @Size(max = 5000) String> descriptionLocalized,

            @Nullable String name,
            @Nullable String description,
            @NotNull Boolean active,
            @Nullable @Size(max = 1) List<@NotNull @Valid TimeFrame> activationTimeFrames,
            @NotNull ObjectNode rule,
            @NotNull @Valid Node nextNode,
            @Nullable @Valid Condition nextCondition)
            implements Element {

        Condition withId(String conditionId) {
            return new Condition(
                    conditionId,
                    nameLocalized,
                    descriptionLocalized,
                    text(nameLocalized),
                    text(descriptionLocalized),
                    active,
                    activationTimeFrames,
                    rule,
                    nextNode,
                    nextCondition);
        }

        Condition leadingTo(Node node, @Nullable Condition next) {
            return new Condition(
                    id,
                    nameLocalized,
                    descriptionLocalized,
                    name,
                    description,
                    active,
                    activationTimeFrames,
                    rule,
                    node,
                    next);
        }
    }

    /**
     * When an element counts.
     *
     * @param activeFrom null: no beginning
     * @param activeUntil null: no end; the moment itself is outside
     */
    @ClosedSchema
    public record TimeFrame(
            @Nullable Instant activeFrom,
            @Nullable Instant activeUntil,
            @NotNull Recurrence recurrence) {}

    /** Names of the wire (ActivationTimeFrameRecurrenceType). */
    public enum Recurrence {
        /** Every year between these days, whatever the years named. */
        YEARLY,
        /** Once. */
        NONRECURRING
    }

    /** The rules of a node; what it does not say it takes from the node above. */
    @ClosedSchema
    public record Configuration(
            @NotNull @Size(max = 100) List<@NotNull ObjectNode> fences,
            @NotNull @Size(max = 100) List<@NotNull ObjectNode> ratings,
            @Nullable @Size(max = 100) List<@NotNull ObjectNode> priorityRatings,
            @Nullable @Valid OrderSplit orderSplit,
            @Nullable @Valid Reroute reroute,
            @Nullable @Valid FallbackFacility fallbackFacility) {

        /**
         * What holds at a node with this configuration below one with that: entries with the same key replace the ones
         * above in their place, new ones follow; split, reroute and fallback replace as a whole where they are present.
         */
        Configuration over(Configuration above) {
            return new Configuration(
                    merged(above.fences, fences),
                    merged(above.ratings, ratings),
                    merged(Objects.requireNonNullElse(above.priorityRatings, List.of()), priorityRatings),
                    orderSplit == null ? above.orderSplit : orderSplit,
                    reroute == null ? above.reroute : reroute,
                    fallbackFacility == null ? above.fallbackFacility : fallbackFacility);
        }

        private static List<ObjectNode> merged(List<ObjectNode> above, @Nullable List<ObjectNode> own) {
            Map<String, ObjectNode> merged = new LinkedHashMap<>();
            above.forEach(entry -> merged.put(key(entry), entry));
            if (own != null) {
                own.forEach(entry -> merged.put(key(entry), entry));
            }
            return List.copyOf(merged.values());
        }

        /** Names a fence or rating: what it is made of, or for one of the toolkit its own reference. */
        static String key(ObjectNode entry) {
            String type = entry.path("type").asText();
            String name = type.startsWith("Toolkit")
                    ? entry.path("referenceId").asText()
                    : entry.path("implementation").asText();
            return type + "/" + name;
        }
    }

    /** Whether and how often orders are split. */
    @ClosedSchema
    public record OrderSplit(
            @NotNull Boolean active,
            @NotNull Boolean activeForSameday,
            @NotNull @Min(0) @Max(100) Integer maxSplitCount,
            @NotNull Boolean shouldUseWaitingRoomForPreBackOrderItems) {}

    /** What becomes of a plan that was picked short; what is null is off. */
    @ClosedSchema
    public record Reroute(
            @Nullable @Valid FacilityReroute clickAndCollect,
            @Nullable Boolean manualReroute,
            @Nullable Boolean rerouteZeroPicksOnly,
            @Nullable @Valid FacilityReroute shipFromStore) {}

    /** What becomes of a plan that was picked short, for one kind of order. */
    @ClosedSchema
    public record FacilityReroute(
            @Nullable Boolean active, @NotNull ActiveStrategy.RerouteType rerouteType) {}

    /** Who gets what nobody else can serve. */
    public record FallbackFacility(
            @NotNull Boolean active,

            @NotNull @Size(min = 1, max = 1) List<@NotNull @Size(min = 1, max = 256) String> facilityRefs,

            @NotNull @Pattern(regexp = DURATION, message = DURATION_MESSAGE)
            String fallbackAfterTime) {}

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

    /** A node without what follows it, which stays as it is. */
    @ClosedSchema
    record NodeForReplace(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,

            @Nullable @Size(max = 100) Map<@NotNull String, @NotNull @Size(max = 5000) String> descriptionLocalized,

            @NotNull Boolean active,
            @Nullable @Size(max = 1) List<@NotNull @Valid TimeFrame> activationTimeFrames,
            @Nullable @Size(min = 1, max = 256) String categoryRef,
            @NotNull @Valid Configuration config) {

        Node inPlaceOf(Node before) {
            return new Node(
                            before.id(),
                            nameLocalized,
                            descriptionLocalized,
                            null,
                            null,
                            active,
                            activationTimeFrames,
                            categoryRef,
                            config,
                            before.nextCondition())
                    .withId(before.ref());
        }
    }

    /** A condition without where it leads, which stays as it is. */
    @ClosedSchema
    record ConditionForReplace(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,

            @Nullable @Size(max = 100) Map<@NotNull String, @NotNull @Size(max = 5000) String> descriptionLocalized,

            @NotNull Boolean active,
            @Nullable @Size(max = 1) List<@NotNull @Valid TimeFrame> activationTimeFrames,
            @NotNull ObjectNode rule) {

        Condition inPlaceOf(Condition before) {
            return new Condition(
                            before.id(),
                            nameLocalized,
                            descriptionLocalized,
                            null,
                            null,
                            active,
                            activationTimeFrames,
                            rule,
                            before.nextNode(),
                            before.nextCondition())
                    .withId(before.ref());
        }
    }

    /** An action on a strategy; which fields count depends on the name. */
    record ActionRequest(
            @NotNull Action name,
            @NotNull @Min(0) Long version,
            @Nullable @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,
            @Nullable @Valid GlobalConfiguration globalConfiguration,
            @Nullable String nodeId,
            @Nullable @Valid NodeForReplace node,
            @Nullable String conditionId,
            @Nullable @Valid ConditionForReplace condition) {}

    /** What can be done with a strategy. */
    enum Action {
        ACTIVATE,
        COPY,
        REPLACE_GLOBAL_CONFIGURATION,
        REPLACE_NODE,
        REPLACE_CONDITION
    }
}
