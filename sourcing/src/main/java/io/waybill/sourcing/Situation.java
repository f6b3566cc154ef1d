package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request seen against a snapshot, with indexes in place of ids: lines and facilities by their position, articles by
 * their position among the distinct articles of the request. Immutable.
 */
final class Situation {

    /** Distance of a facility or a destination without coordinates; sorts last. */
    static final long UNKNOWN_DISTANCE = Long.MAX_VALUE;

    private final SourcingRequest request;
    private final SourcingSnapshot snapshot;
    private final int[] articleOfLine;
    private final int[] snapshotArticle;
    private final int[][] packs;
    private final long[] metres;
    private final long[] tieKeys;

    Situation(SourcingRequest request, SourcingSnapshot snapshot, TieBreak tieBreak) {
        this.request = request;
        this.snapshot = snapshot;
        Map<String, Integer> articles = new HashMap<>();
        this.articleOfLine = request.lines().stream()
                .mapToInt(line -> {
                    int next = articles.size();
                    return articles.computeIfAbsent(line.articleId(), id -> next);
                })
                .toArray();
        this.snapshotArticle = new int[articles.size()];
        articles.forEach((id, index) -> snapshotArticle[index] = snapshot.indexOfArticle(id));
        this.packs = packs(request.lines());
        this.metres = metres(request.destination().coordinates(), snapshot.facilities());
        this.tieKeys = tieKeys(tieBreak);
    }

    /**
     * Bundles by key, then single lines by id. Units are handed out in this order, so that lines which compete for one
     * article get the same whatever order they come in.
     */
    private static int[][] packs(List<SourcingRequest.Line> lines) {
        Map<String, List<Integer>> bundles = new TreeMap<>();
        List<Integer> singles = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            String key = lines.get(line).bundleKey();
            (key == null ? singles : bundles.computeIfAbsent(key, ignored -> new ArrayList<>())).add(line);
        }
        singles.sort(Comparator.comparing(line -> lines.get(line).id()));
        int[][] packs = new int[bundles.size() + singles.size()][];
        int next = 0;
        for (List<Integer> bundle : bundles.values()) {
            packs[next++] = bundle.stream().mapToInt(Integer::intValue).toArray();
        }
        for (int line : singles) {
            packs[next++] = new int[] {line};
        }
        return packs;
    }

    private static long[] metres(@Nullable Coordinates destination, List<SourcingFacility> facilities) {
        long[] metres = new long[facilities.size()];
        Arrays.fill(metres, UNKNOWN_DISTANCE);
        if (destination != null) {
            for (int facility = 0; facility < metres.length; facility++) {
                Coordinates place = facilities.get(facility).coordinates();
                if (place != null) {
                    metres[facility] = place.metresTo(destination);
                }
            }
        }
        return metres;
    }

    private long[] tieKeys(TieBreak tieBreak) {
        return switch (tieBreak) {
            case TieBreak.ByDistance() -> metres;
            case TieBreak.ByLot(long seed) ->
                snapshot.facilities().stream()
                        .mapToLong(facility ->
                                new SplittableRandom(seed ^ facility.id().hashCode()).nextLong())
                        .toArray();
        };
    }

    SourcingRequest request() {
        return request;
    }

    SourcingSnapshot snapshot() {
        return snapshot;
    }

    int facilities() {
        return metres.length;
    }

    SourcingFacility facility(int facility) {
        return snapshot.facilities().get(facility);
    }

    int lines() {
        return articleOfLine.length;
    }

    SourcingRequest.Line line(int line) {
        return request.lines().get(line);
    }

    int articles() {
        return snapshotArticle.length;
    }

    int articleOf(int line) {
        return articleOfLine[line];
    }

    /** Lines that are placed together or not at all, in the order in which units are handed out. */
    int[][] packs() {
        return packs;
    }

    /** Whether the facility does every custom service that the line asks for. */
    boolean serves(int facility, int line) {
        return facility(facility).customServices().containsAll(line(line).customServices());
    }

    /** Whether the facility does every custom service that the lines of the bundle ask for. */
    boolean serves(int facility, int[] bundle) {
        for (int line : bundle) {
            if (!serves(facility, line)) {
                return false;
            }
        }
        return true;
    }

    long available(int facility, int article) {
        int index = snapshotArticle[article];
        return index < 0 ? 0 : snapshot.available(facility, index);
    }

    /** Units of the article available in the whole network. */
    long availableEverywhere(int article) {
        long sum = 0;
        for (int facility = 0; facility < facilities(); facility++) {
            sum += available(facility, article);
        }
        return sum;
    }

    ListingState listing(int facility, int article) {
        int index = snapshotArticle[article];
        return index < 0 ? ListingState.NOT_ACTIVE : snapshot.listing(facility, index);
    }

    /** What else is known of the article at the facility, or {@link SourcingSnapshot#UNKNOWN}. */
    long measure(SourcingSnapshot.Measure measure, int facility, int article) {
        int index = snapshotArticle[article];
        return index < 0 ? SourcingSnapshot.UNKNOWN : snapshot.measure(measure, facility, index);
    }

    /** Bee-line to the destination, or {@link #UNKNOWN_DISTANCE}. */
    long metres(int facility) {
        return metres[facility];
    }

    /** Order among facilities with the same penalty; never 0 for two different ones. */
    int compareTied(int one, int other) {
        int byKey = Long.compare(tieKeys[one], tieKeys[other]);
        return byKey != 0 ? byKey : facility(one).id().compareTo(facility(other).id());
    }
}
