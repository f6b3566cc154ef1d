package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.routing.PoolImprovement.Refusal;
import io.waybill.sourcing.Explanation.Candidacy;
import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.Explanation.FenceExplanation;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.Round;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Asks the fences of moved orders again, at the moment of the move: what they look at may have changed since it was planned.
 * Each order is judged as a whole by the configuration of its plans, as the pool judged it. Thread-safe; the number of
 * statements does not depend on how many orders move.
 */
@ApplicationScoped
class JudgeMoves {
    private final LoadSourcingData loadSourcingData;
    private final Identifiers identifiers;
    private final SourcingEngine engine = SourcingEngine.standard();

    JudgeMoves(LoadSourcingData loadSourcingData, Identifiers identifiers) {
        this.loadSourcingData = loadSourcingData;
        this.identifiers = identifiers;
    }

    /** What speaks against a move, in words. */
    record Obstacle(Refusal reason, String description) {}

    /**
     * The first thing that speaks against one of the moves.
     *
     * @param facilities that the orders come to
     * @param moves what comes is reserved and has its places already; what leaves still holds its stock, but no places
     */
    Optional<Obstacle> obstacle(Handle handle, Map<String, Facility> facilities, List<PoolMove> moves, Instant now) {
        Shelves shelves = loadSourcingData
                .loadOf(
                        handle,
                        facilities,
                        moves.stream().map(move -> move.member().whole()).toList(),
                        moves.stream()
                                .map(move -> move.member().strategy().configuration())
                                .collect(Collectors.toSet()))
                .shelves();
        moves.forEach(move -> move.leaving().forEach(plan -> take(shelves, PoolMember.part(plan), -1)));
        return moves.stream()
                .map(move -> obstacle(shelves, move, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Obstacle> obstacle(Shelves shelves, PoolMove move, Instant now) {
        PoolMember member = move.member();
        move.arriving().forEach(part -> {
            // What is the order's own is there for it.
            take(shelves, part, -1);
            shelves.withdraw(part.facilityId());
        });
        Round round = new RoutingBatch(
                        engine, shelves, Map.of(member.orderRef(), member.partsElsewhere()), identifiers, now)
                .consider(member.whole(), member.strategy())
                .explanation()
                .rounds()
                .getFirst();
        move.arriving().forEach(part -> {
            take(shelves, part, 1);
            shelves.assign(part.facilityId());
        });
        return move.arriving().stream()
                .map(part -> Optional.ofNullable(round.facility(part.facilityId()))
                        .flatMap(facility -> obstacle(member.orderRef(), facility)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Obstacle> obstacle(String order, FacilityExplanation facility) {
        if (facility.candidacy() != Candidacy.CANDIDATE) {
            return Optional.of(new Obstacle(
                    Refusal.FACILITY_UNAVAILABLE,
                    "Facility " + facility.facilityId() + " cannot serve order " + order + ": "
                            + facility.candidacy()));
        }
        return facility.fences().stream()
                .filter(fence -> fence.result() != FenceResult.PASSED)
                .findFirst()
                .map(fence -> new Obstacle(Refusal.FENCE_REJECTS, told(order, facility.facilityId(), fence)));
    }

    private static String told(String order, String facilityId, FenceExplanation fence) {
        String seen = fence.expected().isEmpty() ? "" : ": expected " + fence.expected() + ", found " + fence.actual();
        return "Fence " + fence.name() + " does not let facility " + facilityId + " serve order " + order + seen;
    }

    private static void take(Shelves shelves, Part part, int sign) {
        part.lines().forEach(line -> shelves.take(part.facilityId(), line.articleId(), sign * line.quantity()));
    }
}
