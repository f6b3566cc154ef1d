package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.PriorityRule;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingFacility.LocationType;
import io.waybill.sourcing.SourcingFacility.Service;
import io.waybill.sourcing.SourcingFacility.Status;
import io.waybill.sourcing.SourcingRequest.Destination;
import io.waybill.sourcing.SourcingRequest.Line;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A network and an order, told in the words of a test. Facilities lie east of the consumer on the equator. */
final class Scenario {

    static final Coordinates CONSUMER = new Coordinates(0, 0);

    final Map<String, SourcingFacility> facilities = new LinkedHashMap<>();
    final List<Stock> stocks = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    Destination destination = new Destination(CONSUMER, "DE", "10115");
    Wishes wishes = Wishes.shipping();
    Set<String> blackListed = Set.of();
    Set<String> used = Set.of();
    int maximumParts = SourcingRequest.NO_LIMIT;
    List<FenceRule> fences = List.of();
    List<RatingRule> ratings = List.of();
    OrderSplit split = OrderSplit.NEVER;
    TieBreak tieBreak = new TieBreak.ByDistance();
    final List<Consumer<SourcingSnapshot.Builder>> measures = new ArrayList<>();
    Instant now = Instant.EPOCH;
    String planner = SourcingConfiguration.SEQUENTIAL;
    Objective objective = Objective.STANDARD;
    List<String> shadows = List.of();
    List<SourcingConfiguration.PriorityRule> priorities = List.of();

    record Stock(String facility, String article, ListingState listing, long available) {}

    Scenario facility(String id, double kilometres) {
        return facility(id, kilometres, Status.ONLINE, Set.of(Service.SHIP_FROM_STORE, Service.PICKUP));
    }

    Scenario facility(String id, double kilometres, Status status, Set<Service> services) {
        return facility(id, new Coordinates(0, kilometres / 111.195), status, services);
    }

    Scenario facilityNowhere(String id) {
        return facility(id, null, Status.ONLINE, Set.of(Service.SHIP_FROM_STORE, Service.PICKUP));
    }

    private Scenario facility(String id, Coordinates coordinates, Status status, Set<Service> services) {
        facilities.put(
                id,
                new SourcingFacility(
                        id,
                        null,
                        status,
                        SourcingFacility.Type.MANAGED_FACILITY,
                        LocationType.STORE,
                        services,
                        coordinates,
                        "DE"));
        return this;
    }

    Scenario stock(String facility, String article, long available) {
        return stock(facility, article, ListingState.ACTIVE, available);
    }

    Scenario stock(String facility, String article, ListingState listing, long available) {
        stocks.add(new Stock(facility, article, listing, available));
        return this;
    }

    /** What goes on at a facility that was told before. */
    Scenario operations(String facility, SourcingFacility.Operations operations) {
        facilities.computeIfPresent(facility, (id, place) -> place.with(operations));
        return this;
    }

    /** The custom services that the facility does. */
    Scenario doing(String facility, String... services) {
        facilities.computeIfPresent(facility, (id, place) -> place.doing(Set.of(services)));
        return this;
    }

    /** What else is known of an article that a facility stocks. */
    Scenario measure(SourcingSnapshot.Measure measure, String facility, String article, long value) {
        measures.add(snapshot -> snapshot.measure(measure, facility, article, value));
        return this;
    }

    Scenario now(Instant now) {
        this.now = now;
        return this;
    }

    Scenario priorities(PriorityRule... priorities) {
        this.priorities = List.of(priorities);
        return this;
    }

    /** A line with the article's name as its id. */
    Scenario line(String article, long quantity) {
        return line(Line.of(article, article, quantity));
    }

    Scenario line(Line line) {
        lines.add(line);
        return this;
    }

    Scenario wishes(Wishes wishes) {
        this.wishes = wishes;
        return this;
    }

    Scenario destination(String country, @Nullable String postalCode) {
        this.destination = new Destination(CONSUMER, country, postalCode);
        return this;
    }

    Scenario destination(Coordinates coordinates) {
        this.destination = new Destination(coordinates, "DE", null);
        return this;
    }

    Scenario blackListed(String... ids) {
        this.blackListed = Set.of(ids);
        return this;
    }

    Scenario used(String... ids) {
        this.used = Set.of(ids);
        return this;
    }

    Scenario maximumParts(int parts) {
        this.maximumParts = parts;
        return this;
    }

    Scenario fences(FenceRule... fences) {
        this.fences = List.of(fences);
        return this;
    }

    Scenario fences(String... keys) {
        this.fences = List.of(keys).stream().map(FenceRule::of).toList();
        return this;
    }

    Scenario ratings(RatingRule... ratings) {
        this.ratings = List.of(ratings);
        return this;
    }

    Scenario split(OrderSplit split) {
        this.split = split;
        return this;
    }

    Scenario tieBreak(TieBreak tieBreak) {
        this.tieBreak = tieBreak;
        return this;
    }

    Scenario plannedBy(String planner) {
        Scenario copy = copy();
        copy.planner = planner;
        return copy;
    }

    Scenario costing(int splitPenalty, int shortagePenalty, int scarcityPrice) {
        this.objective = new Objective(splitPenalty, shortagePenalty, scarcityPrice);
        return this;
    }

    Scenario shadowedBy(String... planners) {
        this.shadows = List.of(planners);
        return this;
    }

    SourcingRequest request() {
        return new SourcingRequest(lines, destination, wishes, blackListed, used, maximumParts, now);
    }

    SourcingSnapshot snapshot() {
        SourcingSnapshot.Builder snapshot = SourcingSnapshot.of(
                List.copyOf(facilities.values()),
                stocks.stream().map(Stock::article).toList());
        stocks.forEach(
                stock -> snapshot.article(stock.facility(), stock.article(), stock.listing(), stock.available()));
        measures.forEach(measure -> measure.accept(snapshot));
        return snapshot.build();
    }

    SourcingConfiguration configuration() {
        return new SourcingConfiguration(fences, ratings, split, planner, tieBreak, priorities, objective, shadows);
    }

    SourcingDecision decide() {
        return SourcingEngine.standard().decide(request(), snapshot(), configuration());
    }

    SourcingDecision.Outcome outcome() {
        return decide().outcome();
    }

    Explanation.Round firstRound() {
        return decide().explanation().rounds().getFirst();
    }

    /** Facilities of the parts with their lines as "article x quantity". */
    Map<String, List<String>> parts() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (SourcingDecision.Part part : routed().parts()) {
            parts.put(
                    part.facilityId(),
                    part.lines().stream()
                            .map(line -> line.lineId() + " x " + line.quantity())
                            .toList());
        }
        return parts;
    }

    SourcingDecision.Routed routed() {
        return (SourcingDecision.Routed) outcome();
    }

    /** The same network and order, told in another order. */
    Scenario shuffled(Random random) {
        Scenario shuffled = copy();
        List<SourcingFacility> places = new ArrayList<>(facilities.values());
        Collections.shuffle(places, random);
        shuffled.facilities.clear();
        places.forEach(place -> shuffled.facilities.put(place.id(), place));
        Collections.shuffle(shuffled.lines, random);
        Collections.shuffle(shuffled.stocks, random);
        return shuffled;
    }

    Scenario copy() {
        Scenario copy = new Scenario();
        copy.facilities.putAll(facilities);
        copy.measures.addAll(measures);
        copy.now = now;
        copy.stocks.addAll(stocks);
        copy.lines.addAll(lines);
        copy.destination = destination;
        copy.wishes = wishes;
        copy.blackListed = blackListed;
        copy.used = used;
        copy.maximumParts = maximumParts;
        copy.fences = fences;
        copy.ratings = ratings;
        copy.split = split;
        copy.tieBreak = tieBreak;
        copy.planner = planner;
        copy.objective = objective;
        copy.shadows = shadows;
        copy.priorities = priorities;
        return copy;
    }

    @Override
    public String toString() {
        return "facilities " + facilities.values() + "\nstocks " + stocks + "\nrequest " + request() + "\n"
                + configuration();
    }
}
