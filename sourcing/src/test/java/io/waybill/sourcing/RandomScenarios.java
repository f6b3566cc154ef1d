package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingFacility.Service;
import io.waybill.sourcing.SourcingFacility.Status;
import io.waybill.sourcing.SourcingRequest.Line;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Small networks and orders in which everything that matters happens often: ties, scarce articles, articles on several
 * lines, bundles, custom services, facilities without the service, and rules in every combination.
 */
final class RandomScenarios {

    private static final int MOST_FACILITIES = 7;
    private static final int MOST_ARTICLES = 4;
    private static final int MOST_LINES = 5;

    private RandomScenarios() {}

    static Arbitrary<Scenario> all() {
        return Arbitraries.longs().map(seed -> scenario(new Random(seed), true));
    }

    static Arbitrary<Scenario> withoutBundles() {
        return Arbitraries.longs().map(seed -> scenario(new Random(seed), false));
    }

    private static Scenario scenario(Random random, boolean bundles) {
        Scenario scenario = new Scenario();
        int facilities = 1 + random.nextInt(MOST_FACILITIES);
        int articles = 1 + random.nextInt(MOST_ARTICLES);
        for (int index = 0; index < facilities; index++) {
            addFacility(scenario, "F" + index, random);
            if (random.nextInt(3) > 0) {
                scenario.doing("F" + index, "wrap");
            }
            for (int article = 0; article < articles; article++) {
                scenario.stock("F" + index, "A" + article, listing(random), random.nextInt(4));
            }
        }
        int lines = 1 + random.nextInt(MOST_LINES);
        for (int index = 0; index < lines; index++) {
            int quantity = 1 + random.nextInt(4);
            long remaining = index == 0 ? quantity : random.nextInt(quantity + 1);
            String bundle = bundles && random.nextInt(3) == 0 ? "bundle" + random.nextInt(2) : null;
            Set<String> services = bundle != null && random.nextInt(2) == 0 ? Set.of("wrap") : Set.of();
            scenario.line(new Line("L" + index, "A" + random.nextInt(articles), quantity, remaining, bundle, services));
        }
        scenario.wishes(wishes(random, facilities));
        scenario.fences = new ArrayList<>(some(
                random,
                FenceRule.of(SourcingConfiguration.FACILITY_BUSINESSTYPE),
                FenceRule.of(SourcingConfiguration.PRESELECTED_FACILITY),
                FenceRule.of(SourcingConfiguration.AVOID_ZERO_STOCK)));
        if (random.nextInt(4) == 0) {
            FenceMode mode = random.nextBoolean() ? FenceMode.STATIC : FenceMode.REACTIVE;
            scenario.fences.addFirst(new FenceRule(SourcingConfiguration.STOCK_AVAILABILITY, mode));
        }
        scenario.ratings = some(
                random,
                RatingRule.of(SourcingConfiguration.GEO_DISTANCE, random.nextInt(4)),
                RatingRule.of(SourcingConfiguration.STOCK_AVAILABILITY, random.nextInt(4)));
        scenario.split =
                new OrderSplit(random.nextInt(4) > 0, random.nextBoolean(), random.nextInt(4), random.nextBoolean());
        if (random.nextInt(4) == 0) {
            scenario.blackListed("F" + random.nextInt(facilities));
        }
        if (random.nextInt(4) == 0) {
            scenario.used("F" + random.nextInt(facilities));
        }
        if (random.nextInt(4) == 0) {
            scenario.maximumParts(1 + random.nextInt(3));
        }
        return scenario;
    }

    private static void addFacility(Scenario scenario, String id, Random random) {
        if (random.nextInt(8) == 0) {
            scenario.facilityNowhere(id);
            return;
        }
        Status status = random.nextInt(6) == 0 ? Status.SUSPENDED : Status.ONLINE;
        Set<Service> services = random.nextInt(5) == 0
                ? Set.of(Service.PICKUP)
                : random.nextBoolean() ? Set.of(Service.SHIP_FROM_STORE) : Set.of(Service.values());
        scenario.facility(id, random.nextInt(5) * 300.0, status, services);
    }

    private static ListingState listing(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> ListingState.NOT_ACTIVE;
            case 1 -> ListingState.BACKORDER;
            case 2 -> ListingState.PREORDER;
            default -> ListingState.ACTIVE;
        };
    }

    private static Wishes wishes(Random random, int facilities) {
        return switch (random.nextInt(6)) {
            case 0 -> Wishes.collectAt("F" + random.nextInt(facilities + 1));
            case 1 -> Wishes.shippingFrom(Set.of("F" + random.nextInt(facilities), "elsewhere"));
            default -> Wishes.shipping();
        };
    }

    @SafeVarargs
    private static <T> List<T> some(Random random, T... choices) {
        List<T> chosen = new ArrayList<>();
        for (T choice : choices) {
            if (random.nextBoolean()) {
                chosen.add(choice);
            }
        }
        return chosen;
    }
}
