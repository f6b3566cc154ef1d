package io.waybill.connector.returns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.returns.PlatformReturns.Piece;
import io.waybill.connector.returns.PlatformReturns.Status;
import io.waybill.connector.returns.PlatformReturns.Verdict;
import io.waybill.connector.returns.PlatformReturns.Visit;
import io.waybill.connector.returns.ShopReturns.Item;
import io.waybill.connector.returns.ShopReturns.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the order of the shop lacks of what the platform took back. Pure: it follows from the two states, so it is empty when
 * the order shows everything.
 *
 * <p>Each finished piece belongs to one return item: the one that has its id as key; else the one that it was announced for, or,
 * where that is advised and so never moves, the one that somebody added for it later; else a new one of its own.
 *
 * @param actions update actions, to be written together
 * @param surplus what cannot be shown, and why
 */
record ReturnChanges(List<ObjectNode> actions, List<String> surplus) {
    private static final int LONGEST_COMMENT = 250;

    static ReturnChanges of(ShopReturns shop, PlatformReturns platform) {
        return new Computation(shop, platform).changes();
    }

    /** The assignment of pieces to items under way. */
    private static final class Computation {
        private final ShopReturns shop;
        private final PlatformReturns platform;
        private final Map<String, List<Piece>> piecesOfItem = new LinkedHashMap<>();
        private final AdvisedPieces advised;
        private final Map<String, Long> back = new HashMap<>();
        private final List<ObjectNode> actions = new ArrayList<>();
        private final List<String> surplus = new ArrayList<>();

        Computation(ShopReturns shop, PlatformReturns platform) {
            this.shop = shop;
            this.platform = platform;
            shop.ordered().keySet().forEach(line -> back.put(line, shop.back(line)));
            this.advised = new AdvisedPieces(shop, platform);
        }

        ReturnChanges changes() {
            platform.visits()
                    .filter(visit -> visit.status() == Status.FINISHED)
                    .sorted(Comparator.comparing(Visit::id))
                    .forEach(this::show);
            piecesOfItem.forEach(this::move);
            return new ReturnChanges(List.copyOf(actions), List.copyOf(surplus));
        }

        private void show(Visit visit) {
            List<Piece> added = new ArrayList<>();
            for (Piece piece : visit.pieces()) {
                if (piece.verdict() == Verdict.REFUSED) {
                    continue;
                }
                Optional<Item> item = itemOf(piece);
                if (item.isPresent()) {
                    piecesOfItem
                            .computeIfAbsent(item.get().id(), id -> new ArrayList<>())
                            .add(piece);
                } else if (!shop.ordered().containsKey(piece.shopLineId())) {
                    surplus.add(
                            "Returned piece " + piece.id() + " (" + piece.article() + ") is of no line of the order");
                } else if (back.getOrDefault(piece.shopLineId(), 0L)
                        >= shop.ordered().getOrDefault(piece.shopLineId(), 0L)) {
                    surplus.add("Returned piece " + piece.id() + " (" + piece.article() + ") is one more than the line "
                            + piece.shopLineId() + " has that are not back yet");
                } else {
                    back.merge(piece.shopLineId(), 1L, Long::sum);
                    added.add(piece);
                }
            }
            add(added);
        }

        private Optional<Item> itemOf(Piece piece) {
            Optional<Item> own = shop.keyed(piece.id());
            if (own.isPresent()) {
                return own;
            }
            return advised.itemOf(piece)
                    .or(() -> Optional.of(piece.announcedBy()))
                    .flatMap(shop::item)
                    .filter(item -> item.state() != State.ADVISED);
        }

        private void add(List<Piece> pieces) {
            if (pieces.isEmpty()) {
                return;
            }
            ObjectNode action = action("addReturnInfo");
            ArrayNode items = action.putArray("items");
            for (Piece piece : pieces) {
                ObjectNode item = items.addObject()
                        .put("key", piece.id())
                        .put("quantity", 1)
                        .put("shipmentState", State.RETURNED.wire())
                        .put("lineItemId", piece.shopLineId());
                if (!piece.note().isEmpty()) {
                    item.put(
                            "comment",
                            piece.note()
                                    .substring(
                                            0,
                                            Math.min(
                                                    LONGEST_COMMENT,
                                                    piece.note().length())));
                }
            }
            actions.add(action);
            pieces.forEach(piece -> target(piece.verdict())
                    .ifPresent(state -> actions.add(action("setReturnShipmentState")
                            .put("returnItemKey", piece.id())
                            .put("shipmentState", state.wire()))));
        }

        /** An item has one state for all its pieces, so it moves when all are decided, and alike. */
        private void move(String itemId, List<Piece> pieces) {
            Item item = shop.item(itemId).orElseThrow();
            List<Optional<State>> targets = pieces.stream()
                    .map(piece -> target(piece.verdict()))
                    .distinct()
                    .toList();
            if (item.state() == State.RETURNED && pieces.size() >= item.quantity() && targets.size() == 1) {
                targets.getFirst()
                        .ifPresent(state -> actions.add(action("setReturnShipmentState")
                                .put("returnItemId", itemId)
                                .put("shipmentState", state.wire())));
            }
        }

        private static Optional<State> target(Verdict verdict) {
            return switch (verdict) {
                case SELLABLE -> Optional.of(State.BACK_IN_STOCK);
                case UNUSABLE -> Optional.of(State.UNUSABLE);
                case OPEN, REFUSED -> Optional.empty();
            };
        }

        private static ObjectNode action(String name) {
            return JsonHttp.JSON.createObjectNode().put("action", name);
        }
    }
}
