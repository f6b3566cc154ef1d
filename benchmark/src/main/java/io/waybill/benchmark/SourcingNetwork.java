package io.waybill.benchmark;

import io.waybill.sourcing.Coordinates;
import io.waybill.sourcing.ListingState;
import io.waybill.sourcing.Objective;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingFacility;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingSnapshot;
import io.waybill.sourcing.TieBreak;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A generated network and its orders; the same seed generates the same. Facilities and consumers lie anywhere between 47.5
 * and 54 degrees north and 6 and 14 degrees east. A facility carries an article with the given probability and then has 1
 * to 3 units of it, and of article number n another 8/n. Order lines draw distinct articles, article number n with a weight of 1/n, and want one unit, every
 * fifth two. docs/sourcing-benchmark.md tells the same.
 */
final class SourcingNetwork {

    private static final int MORE_OF_THE_FIRST = 8;

    private final Random random;
    private final double carried;
    private final List<SourcingFacility> facilities = new ArrayList<>();
    private final List<String> articles = new ArrayList<>();
    private final long[][] stock;
    private final double[] cumulated;

    SourcingNetwork(long seed, int facilities, int articles, double carried) {
        this.random = new Random(seed);
        this.carried = carried;
        this.stock = new long[facilities][articles];
        this.cumulated = new double[articles];
        for (int article = 0; article < articles; article++) {
            this.articles.add("article-" + article);
            cumulated[article] = (article == 0 ? 0 : cumulated[article - 1]) + 1.0 / (article + 1);
        }
        for (int facility = 0; facility < facilities; facility++) {
            this.facilities.add(new SourcingFacility(
                    "facility-" + facility,
                    null,
                    SourcingFacility.Status.ONLINE,
                    SourcingFacility.Type.MANAGED_FACILITY,
                    SourcingFacility.LocationType.STORE,
                    Set.of(SourcingFacility.Service.values()),
                    anywhere(),
                    "DE"));
            for (int article = 0; article < articles; article++) {
                stock[facility][article] = random.nextDouble() < this.carried
                        ? 1 + random.nextInt(3) + MORE_OF_THE_FIRST / (article + 1)
                        : 0;
            }
        }
    }

    private Coordinates anywhere() {
        return new Coordinates(47.5 + random.nextDouble() * 6.5, 6 + random.nextDouble() * 8);
    }

    /** The next order, of that many lines. */
    SourcingRequest order(int lines) {
        Set<Integer> chosen = new LinkedHashSet<>();
        while (chosen.size() < lines) {
            double at = random.nextDouble() * cumulated[cumulated.length - 1];
            int article = 0;
            while (cumulated[article] < at) {
                article++;
            }
            chosen.add(article);
        }
        List<SourcingRequest.Line> wanted = new ArrayList<>();
        for (int article : chosen) {
            wanted.add(SourcingRequest.Line.of(
                    "line-" + wanted.size(), articles.get(article), random.nextInt(5) == 0 ? 2 : 1));
        }
        return SourcingRequest.of(
                wanted, new SourcingRequest.Destination(anywhere(), "DE", null), SourcingRequest.Wishes.shipping());
    }

    /** The next order, of one to so many lines, each number as likely. */
    SourcingRequest orderOfUpTo(int lines) {
        return order(1 + random.nextInt(lines));
    }

    SourcingSnapshot snapshot() {
        SourcingSnapshot.Builder snapshot = SourcingSnapshot.of(facilities, articles);
        for (int facility = 0; facility < stock.length; facility++) {
            for (int article = 0; article < articles.size(); article++) {
                if (stock[facility][article] > 0) {
                    snapshot.article(
                            facilities.get(facility).id(),
                            articles.get(article),
                            ListingState.ACTIVE,
                            stock[facility][article]);
                }
            }
        }
        return snapshot.build();
    }

    void take(String facilityId, String articleId, long units) {
        int facility = Integer.parseInt(facilityId.substring("facility-".length()));
        stock[facility][Integer.parseInt(articleId.substring("article-".length()))] -= units;
    }

    int facilities() {
        return facilities.size();
    }

    /** The standard ratings, any number of parts up to the given, the standard objective. */
    static SourcingConfiguration configuration(String planner, int parts) {
        return new SourcingConfiguration(
                SourcingConfiguration.standard().fences(),
                List.of(
                        RatingRule.of(SourcingConfiguration.GEO_DISTANCE, 5),
                        RatingRule.of(SourcingConfiguration.STOCK_AVAILABILITY, 10)),
                new OrderSplit(true, true, parts - 1, false),
                planner,
                new TieBreak.ByDistance(),
                List.of(),
                Objective.STANDARD,
                List.of());
    }
}
