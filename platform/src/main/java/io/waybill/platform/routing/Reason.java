package io.waybill.platform.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import io.waybill.sourcing.SourcingConfiguration;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that counted when a plan was decided, or that keeps it from moving, or would free it: one sentence, as what it says.
 * On the wire and in logs it is its English; the console words it in the viewer's language. Facilities are named as the log
 * names them, fences and ratings by their keys.
 */
@Schema(type = SchemaType.STRING)
public sealed interface Reason {

    /** The sentence in English, as the API says it. */
    @JsonValue
    String english();

    // ---- what became of a facility

    /** It got so many units. */
    record Chosen(long units) implements Reason {
        @Override
        public String english() {
            return "It was chosen for " + (units == 1 ? "1 unit" : units + " units") + ".";
        }
    }

    /** Why a facility was not looked at at all. */
    enum Exclusion {
        NOT_ONLINE("suspended or offline", "A facility that has the articles comes online."),
        BLACK_LISTED("on the black list of the plan", "A facility by hand, which may be one of the black list."),
        ALREADY_USED("serving another part of the order already", "Another facility with the articles."),
        NOT_THE_COLLECT_FACILITY(
                "not where the consumer collects",
                "The facility where the consumer collects comes online and lists the articles."),
        NO_ACTIVE_LISTING(
                "without an active listing for any article of the plan",
                "An active listing with stock of an article of this plan."),
        CUSTOM_SERVICE_NOT_OFFERED(
                "without the custom services that the plan's articles need",
                "An active connection of the custom services of this plan to a facility that has the articles.");

        private final String english;
        private final String freedBy;

        Exclusion(String english, String freedBy) {
            this.english = english;
            this.freedBy = freedBy;
        }
    }

    /** It was not looked at. */
    record NotLookedAt(Exclusion exclusion) implements Reason {
        @Override
        public String english() {
            return "It was not looked at: " + exclusion.english + ".";
        }
    }

    /** It passed every fence, and has a rank from 1 among {@code of}. */
    record Ranked(int rank, long of, BigDecimal penalty) implements Reason {
        @Override
        public String english() {
            return "It passed every fence and ranks " + rank + " of " + of + ", with a total penalty of "
                    + penalty.toPlainString() + ".";
        }
    }

    /** It has a rank, and nobody was chosen. */
    record NobodyChosen() implements Reason {
        @Override
        public String english() {
            return "Nobody was chosen: it has nothing of what was still to place that could be taken.";
        }
    }

    /** Another one with a better rank was chosen. */
    record BetterChosen(String facility, int rank, BigDecimal penalty) implements Reason {
        @Override
        public String english() {
            return facility + " was chosen: it ranks " + rank + ", with a total penalty of " + penalty.toPlainString()
                    + ".";
        }
    }

    /** Another one with a worse rank, or none, was chosen. */
    record OtherChosen(String facility) implements Reason {
        @Override
        public String english() {
            return facility + " was chosen instead: this one has nothing of what was still to place "
                    + "that could be taken, or the planner found a cheaper plan without it.";
        }
    }

    /** What a rating cost it; no score where there was nothing to measure. */
    record Rated(String rule, @Nullable String score, BigDecimal cost, String most) implements Reason {
        @Override
        public String english() {
            return rule + ": " + Reason.score(score) + ", which costs " + cost.toPlainString() + " of " + most + ".";
        }
    }

    /** What a priority rating gave it, from 0, which is best, to 1. */
    record RatedFirst(String rule, @Nullable String score, String share) implements Reason {
        @Override
        public String english() {
            return rule + ": " + Reason.score(score) + ", share " + share + " (0 is best).";
        }
    }

    private static String score(@Nullable String score) {
        return score == null ? "nothing to measure, which costs all of it" : "score " + score;
    }

    /**
     * A fence did not let it pass.
     *
     * @param later whether it may let it pass later
     * @param detail what it wanted and saw; null when the log does not show that
     */
    record KeptOut(String fence, boolean later, @Nullable Detail detail) implements Reason {
        @Override
        public String english() {
            return fence + (later ? " does not let it serve this now, perhaps later" : " rejected it")
                    + (detail == null ? "" : ": " + detail.english()) + ".";
        }
    }

    /**
     * What a fence wanted and saw, as the engine's log has it.
     *
     * @param rule a custom rule's own description, which had to hold; null for a standard fence
     * @param expected null for a custom rule
     * @param line title and number of the article it was asked about; null for the order as a whole
     * @param found null when it is not known of this facility
     */
    record Detail(
            @Nullable String rule,
            @Nullable String expected,
            @Nullable String line,
            @Nullable String found) {
        private String english() {
            return "expected " + (rule == null ? expected : "the rule \"" + rule + "\" to hold")
                    + (line == null ? "" : " of " + line)
                    + (found == null ? "" : ", found " + found);
        }

        /** The same, as it was expected of every facility. */
        Detail withoutFound() {
            return new Detail(rule, expected, line, null);
        }
    }

    /** It got a part although a fence keeps it from serving all that was asked for. */
    record CanServeItsPart() implements Reason {
        @Override
        public String english() {
            return "That counts for everything that was asked for; the part it got, it can serve.";
        }
    }

    // ---- why a plan does not move

    /** There was nobody to look at. */
    record NoFacilities() implements Reason {
        @Override
        public String english() {
            return "There were no facilities, or nothing is kept of its last decision any more.";
        }
    }

    /** So many passed every fence and could be given nothing. */
    record PassedInVain(int facilities) implements Reason {
        @Override
        public String english() {
            return Reason.facilities(facilities)
                    + " passed every fence, but could not be given what has to be placed: nothing"
                    + " is available there, it would have to be split, or everything was needed in its place.";
        }
    }

    /** A fence kept out so many of those that were looked at. */
    record KeptOutMany(String fence, int facilities, int candidates) implements Reason {
        @Override
        public String english() {
            return fence + " kept out " + Reason.facilities(facilities) + " of " + candidates + ".";
        }
    }

    /** So many were not looked at. */
    record ManyNotLookedAt(int facilities, Exclusion exclusion) implements Reason {
        @Override
        public String english() {
            return Reason.facilities(facilities) + " not looked at: " + exclusion.english + ".";
        }
    }

    private static String facilities(int count) {
        return count == 1 ? "1 facility" : count + " facilities";
    }

    // ---- what would free it

    /** Any facility at all. */
    record FreedByFacility() implements Reason {
        @Override
        public String english() {
            return "A facility that is online, with an active listing and stock.";
        }
    }

    /** Stock at a facility that passed every fence. */
    record FreedByStockThere() implements Reason {
        @Override
        public String english() {
            return "Stock of the articles of this plan at one of them.";
        }
    }

    /** What a facility that was not looked at would have to be. */
    record FreedFromExclusion(Exclusion exclusion) implements Reason {
        @Override
        public String english() {
            return exclusion.freedBy;
        }
    }

    /** What would satisfy a fence. */
    record FreedFromFence(String fence) implements Reason {
        /** Both fences about stock want the same. */
        public FreedFromFence {
            fence = fence.equals(SourcingConfiguration.AVOID_ZERO_STOCK)
                    ? SourcingConfiguration.STOCK_AVAILABILITY
                    : fence;
        }

        @Override
        public String english() {
            return switch (fence) {
                case SourcingConfiguration.STOCK_AVAILABILITY -> "Stock of the articles of this plan at a facility.";
                case SourcingConfiguration.FACILITY_BUSINESSTYPE ->
                    "A facility that offers the service: SHIP_FROM_STORE for shipping, PICKUP for collection.";
                case SourcingConfiguration.PRESELECTED_FACILITY ->
                    "One of the facilities that the order names has the articles and passes the other fences.";
                case SourcingConfiguration.FACILITY_CARRIERAVAILABILITY ->
                    "A carrier that the order names is active and connected actively to a facility.";
                case SourcingConfiguration.SAMEDAY_POSSIBLE ->
                    "A same-day carrier that still takes parcels today, or another day.";
                case SourcingConfiguration.FACILITY_COUNTRY ->
                    "A facility in the country of the consumer, or another address.";
                case SourcingConfiguration.FACILITY_PICKING_TIME_CAPACITY ->
                    "A place of picking capacity at a facility, as jobs are finished or days begin.";
                default ->
                    "What the rule " + fence + " looks at changes; the plan keeps the rules of its first decision.";
            };
        }
    }

    /** It is decided again then. */
    record DecidedAgain(Instant at) implements Reason {
        @Override
        public String english() {
            return "It is decided again by itself at " + at + ", and as soon as stock of its articles comes in.";
        }
    }

    /** Somebody assigns it. */
    record AssignedByHand() implements Reason {
        @Override
        public String english() {
            return "Assign a facility by hand: fences and stock do not count then.";
        }
    }

    /** Somebody asks for another attempt. */
    record GivenUp() implements Reason {
        @Override
        public String english() {
            return "It was given up. Ask for another attempt (POST /api/processes/retrynotroutable), or reroute its"
                    + " process.";
        }
    }

    /** It goes to the fallback facility then. */
    record FallsBack(Instant at) implements Reason {
        @Override
        public String english() {
            return "It goes to the fallback facility at " + at + ".";
        }
    }

    /** It was to come in place of another plan. */
    record OtherStaysInForce() implements Reason {
        @Override
        public String english() {
            return "Nothing has to be freed: the plan it was to come in place of stays in force.";
        }
    }

    // ---- how a pool moved an order

    /** From these facilities to those; by their ids, with commas. */
    record MovedByPool(String from, String to) implements Reason {
        @Override
        public String english() {
            return "No run of the engine decided this plan: a pool moved its order from " + from + " to " + to + ".";
        }
    }

    /** What the order cost before and costs now. */
    record CostChanged(BigDecimal before, BigDecimal after) implements Reason {
        @Override
        public String english() {
            return "The order cost " + Reason.points(before) + " where it was and costs " + Reason.points(after)
                    + " where it is.";
        }
    }

    /** It became dearer, for others. */
    record MadeRoom() implements Reason {
        @Override
        public String english() {
            return "It made room for others.";
        }
    }

    /** What it saves together with others. */
    record SavesTogether(int others, BigDecimal saving) implements Reason {
        @Override
        public String english() {
            return "Together with " + (others == 1 ? "one other order" : others + " other orders") + " it saves "
                    + Reason.points(saving) + ".";
        }
    }

    /** Fences were asked again. */
    record FencesLetItPass() implements Reason {
        @Override
        public String english() {
            return "When it was moved, every fence of its configuration let the new facilities pass.";
        }
    }

    private static String points(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString() + " points";
    }
}
