package io.waybill.connector.returns;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the platform says about the returns of one order of the shop. Lines are named as the shop names them.
 *
 * @param jobs one for each order of the platform that goods were handed over of
 */
record PlatformReturns(List<Job> jobs) {

    /**
     * An item return job.
     *
     * @param closed whether it has to be restarted before it takes anything
     */
    record Job(String id, long version, boolean closed, List<Line> lines, List<Visit> visits) {}

    /**
     * A line of what was handed over.
     *
     * @param shopLineId empty when the shop's order has no such line
     * @param facilityRef where it was handed over, so where it is expected back
     * @param returnable pieces that may still be announced
     */
    record Line(String id, String shopLineId, String facilityRef, long returnable) {}

    /**
     * An item return.
     *
     * @param codes what it can be scanned by; the connector leaves the ids of the shop's return items there
     */
    record Visit(String id, Status status, Set<String> codes, List<Piece> pieces) {}

    /** How far an item return is, as far as it matters here. */
    enum Status {
        ANNOUNCED,
        AT_HAND,
        FINISHED,
        CALLED_OFF
    }

    /**
     * One piece.
     *
     * @param article its article, for people
     * @param announcedBy id of the shop's return item that it was announced for; empty when the platform had it first
     * @param note condition and reasons in words; may be empty
     */
    record Piece(String id, String shopLineId, String article, Verdict verdict, String announcedBy, String note) {}

    /** What was decided about a piece. */
    enum Verdict {
        OPEN,
        SELLABLE,
        UNUSABLE,
        /** It stays with the consumer. */
        REFUSED
    }

    Stream<Visit> visits() {
        return jobs.stream().flatMap(job -> job.visits().stream());
    }

    /** Pieces that are, or will be, back. */
    Stream<Piece> expected() {
        return visits().filter(visit -> visit.status() != Status.CALLED_OFF)
                .flatMap(visit -> visit.pieces().stream())
                .filter(piece -> piece.verdict() != Verdict.REFUSED);
    }

    Set<String> pieceIds() {
        return visits().flatMap(visit -> visit.pieces().stream()).map(Piece::id).collect(Collectors.toSet());
    }

    /**
     * How many pieces were announced for the item already, also when that was called off since. Where somebody replaced the
     * pieces of an item return by others, its codes still tell for which items it was made.
     */
    long announcedFor(ShopReturns.Item item) {
        Optional<Visit> rewritten = visits().filter(visit -> visit.codes().contains(item.id())
                        && visit.pieces().stream()
                                .allMatch(piece -> piece.announcedBy().isEmpty()))
                .findFirst();
        return rewritten.isPresent()
                ? item.quantity()
                : visits().flatMap(visit -> visit.pieces().stream())
                        .filter(piece -> piece.announcedBy().equals(item.id()))
                        .count();
    }
}
