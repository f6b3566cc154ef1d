package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.PackJob;
import io.waybill.client.PickJob;
import io.waybill.connector.status.Fulfilment.Handover;
import io.waybill.connector.status.Fulfilment.Part;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** How far the lines of the shop's order are, from all jobs of all its parts. Pure; the order of jobs does not matter. */
final class LineProgress {
    private final JsonNode order;
    private final Part part;
    private final Map<String, Long> pieces = new LinkedHashMap<>();
    private final Map<String, LineTally> tallies = new LinkedHashMap<>();

    private LineProgress(JsonNode order, Part part) {
        this.order = order;
        this.part = part;
    }

    /** By the id of the line; lines that the platform never had are left out. */
    static Map<String, LineTally> of(JsonNode order, Fulfilment fulfilment) {
        Map<String, LineTally> all = new LinkedHashMap<>();
        for (Part part : fulfilment.parts()) {
            new LineProgress(order, part).tallies().forEach((line, tally) -> all.merge(line, tally, LineTally::plus));
        }
        return all;
    }

    private Map<String, LineTally> tallies() {
        JsonNode written = part.order().customAttributes().path("commercetoolsLines");
        // Lines that a change added do not carry the shop's id; they are what is left when the others have theirs.
        part.order().lines().stream()
                .sorted(Comparator.comparing(line -> ShopLines.named(line).isEmpty()))
                .forEach(line -> {
                    List<String> candidates = ShopLines.candidates(order, part, line);
                    candidates.stream()
                            .filter(id -> written.path(id).asLong(Long.MAX_VALUE) > pieces.getOrDefault(id, 0L))
                            .findFirst()
                            .or(() -> candidates.stream().findFirst())
                            .ifPresent(
                                    id -> pieces.merge(id, line.path("quantity").asLong(), Long::sum));
                });
        pieces.keySet().forEach(id -> tallies.put(id, LineTally.NOTHING));
        takenOut();
        sorted(part.liveHandovers(), each -> each.job().id()).forEach(this::handover);
        if (part.order().cancelled()) {
            pieces.forEach((id, all) -> count(id, tally(0, 0, 0, 0, 0, 0, all)));
            return tallies;
        }
        sorted(part.packJobs(), PackJob::id).forEach(this::packJob);
        sorted(part.pickJobs(), PickJob::id).forEach(this::pickJob);
        if (part.restPending()) {
            pieces.keySet().forEach(id -> count(id, new LineTally(0, 0, 0, 0, 0, 0, 0, true)));
        }
        return tallies;
    }

    /** What the export wrote down and the platform's order has no more was taken out of it there. */
    private void takenOut() {
        part.order().customAttributes().path("commercetoolsLines").properties().forEach(line -> {
            long missing = line.getValue().asLong() - pieces.getOrDefault(line.getKey(), 0L);
            if (missing > 0) {
                count(line.getKey(), tally(0, 0, 0, 0, 0, 0, missing));
            }
        });
    }

    private void handover(Handover handover) {
        if (handover.job().handedOver()) {
            Map<String, Long> room = new LinkedHashMap<>(pieces);
            for (JsonNode line : handover.job().lines()) {
                spread(line, ShopLines.handedOver(line), room, left -> tally(left, 0, 0, 0, 0, 0, 0));
            }
        }
    }

    private void packJob(PackJob job) {
        if (job.status().equals("CLOSED")) {
            Map<String, Long> room = new LinkedHashMap<>(pieces);
            for (JsonNode line : job.lines()) {
                long packed = line.path("packed").asLong(line.path("quantity").asLong());
                spread(line, packed, room, count -> tally(0, count, 0, 0, 0, 0, 0));
            }
        }
    }

    private void pickJob(PickJob job) {
        Map<String, Long> room = new LinkedHashMap<>(pieces);
        Map<String, Long> missing = new LinkedHashMap<>(pieces);
        for (JsonNode line : job.lines()) {
            long quantity = line.path("quantity").asLong();
            long taken = Math.min(quantity, taken(line));
            switch (job.status()) {
                case "ABORTED", "REJECTED" -> spread(line, quantity, missing, count -> tally(0, 0, 0, 0, 0, count, 0));
                case "CLOSED", "PICKED" -> {
                    spread(line, taken, room, count -> tally(0, 0, count, 0, 0, 0, 0));
                    spread(line, quantity - taken, missing, count -> tally(0, 0, 0, 0, 0, count, 0));
                }
                case "IN_PROGRESS", "PAUSED" -> spread(line, quantity, room, count -> tally(0, 0, 0, count, 0, 0, 0));
                default -> {
                    if (!job.givenUp()) {
                        spread(line, quantity, room, count -> tally(0, 0, 0, 0, count, 0, 0));
                    }
                }
            }
        }
    }

    /** Substitutes count as what they stand for. */
    private static long taken(JsonNode line) {
        return line.path("picked").asLong()
                + line.path("substituteLineItems")
                        .valueStream()
                        .mapToLong(each -> each.path("picked").asLong())
                        .sum();
    }

    /** Two lines may have one article, and a job may name the article only; then the first is filled first. */
    private void spread(JsonNode jobLine, long count, Map<String, Long> room, LongFunction<LineTally> as) {
        long left = count;
        for (String id : ShopLines.candidates(order, part, jobLine)) {
            long here = Math.min(left, room.getOrDefault(id, 0L));
            if (here > 0) {
                room.merge(id, -here, Long::sum);
                count(id, as.apply(here));
                left -= here;
            }
        }
    }

    private void count(String id, LineTally more) {
        tallies.merge(id, more, LineTally::plus);
    }

    private static LineTally tally(
            long handedOver, long packed, long picked, long picking, long waiting, long missed, long cancelled) {
        return new LineTally(handedOver, packed, picked, picking, waiting, missed, cancelled, false);
    }

    private static <T> List<T> sorted(List<T> jobs, java.util.function.Function<T, String> id) {
        return jobs.stream().sorted(Comparator.comparing(id)).toList();
    }
}
