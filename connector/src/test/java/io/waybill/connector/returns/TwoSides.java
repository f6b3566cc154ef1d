package io.waybill.connector.returns;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.connector.returns.AnnouncementPlan.Announce;
import io.waybill.connector.returns.AnnouncementPlan.Restart;
import io.waybill.connector.returns.AnnouncementPlan.Withdraw;
import io.waybill.connector.returns.PlatformReturns.Job;
import io.waybill.connector.returns.PlatformReturns.Line;
import io.waybill.connector.returns.PlatformReturns.Piece;
import io.waybill.connector.returns.PlatformReturns.Status;
import io.waybill.connector.returns.PlatformReturns.Verdict;
import io.waybill.connector.returns.PlatformReturns.Visit;
import io.waybill.connector.returns.ShopReturns.Item;
import io.waybill.connector.returns.ShopReturns.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A shop and a platform in memory, with the rules of both about returns. */
final class TwoSides {
    private final Map<String, Long> ordered = new HashMap<>();
    private final long delivered;
    private final List<Item> items = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private int ids;

    TwoSides(int lines, long ordered, long delivered) {
        IntStream.range(0, lines).forEach(line -> this.ordered.put("line-" + line, ordered));
        this.delivered = delivered;
    }

    List<String> lines() {
        return ordered.keySet().stream().sorted().toList();
    }

    ShopReturns shop() {
        return new ShopReturns(Map.copyOf(ordered), List.copyOf(items));
    }

    PlatformReturns platform() {
        List<Line> lines = lines().stream()
                .map(line -> new Line("job-" + line, line, "facility", returnable(line)))
                .toList();
        return new PlatformReturns(List.of(new Job("job", 1, false, lines, List.copyOf(visits))));
    }

    long returnable(String line) {
        return delivered
                - visits.stream()
                        .filter(visit -> visit.status() != Status.CALLED_OFF)
                        .flatMap(visit -> visit.pieces().stream())
                        .filter(piece -> piece.verdict() != Verdict.REFUSED)
                        .filter(piece -> piece.shopLineId().equals(line))
                        .count();
    }

    // ---- what people do

    /** Nobody adds more pieces as returned than the line has. */
    void addInShop(int line, int pieces, boolean advised) {
        String id = "line-" + line;
        long quantity = advised ? pieces : Math.min(pieces, ordered.get(id) - shop().back(id));
        if (quantity > 0) {
            State state = advised ? State.ADVISED : State.RETURNED;
            items.add(new Item(next(), "", id, quantity, state, items.size(), "", ""));
        }
    }

    void takeBack(int line, int pieces, Verdict verdict) {
        String id = "line-" + line;
        long taken = Math.min(pieces, returnable(id));
        visit(
                Status.FINISHED,
                Stream.generate(() -> piece(id, verdict, ""))
                        .limit(Math.max(0, taken))
                        .toList());
    }

    void finishFirst(Verdict verdict) {
        for (int index = 0; index < visits.size(); index++) {
            Visit visit = visits.get(index);
            if (visit.status() == Status.ANNOUNCED || visit.status() == Status.AT_HAND) {
                visits.set(index, finished(visit, verdict));
                return;
            }
        }
    }

    void finishAll() {
        for (int index = 0; index < visits.size(); index++) {
            Visit visit = visits.get(index);
            if (visit.status() == Status.ANNOUNCED || visit.status() == Status.AT_HAND) {
                visits.set(index, finished(visit, Verdict.SELLABLE));
            }
        }
    }

    private static Visit finished(Visit visit, Verdict verdict) {
        List<Piece> pieces = visit.pieces().stream()
                .map(each -> new Piece(
                        each.id(), each.shopLineId(), each.article(), verdict, each.announcedBy(), each.note()))
                .toList();
        return new Visit(visit.id(), Status.FINISHED, visit.codes(), pieces);
    }

    // ---- what the connector does

    void align() {
        for (int step = 0; step < 100; step++) {
            AnnouncementPlan plan = AnnouncementPlan.of(shop(), platform());
            if (plan.next().isEmpty()) {
                break;
            }
            take(plan);
        }
        ReturnChanges.of(shop(), platform()).actions().forEach(this::write);
    }

    private void take(AnnouncementPlan plan) {
        switch (plan.next().orElseThrow()) {
            case Announce announce ->
                visit(
                        announce.atHand() ? Status.AT_HAND : Status.ANNOUNCED,
                        announce.pieces().stream()
                                .map(each -> piece(
                                        each.lineId().substring("job-".length()),
                                        Verdict.OPEN,
                                        each.item().id()))
                                .toList());
            case Withdraw withdraw -> throw new AssertionError("nobody took anything back: " + withdraw);
            case Restart restart -> throw new AssertionError("nothing was closed: " + restart);
        }
        lines().forEach(line -> {
            if (returnable(line) < 0) {
                throw new AssertionError("the platform would refuse this: " + line);
            }
        });
    }

    private void write(JsonNode action) {
        if (action.path("action").asText().equals("addReturnInfo")) {
            for (JsonNode item : action.path("items")) {
                items.add(new Item(
                        next(),
                        item.path("key").asText(),
                        item.path("lineItemId").asText(),
                        item.path("quantity").asLong(),
                        State.RETURNED,
                        items.size(),
                        "",
                        ""));
            }
            return;
        }
        String id = action.path("returnItemId").asText("");
        String key = action.path("returnItemKey").asText("");
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            if (item.id().equals(id) || (!key.isEmpty() && item.key().equals(key))) {
                if (item.state() != State.RETURNED) {
                    throw new AssertionError("the shop would refuse this: " + action);
                }
                State state =
                        action.path("shipmentState").asText().equals("Unusable") ? State.UNUSABLE : State.BACK_IN_STOCK;
                items.set(
                        index,
                        new Item(item.id(), item.key(), item.lineId(), item.quantity(), state, item.parcel(), "", ""));
            }
        }
    }

    // ---- what there is

    long addedByConnector(String line) {
        return items.stream()
                .filter(item -> item.lineId().equals(line) && !item.key().isEmpty())
                .count();
    }

    long finishedPieces() {
        return visits.stream()
                .filter(visit -> visit.status() == Status.FINISHED)
                .flatMap(visit -> visit.pieces().stream())
                .filter(piece -> piece.verdict() != Verdict.REFUSED)
                .count();
    }

    /** Line, state and pieces of every return item; who was first does not matter. */
    List<String> shopStates() {
        return items.stream()
                .map(item -> item.lineId() + " " + item.state() + " " + item.quantity())
                .sorted()
                .toList();
    }

    List<String> platformStates() {
        return visits.stream()
                .flatMap(visit -> visit.pieces().stream()
                        .map(piece -> piece.shopLineId() + " " + visit.status() + " " + piece.verdict()))
                .sorted()
                .toList();
    }

    private void visit(Status status, List<Piece> pieces) {
        if (!pieces.isEmpty()) {
            visits.add(new Visit(next(), status, Set.of(), pieces));
        }
    }

    private Piece piece(String line, Verdict verdict, String announcedBy) {
        return new Piece(next(), line, "SKU", verdict, announcedBy, "");
    }

    private String next() {
        return "%06d".formatted(ids++);
    }
}
