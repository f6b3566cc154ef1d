package io.waybill.connector.returns;

import io.waybill.connector.returns.PlatformReturns.Job;
import io.waybill.connector.returns.PlatformReturns.Line;
import io.waybill.connector.returns.PlatformReturns.Piece;
import io.waybill.connector.returns.PlatformReturns.Status;
import io.waybill.connector.returns.PlatformReturns.Visit;
import io.waybill.connector.returns.ShopReturns.Item;
import io.waybill.connector.returns.ShopReturns.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the platform has to be told so that it expects what the shop says comes back. Pure: it follows from the two states, so
 * it is empty when everything is said.
 *
 * @param steps to be taken one at a time; after each the platform is read again
 * @param surplus what cannot be announced, and why
 */
record AnnouncementPlan(List<Step> steps, List<String> surplus) {
    /** The platform takes at most that many pieces in one item return. */
    static final int MOST_PIECES = 100;

    /** Something to tell the platform about one job. */
    sealed interface Step {
        Job job();
    }

    /** The job was closed; it has to take something after all. */
    record Restart(Job job) implements Step {}

    /** The shop took back what it had announced, and nothing came yet. */
    record Withdraw(Job job, String visitId) implements Step {}

    /**
     * Pieces that come back together.
     *
     * @param facilityRef where they are expected
     * @param atHand whether the shop says that they have arrived
     */
    record Announce(Job job, String facilityRef, boolean atHand, String trackingId, List<AnnouncedPiece> pieces)
            implements Step {}

    /** One piece of a line of the job, announced for an item of the shop. */
    record AnnouncedPiece(String lineId, Item item) {}

    private record Parcel(String jobId, String facilityRef, int parcel, boolean atHand) {}

    static AnnouncementPlan of(ShopReturns shop, PlatformReturns platform) {
        List<Step> steps = new ArrayList<>(withdrawn(shop, platform));
        Map<Parcel, List<AnnouncedPiece>> parcels = new LinkedHashMap<>();
        List<String> surplus = new ArrayList<>();
        Map<String, Long> returnable = new HashMap<>();
        platform.jobs().forEach(job -> job.lines().forEach(line -> returnable.put(line.id(), line.returnable())));
        Set<String> own = platform.pieceIds();
        AdvisedPieces advised = new AdvisedPieces(shop, platform);
        for (Item item : shop.items()) {
            boolean announces = item.state() == State.ADVISED || item.state() == State.RETURNED;
            if (announces && !own.contains(item.key())) {
                long missing = item.quantity() - platform.announcedFor(item) - advised.behind(item);
                missing -= placed(item, missing, platform, returnable, parcels);
                if (missing > 0) {
                    surplus.add(missing + " of " + item.quantity() + " pieces of return item " + item.id()
                            + " cannot be announced: no more were handed over that are not back or announced");
                }
            }
        }
        parcels.forEach((parcel, pieces) -> steps.addAll(announcements(parcel, pieces, platform)));
        return new AnnouncementPlan(List.copyOf(steps), List.copyOf(surplus));
    }

    private static long placed(
            Item item,
            long missing,
            PlatformReturns platform,
            Map<String, Long> returnable,
            Map<Parcel, List<AnnouncedPiece>> parcels) {
        long placed = 0;
        for (Job job : platform.jobs()) {
            for (Line line : job.lines()) {
                long room = line.shopLineId().equals(item.lineId()) ? returnable.getOrDefault(line.id(), 0L) : 0;
                long taken = Math.max(0, Math.min(room, missing - placed));
                returnable.merge(line.id(), -taken, Long::sum);
                List<AnnouncedPiece> pieces = taken == 0
                        ? List.of()
                        : parcels.computeIfAbsent(
                                new Parcel(job.id(), line.facilityRef(), item.parcel(), item.state() == State.RETURNED),
                                parcel -> new ArrayList<>());
                for (long piece = 0; piece < taken; piece++) {
                    pieces.add(new AnnouncedPiece(line.id(), item));
                }
                placed += taken;
            }
        }
        return placed;
    }

    private static List<Step> announcements(Parcel parcel, List<AnnouncedPiece> pieces, PlatformReturns platform) {
        Job job = platform.jobs().stream()
                .filter(each -> each.id().equals(parcel.jobId()))
                .findFirst()
                .orElseThrow();
        List<Step> steps = new ArrayList<>();
        if (job.closed()) {
            steps.add(new Restart(job));
        }
        String trackingId = pieces.getFirst().item().trackingId();
        for (int from = 0; from < pieces.size(); from += MOST_PIECES) {
            List<AnnouncedPiece> together = pieces.subList(from, Math.min(pieces.size(), from + MOST_PIECES));
            steps.add(new Announce(job, parcel.facilityRef(), parcel.atHand(), trackingId, List.copyOf(together)));
        }
        return steps;
    }

    private static List<Step> withdrawn(ShopReturns shop, PlatformReturns platform) {
        List<Step> steps = new ArrayList<>();
        for (Job job : platform.jobs()) {
            for (Visit visit : job.visits()) {
                if (!job.closed() && visit.status() == Status.ANNOUNCED && withdrawn(shop, visit)) {
                    steps.add(new Withdraw(job, visit.id()));
                }
            }
        }
        return steps;
    }

    private static boolean withdrawn(ShopReturns shop, Visit visit) {
        return !visit.pieces().isEmpty()
                && visit.pieces().stream()
                        .map(Piece::announcedBy)
                        .allMatch(by -> !by.isEmpty() && shop.item(by).isEmpty());
    }

    /** The step to take now. */
    Optional<Step> next() {
        return steps.stream().findFirst();
    }
}
