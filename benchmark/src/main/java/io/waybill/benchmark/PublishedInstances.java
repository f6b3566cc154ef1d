package io.waybill.benchmark;

import io.waybill.sourcing.Coordinates;
import io.waybill.sourcing.ListingState;
import io.waybill.sourcing.Objective;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.Routed;
import io.waybill.sourcing.SourcingEngine;
import io.waybill.sourcing.SourcingFacility;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingSnapshot;
import io.waybill.sourcing.TieBreak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * The smaller of the set-ups of Jasin and Sinha (2015) as published with Ma, Order-optimal Correlated Rounding for
 * Fulfilling Multi-item E-commerce Orders (arXiv 2207.04774): ten cities weighted by population, five fulfilment centres,
 * 20 items, five order types of each size from 1 to 5, 10,000 arrivals, stock by a safety stock formula at the nearest
 * centre that carries the item. A parcel costs 8.759, an item in it 0.423 and 0.000541 a mile; what cannot be sent costs
 * twice the fixed and twice the farthest variable cost. Costs are told as a multiple of the optimum of the paper's
 * deterministic linear program, as there. docs/sourcing-benchmark.md says what differs.
 */
final class PublishedInstances {

    private static final String NAME = "published generator: cost as a multiple of the linear program";
    private static final double[][] CITIES = {
        {40.6943, -73.9249, 18_680_025},
        {34.1141, -118.4068, 12_531_334},
        {41.8375, -87.6866, 8_586_888},
        {25.784, -80.2101, 6_076_316},
        {32.7935, -96.7667, 5_910_669},
        {29.786, -95.3885, 5_724_418},
        {40.0077, -75.1339, 5_540_199},
        {33.7628, -84.422, 5_151_496},
        {38.9047, -77.0163, 5_066_973},
        {42.3188, -71.0852, 4_465_966}
    };
    private static final double[][] CENTRES = {
        {37.7448, -121.3985}, {39.9797, -86.3833}, {41.2776, -75.4973}, {33.9114, -81.0501}, {32.9709, -97.3348}
    };
    private static final int ITEMS = 20;
    private static final int LARGEST = 5;
    private static final int TYPES_OF_SIZE = 5;
    private static final double CARRIED = 0.75;
    private static final double SAFETY = 0.5;
    private static final double FIXED = 8.759;
    private static final double ITEM = 0.423;
    private static final double MILE = 0.000541;
    private static final int NOWHERE = CENTRES.length;

    private final Settings settings;
    private final int arrivals;
    private final int cities;

    PublishedInstances(Settings settings) {
        this.settings = settings;
        this.arrivals = settings.quick() ? 1_000 : 10_000;
        // The largest cities first: a smoke test has no time for the program of all.
        this.cities = settings.quick() ? 3 : CITIES.length;
    }

    void measure(Report report) {
        SourcingQuality.Figures figures = new SourcingQuality.Figures(NAME);
        for (int seed = 1; seed <= (settings.quick() ? 1 : 5); seed++) {
            Instance instance = new Instance(new Random(seed));
            double bound = instance.solve();
            int sequences = settings.quick() ? 1 : 5;
            double[] costs = new double[5];
            double[] parcels = new double[5];
            for (int sequence = 0; sequence < sequences; sequence++) {
                int[][] orders = instance.sequence();
                for (int policy = 0; policy < costs.length; policy++) {
                    double[] outcome = instance.run(policy, orders);
                    costs[policy] += outcome[0] / sequences / bound;
                    parcels[policy] += outcome[1] / sequences;
                }
            }
            List<String> names = List.of(
                    "of the paper: nearest centre for each item (myopic)",
                    "of the paper: items drawn from the linear program, one by one",
                    "of the paper: dilated rounding, at most 1 + ln q",
                    "sequential",
                    "exact");
            for (int policy = 0; policy < costs.length; policy++) {
                figures.add(names.get(policy), costs[policy], "");
            }
            for (int policy = 0; policy < costs.length; policy++) {
                figures.add("parcels per order, " + names.get(policy), parcels[policy], "");
            }
        }
        figures.report(report);
    }

    private static double miles(int centre, int city) {
        return new Coordinates(CENTRES[centre][0], CENTRES[centre][1])
                        .metresTo(new Coordinates(CITIES[city][0], CITIES[city][1]))
                / 1_610.0;
    }

    private static double fixed(int centre) {
        return centre == NOWHERE ? 2 * FIXED : FIXED;
    }

    private static double variable(int centre, int city) {
        if (centre < NOWHERE) {
            return ITEM + MILE * miles(centre, city);
        }
        double farthest = 0;
        for (int each = 0; each < CENTRES.length; each++) {
            farthest = Math.max(farthest, miles(each, city));
        }
        return 2 * (ITEM + MILE * farthest);
    }

    /** Order types with their rates, stock, and the optimum of the linear program. */
    private final class Instance {

        private final Random random;
        private final List<int[]> types = new ArrayList<>();
        private final double[][] rate;
        private final int[][] nearest = new int[ITEMS][cities];
        private final int[][] stock = new int[CENTRES.length][ITEMS];
        private final double[][][][] share;

        Instance(Random random) {
            this.random = random;
            List<Integer> items = new ArrayList<>();
            for (int item = 0; item < ITEMS; item++) {
                items.add(item);
            }
            for (int size = 1; size <= LARGEST; size++) {
                for (int number = 0; number < TYPES_OF_SIZE; number++) {
                    Collections.shuffle(items, random);
                    types.add(items.subList(0, size).stream()
                            .mapToInt(Integer::intValue)
                            .toArray());
                }
            }
            this.rate = rates();
            fillStock();
            this.share = new double[types.size()][cities][][];
        }

        /** Sizes, zero among them, and types within a size are drawn, then spread by population. */
        private double[][] rates() {
            double[] sizes = random.doubles(LARGEST + 1L).toArray();
            double allSizes = Arrays.stream(sizes).sum();
            double people = Arrays.stream(CITIES)
                    .limit(cities)
                    .mapToDouble(city -> city[2])
                    .sum();
            double[][] rates = new double[types.size()][cities];
            for (int size = 1; size <= LARGEST; size++) {
                double[] weights = random.doubles(TYPES_OF_SIZE).toArray();
                double all = Arrays.stream(weights).sum();
                for (int number = 0; number < TYPES_OF_SIZE; number++) {
                    for (int city = 0; city < cities; city++) {
                        rates[(size - 1) * TYPES_OF_SIZE + number][city] =
                                sizes[size] / allSizes * weights[number] / all * CITIES[city][2] / people;
                    }
                }
            }
            return rates;
        }

        private void fillStock() {
            double[][] demand = new double[CENTRES.length][ITEMS];
            for (int item = 0; item < ITEMS; item++) {
                double[] drawn = random.doubles(CENTRES.length).toArray();
                for (int city = 0; city < cities; city++) {
                    int best = NOWHERE;
                    for (int centre = 0; centre < CENTRES.length; centre++) {
                        boolean nearer = best == NOWHERE || miles(centre, city) < miles(best, city);
                        best = drawn[centre] < CARRIED && nearer ? centre : best;
                    }
                    nearest[item][city] = best;
                }
            }
            for (int type = 0; type < types.size(); type++) {
                for (int item : types.get(type)) {
                    for (int city = 0; city < cities; city++) {
                        if (nearest[item][city] < NOWHERE) {
                            demand[nearest[item][city]][item] += rate[type][city];
                        }
                    }
                }
            }
            for (int centre = 0; centre < CENTRES.length; centre++) {
                for (int item = 0; item < ITEMS; item++) {
                    double expected = arrivals * demand[centre][item];
                    stock[centre][item] =
                            (int) Math.round(expected + SAFETY * Math.sqrt(expected * (1 - demand[centre][item])));
                }
            }
        }

        /** How often each item of each order type comes from where, at least cost; and that cost. */
        double solve() {
            ExpressionsBasedModel model = new ExpressionsBasedModel();
            Expression[][] stocks = new Expression[CENTRES.length][ITEMS];
            for (int centre = 0; centre < CENTRES.length; centre++) {
                for (int item = 0; item < ITEMS; item++) {
                    stocks[centre][item] =
                            model.addExpression("stock" + centre + "of" + item).upper(stock[centre][item]);
                }
            }
            Variable[][][][] shares = new Variable[types.size()][cities][][];
            for (int type = 0; type < types.size(); type++) {
                for (int city = 0; city < cities; city++) {
                    shares[type][city] = addOrder(model, stocks, type, city);
                }
            }
            Optimisation.Result result = model.minimise();
            if (!result.getState().isOptimal()) {
                throw new BenchFailed("The linear program of the paper was not solved: " + result.getState());
            }
            for (int type = 0; type < types.size(); type++) {
                for (int city = 0; city < cities; city++) {
                    share[type][city] = values(shares[type][city]);
                }
            }
            return result.getValue();
        }

        private Variable[][] addOrder(ExpressionsBasedModel model, Expression[][] stocks, int type, int city) {
            double expected = arrivals * rate[type][city];
            int[] items = types.get(type);
            Variable[][] units = new Variable[NOWHERE + 1][items.length];
            for (int centre = 0; centre <= NOWHERE; centre++) {
                String name = type + "in" + city + "from" + centre;
                Variable used = model.addVariable("used" + name).lower(0).weight(expected * fixed(centre));
                for (int index = 0; index < items.length; index++) {
                    if (centre == NOWHERE || stock[centre][items[index]] > 0) {
                        Variable unit = model.addVariable("units" + name + "of" + index)
                                .lower(0)
                                .weight(expected * variable(centre, city));
                        model.addExpression("covered" + name + "of" + index)
                                .upper(0)
                                .set(unit, 1)
                                .set(used, -1);
                        if (centre < NOWHERE) {
                            stocks[centre][items[index]].set(unit, expected);
                        }
                        units[centre][index] = unit;
                    }
                }
            }
            for (int index = 0; index < items.length; index++) {
                Expression whole = model.addExpression("all" + type + "in" + city + "of" + index)
                        .level(1);
                for (int centre = 0; centre <= NOWHERE; centre++) {
                    if (units[centre][index] != null) {
                        whole.set(units[centre][index], 1);
                    }
                }
            }
            return units;
        }

        private static double[][] values(Variable[][] units) {
            double[][] values = new double[units.length][units[0].length];
            for (int centre = 0; centre < units.length; centre++) {
                for (int index = 0; index < units[centre].length; index++) {
                    Variable unit = units[centre][index];
                    values[centre][index] =
                            unit == null ? 0 : Math.max(0, unit.getValue().doubleValue());
                }
            }
            return values;
        }

        /** Arrivals as type and city; those of no items are left out. */
        int[][] sequence() {
            List<int[]> sequence = new ArrayList<>();
            for (int arrival = 0; arrival < arrivals; arrival++) {
                double at = random.nextDouble();
                for (int type = 0; type < types.size() && at >= 0; type++) {
                    for (int city = 0; city < cities && at >= 0; city++) {
                        at -= rate[type][city];
                        if (at < 0) {
                            sequence.add(new int[] {type, city});
                        }
                    }
                }
            }
            return sequence.toArray(int[][]::new);
        }

        /** Cost of a sequence, and parcels per order. */
        double[] run(int policy, int[][] orders) {
            int[][] left = Arrays.stream(stock).map(int[]::clone).toArray(int[][]::new);
            double cost = 0;
            double parcels = 0;
            for (int[] order : orders) {
                int[] places = places(policy, order[0], order[1], left);
                boolean[] used = new boolean[NOWHERE + 1];
                int[] items = types.get(order[0]);
                for (int index = 0; index < items.length; index++) {
                    int place = places[index];
                    if (place < NOWHERE && left[place][items[index]] > 0) {
                        left[place][items[index]]--;
                    } else {
                        place = NOWHERE;
                    }
                    used[place] = true;
                    cost += variable(place, order[1]);
                }
                for (int place = 0; place <= NOWHERE; place++) {
                    cost += used[place] ? fixed(place) : 0;
                    parcels += used[place] && place < NOWHERE ? 1 : 0;
                }
            }
            return new double[] {cost, parcels / orders.length};
        }

        private int[] places(int policy, int type, int city, int[][] left) {
            int[] items = types.get(type);
            return switch (policy) {
                case 0 -> Arrays.stream(items).map(item -> nearest[item][city]).toArray();
                case 1 -> drawnOneByOne(share[type][city]);
                case 2 -> dilated(share[type][city]);
                case 3 -> planned(SourcingConfiguration.SEQUENTIAL, items, city, left);
                default -> planned(SourcingConfiguration.EXACT, items, city, left);
            };
        }

        private int[] drawnOneByOne(double[][] shares) {
            int[] places = new int[shares[0].length];
            for (int index = 0; index < places.length; index++) {
                double at = random.nextDouble();
                places[index] = NOWHERE;
                for (int centre = NOWHERE; centre >= 0 && at >= 0; centre--) {
                    at -= shares[centre][index];
                    places[index] = centre;
                }
            }
            return places;
        }

        /** Centres open at random times; an item sees a centre open later the less often it is to come from there. */
        private int[] dilated(double[][] shares) {
            double[] opening = new double[shares.length];
            Arrays.setAll(opening, centre -> -Math.log(1 - random.nextDouble()));
            int[] places = new int[shares[0].length];
            for (int index = 0; index < places.length; index++) {
                double first = Double.POSITIVE_INFINITY;
                places[index] = NOWHERE;
                for (int centre = 0; centre < shares.length; centre++) {
                    double seen = opening[centre] / shares[centre][index];
                    if (seen < first) {
                        first = seen;
                        places[index] = centre;
                    }
                }
            }
            return places;
        }

        private int[] planned(String planner, int[] items, int city, int[][] left) {
            List<SourcingRequest.Line> lines = new ArrayList<>();
            List<String> articles = new ArrayList<>();
            for (int item : items) {
                articles.add("item-" + item);
                lines.add(SourcingRequest.Line.of("line-" + lines.size(), "item-" + item, 1));
            }
            SourcingSnapshot.Builder snapshot = SourcingSnapshot.of(FACILITIES, articles);
            for (int centre = 0; centre < CENTRES.length; centre++) {
                for (int item : items) {
                    snapshot.article("centre-" + centre, "item-" + item, ListingState.ACTIVE, left[centre][item]);
                }
            }
            SourcingRequest request = SourcingRequest.of(
                    lines,
                    new SourcingRequest.Destination(new Coordinates(CITIES[city][0], CITIES[city][1]), "US", null),
                    SourcingRequest.Wishes.shipping());
            int[] places = new int[items.length];
            Arrays.fill(places, NOWHERE);
            if (SourcingEngine.standard()
                            .decide(request, snapshot.build(), configuration(planner))
                            .outcome()
                    instanceof Routed routed) {
                for (Part part : routed.parts()) {
                    int centre = Integer.parseInt(part.facilityId().substring("centre-".length()));
                    part.lines()
                            .forEach(line ->
                                    places[Integer.parseInt(line.lineId().substring("line-".length()))] = centre);
                }
            }
            return places;
        }
    }

    private static final List<SourcingFacility> FACILITIES = facilities();

    private static List<SourcingFacility> facilities() {
        List<SourcingFacility> facilities = new ArrayList<>();
        for (int centre = 0; centre < CENTRES.length; centre++) {
            facilities.add(new SourcingFacility(
                    "centre-" + centre,
                    null,
                    SourcingFacility.Status.ONLINE,
                    SourcingFacility.Type.MANAGED_FACILITY,
                    SourcingFacility.LocationType.WAREHOUSE,
                    Set.of(SourcingFacility.Service.SHIP_FROM_STORE),
                    new Coordinates(CENTRES[centre][0], CENTRES[centre][1]),
                    "US"));
        }
        return List.copyOf(facilities);
    }

    /**
     * A thousand points a currency unit. The way is charged for a part and not for each item in it, and having little of
     * the order counts for {@code sequential} as much as a parcel: the two things the engine sees otherwise than the paper.
     */
    private static SourcingConfiguration configuration(String planner) {
        int farthest = 5_000_000;
        List<RatingRule> ratings = new ArrayList<>();
        ratings.add(new RatingRule(
                SourcingConfiguration.GEO_DISTANCE,
                (int) Math.round(MILE * farthest / 1_610.0 * 1_000),
                new Thresholds(0, farthest)));
        if (planner.equals(SourcingConfiguration.SEQUENTIAL)) {
            ratings.add(RatingRule.of(SourcingConfiguration.STOCK_AVAILABILITY, (int) (FIXED * 1_000)));
        }
        return new SourcingConfiguration(
                List.of(),
                ratings,
                new OrderSplit(true, true, LARGEST - 1, false),
                planner,
                new TieBreak.ByDistance(),
                List.of(),
                new Objective((int) (FIXED * 1_000), 20_000, 0),
                List.of());
    }
}
