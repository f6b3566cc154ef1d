package io.waybill.connector.status;

import io.waybill.client.FulfilmentOrder;
import io.waybill.client.HandoverJob;
import io.waybill.client.PackJob;
import io.waybill.client.Parcel;
import io.waybill.client.PickJob;
import io.waybill.client.RoutingPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the fulfilment of one order of the shop is, as read from the platform.
 *
 * @param parts the platform's orders that the order became, usually one
 * @param depth how much was read; with {@code ORDER}, lists are empty because nobody looked
 */
public record Fulfilment(List<Part> parts, StatusEvent.Depth depth) {
    /**
     * One order of the platform with its plans and jobs.
     *
     * @param plans read only while no handover job exists: later nobody asks where goods come from
     * @param restPending whether goods that were missing when they were picked are still to come from somewhere else,
     *     though no pick job exists for them yet
     */
    public record Part(
            FulfilmentOrder order,
            List<RoutingPlan> plans,
            List<PickJob> pickJobs,
            List<PackJob> packJobs,
            long loadUnits,
            List<Handover> handovers,
            boolean restPending) {
        /** Pick jobs that goods come from. */
        List<PickJob> livePickJobs() {
            return pickJobs.stream().filter(job -> !job.givenUp()).toList();
        }

        /** Handover jobs that goods leave by. */
        List<Handover> liveHandovers() {
            return handovers.stream().filter(each -> !each.job().givenUp()).toList();
        }
    }

    /**
     * A handover job with the parcels it hands over.
     *
     * @param carrier key of the carrier; empty when the platform names none
     */
    public record Handover(HandoverJob job, Optional<String> carrier, List<Parcel> parcels) {
        boolean collected() {
            return job.channel().equals("COLLECT");
        }
    }

    boolean withJobs() {
        return depth == StatusEvent.Depth.JOBS;
    }

    /** Whether the platform will do nothing for the order any more. */
    boolean cancelled() {
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.order().cancelled());
    }

    Stream<PickJob> pickJobs() {
        return parts.stream().flatMap(part -> part.livePickJobs().stream());
    }

    /** Pick jobs to show: where none is left, those given up, as an event in time would have left them there. */
    List<PickJob> shownPickJobs() {
        List<PickJob> live = pickJobs().toList();
        return live.isEmpty()
                ? parts.stream().flatMap(part -> part.pickJobs().stream()).toList()
                : live;
    }

    /** Handover jobs to show, by the same rule. */
    List<Handover> shownHandovers() {
        List<Handover> live = handovers().toList();
        return live.isEmpty()
                ? parts.stream().flatMap(part -> part.handovers().stream()).toList()
                : live;
    }

    Stream<Handover> handovers() {
        return parts.stream().flatMap(part -> part.liveHandovers().stream());
    }

    long loadUnits() {
        return parts.stream().mapToLong(Part::loadUnits).sum();
    }
}
