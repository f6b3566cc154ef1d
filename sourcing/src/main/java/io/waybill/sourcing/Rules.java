package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.PriorityRule;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import java.util.List;

/**
 * The rules that hold for one request: implementations beside their settings.
 *
 * @param maximumParts parts the plan may have, from 1
 * @param priorities by ascending priority number
 * @param objective what a plan costs
 */
record Rules(
        Candidates candidates,
        List<ActiveFence> fences,
        List<ActiveRating> ratings,
        int maximumParts,
        List<ActivePriority> priorities,
        Objective objective) {

    record ActiveFence(Fence fence, FenceRule rule) {}

    record ActiveRating(Rating rating, RatingRule rule) {}

    record ActivePriority(Rating rating, PriorityRule rule) {}
}
