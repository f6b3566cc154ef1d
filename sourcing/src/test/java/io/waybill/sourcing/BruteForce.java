package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.SourcingRequest.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The least cost of a plan, by trying every set of facilities that passed, and for every bundle every place or none. Uses
 * nothing of the planners; which facilities passed and with what penalty it takes from the explanation.
 */
final class BruteForce {

    private final Scenario scenario;
    private final List<FacilityExplanation> facilities;
    private final int parts;
    private final Map<String, Long> singles = new TreeMap<>();
    private final List<Map<String, Long>> bundles = new ArrayList<>();
    private final List<Set<String>> services = new ArrayList<>();
    private final Map<String, Long> everywhere = new HashMap<>();
    private final SourcingSnapshot snapshot;

    private BruteForce(Scenario scenario, int parts) {
        this.scenario = scenario;
        this.parts = parts;
        this.snapshot = scenario.snapshot();
        this.facilities = scenario.plannedBy(SourcingConfiguration.SEQUENTIAL)
                .firstRound()
                .ranked()
                .toList();
        Map<String, Map<String, Long>> byKey = new TreeMap<>();
        Map<String, Set<String>> servicesByKey = new TreeMap<>();
        for (Line line : scenario.lines) {
            if (line.remaining() > 0) {
                Map<String, Long> into = line.bundleKey() == null
                        ? singles
                        : byKey.computeIfAbsent(line.bundleKey(), key -> new TreeMap<>());
                into.merge(line.articleId(), line.remaining(), Long::sum);
            }
            if (line.bundleKey() != null) {
                servicesByKey
                        .computeIfAbsent(line.bundleKey(), key -> new TreeSet<>())
                        .addAll(line.customServices());
            }
            everywhere.put(
                    line.articleId(),
                    scenario.facilities.keySet().stream()
                            .mapToLong(facility -> snapshot.available(facility, line.articleId()))
                            .sum());
        }
        bundles.addAll(byKey.values());
        byKey.keySet().forEach(key -> services.add(servicesByKey.getOrDefault(key, Set.of())));
    }

    /** Least cost in millionths with at most that many parts; at least one when anything can be placed. */
    static long leastCost(Scenario scenario, int parts) {
        return new BruteForce(scenario, parts).leastCost();
    }

    private long leastCost() {
        long least = Long.MAX_VALUE;
        for (int set = 1; set < 1 << facilities.size(); set++) {
            if (Integer.bitCount(set) <= parts) {
                List<FacilityExplanation> chosen = new ArrayList<>();
                for (int index = 0; index < facilities.size(); index++) {
                    if ((set >> index & 1) == 1) {
                        chosen.add(facilities.get(index));
                    }
                }
                least = Math.min(least, leastCost(chosen, 0, new int[bundles.size()]));
            }
        }
        long nothing = units() * scenario.objective.shortagePenalty() * 1_000_000L;
        return least == Long.MAX_VALUE ? nothing : least;
    }

    private long leastCost(List<FacilityExplanation> chosen, int bundle, int[] places) {
        if (bundle == places.length) {
            return cost(chosen, places);
        }
        long least = Long.MAX_VALUE;
        for (places[bundle] = 0; places[bundle] <= chosen.size(); places[bundle]++) {
            least = Math.min(least, leastCost(chosen, bundle + 1, places));
        }
        return least;
    }

    /** Cost, or the largest long when somebody would have to give what he has not, or gives nothing. */
    private long cost(List<FacilityExplanation> chosen, int[] places) {
        List<Map<String, Long>> taken = new ArrayList<>();
        chosen.forEach(facility -> taken.add(new TreeMap<>()));
        long missing = 0;
        for (int bundle = 0; bundle < places.length; bundle++) {
            if (places[bundle] == chosen.size()) {
                missing += bundles.get(bundle).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            } else if (!scenario.facilities
                    .get(chosen.get(places[bundle]).facilityId())
                    .customServices()
                    .containsAll(services.get(bundle))) {
                return Long.MAX_VALUE;
            } else {
                Map<String, Long> units = taken.get(places[bundle]);
                bundles.get(bundle).forEach((article, needed) -> units.merge(article, needed, Long::sum));
            }
        }
        for (int index = 0; index < chosen.size(); index++) {
            for (Map.Entry<String, Long> units : taken.get(index).entrySet()) {
                if (units.getValue() > snapshot.available(chosen.get(index).facilityId(), units.getKey())) {
                    return Long.MAX_VALUE;
                }
            }
        }
        for (Map.Entry<String, Long> single : singles.entrySet()) {
            missing += single.getValue() - take(chosen, taken, single.getKey(), single.getValue());
        }
        return sum(chosen, taken, missing);
    }

    private long take(List<FacilityExplanation> chosen, List<Map<String, Long>> taken, String article, long wanted) {
        List<Integer> cheapestFirst = new ArrayList<>();
        for (int index = 0; index < chosen.size(); index++) {
            cheapestFirst.add(index);
        }
        cheapestFirst.sort(Comparator.comparingLong(index -> price(chosen.get(index), article)));
        long left = wanted;
        for (int index : cheapestFirst) {
            long has = snapshot.available(chosen.get(index).facilityId(), article)
                    - taken.get(index).getOrDefault(article, 0L);
            long units = Math.min(left, has);
            taken.get(index).merge(article, units, Long::sum);
            left -= units;
        }
        return wanted - left;
    }

    private long price(FacilityExplanation facility, String article) {
        long all = everywhere.get(article);
        long here = snapshot.available(facility.facilityId(), article);
        return here == 0 ? 0 : (all - here) * 1_000_000 / all * scenario.objective.scarcityPrice();
    }

    private long sum(List<FacilityExplanation> chosen, List<Map<String, Long>> taken, long missing) {
        long cost = missing * scenario.objective.shortagePenalty() * 1_000_000L
                + (chosen.size() - 1L) * scenario.objective.splitPenalty() * 1_000_000L;
        for (int index = 0; index < chosen.size(); index++) {
            cost += chosen.get(index).totalPenalty().movePointRight(6).longValueExact();
            long units = 0;
            for (Map.Entry<String, Long> article : taken.get(index).entrySet()) {
                units += article.getValue();
                cost += article.getValue() * price(chosen.get(index), article.getKey());
            }
            if (units == 0) {
                return Long.MAX_VALUE;
            }
        }
        return cost;
    }

    /** Units to place. */
    long units() {
        return scenario.lines.stream().mapToLong(Line::remaining).sum();
    }
}
