package io.waybill.connector.returns;

import io.waybill.connector.returns.PlatformReturns.Piece;
import io.waybill.connector.returns.PlatformReturns.Status;
import io.waybill.connector.returns.PlatformReturns.Visit;
import io.waybill.connector.returns.ShopReturns.Item;
import io.waybill.connector.returns.ShopReturns.State;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which pieces that were announced for advised items stand behind which items that people added later. An advised item never moves
 * in the shop, so whoever sees the goods arrive there adds them once more, as Returned: the same pieces, to be counted once. It
 * does not matter how far the pieces or the items are, so an assignment stays as it is while they go on. Pure.
 */
final class AdvisedPieces {
    private final Map<String, String> itemOfPiece = new HashMap<>();

    AdvisedPieces(ShopReturns shop, PlatformReturns platform) {
        Map<String, Deque<Piece>> open = new TreeMap<>();
        platform.visits()
                .filter(visit -> visit.status() != Status.CALLED_OFF)
                .sorted(Comparator.comparing(Visit::id))
                .flatMap(visit -> visit.pieces().stream())
                .filter(piece -> piece.verdict() != PlatformReturns.Verdict.REFUSED)
                .filter(piece -> advised(shop, piece) && shop.keyed(piece.id()).isEmpty())
                .forEach(piece -> open.computeIfAbsent(piece.shopLineId(), line -> new ArrayDeque<>())
                        .add(piece));
        Set<String> own = platform.pieceIds();
        for (Item item : shop.items()) {
            if (item.state() != State.ADVISED && !own.contains(item.key())) {
                Deque<Piece> pieces = open.getOrDefault(item.lineId(), new ArrayDeque<>());
                for (long room = item.quantity() - platform.announcedFor(item); room > 0 && !pieces.isEmpty(); room--) {
                    itemOfPiece.put(pieces.remove().id(), item.id());
                }
            }
        }
    }

    private static boolean advised(ShopReturns shop, Piece piece) {
        return shop.item(piece.announcedBy())
                .filter(item -> item.state() == State.ADVISED)
                .isPresent();
    }

    /** The item that somebody added for the piece; empty when it is only advised. */
    Optional<String> itemOf(Piece piece) {
        return Optional.ofNullable(itemOfPiece.get(piece.id()));
    }

    /** How many pieces stand behind the item that were announced for another one. */
    long behind(Item item) {
        return itemOfPiece.values().stream().filter(item.id()::equals).count();
    }
}
