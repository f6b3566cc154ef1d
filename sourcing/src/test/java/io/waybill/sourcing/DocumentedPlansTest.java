package io.waybill.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sourcing.PlanSummary.Reason;
import io.waybill.sourcing.SourcingConfiguration.PriorityRule;
import io.waybill.sourcing.SourcingFacility.LocationType;
import io.waybill.sourcing.SourcingFacility.Service;
import io.waybill.sourcing.SourcingFacility.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the page on planners to what they do, and shows the reasons they give. */
class DocumentedPlansTest {

    private static final Path GUIDE = Path.of("..", "docs", "planners.md");

    @Test
    void the_worked_example_on_the_page_is_what_the_planners_plan() throws IOException {
        SourcingDecision decision = example()
                .shadowedBy(SourcingConfiguration.COVER, SourcingConfiguration.EXACT)
                .decide();
        String told = told(decision.plan())
                + decision.shadows().stream().map(DocumentedPlansTest::told).collect(Collectors.joining());

        assertThat(Files.readString(GUIDE)).contains(told);
    }

    @Test
    void more_lines_than_exact_takes_are_covered_and_the_plan_says_so() {
        Scenario scenario = new Scenario().facility("only", 1);
        for (int line = 0; line <= ExactPlanner.MOST_LINES; line++) {
            scenario.line("A" + line, 1).stock("only", "A" + line, 1);
        }
        PlanSummary plan =
                scenario.plannedBy(SourcingConfiguration.EXACT).decide().plan();

        assertThat(plan.reason()).isEqualTo(Reason.TOO_MANY_LINES);
        assertThat(plan.parts()).hasSize(1);
    }

    @Test
    void more_facilities_than_exact_takes_are_covered_unless_others_replace_them() {
        Scenario different = new Scenario().line("A", 100).line("B", 100);
        Scenario alike = new Scenario().line("A", 100).line("B", 100);
        for (int facility = 0; facility <= ExactSearch.MOST_CANDIDATES; facility++) {
            String id = "F" + (100 + facility);
            different.facility(id, facility).stock(id, "A", facility).stock(id, "B", 60 - facility);
            alike.facility(id, facility).stock(id, "A", 100).stock(id, "B", 50);
        }
        different.split(SourcingConfiguration.OrderSplit.upTo(3));
        alike.split(SourcingConfiguration.OrderSplit.upTo(3));

        assertThat(plan(different).reason()).isEqualTo(Reason.TOO_MANY_FACILITIES);
        assertThat(plan(alike).reason()).isEqualTo(Reason.PROVEN_CHEAPEST);
    }

    @Test
    void when_five_parts_may_cost_less_than_four_the_plan_is_not_called_the_cheapest() {
        Scenario scenario =
                new Scenario().split(SourcingConfiguration.OrderSplit.upTo(9)).costing(1, 1_000, 0);
        for (int place = 0; place < 6; place++) {
            scenario.line("A" + place, 1).facility("F" + place, place).stock("F" + place, "A" + place, 1);
        }

        assertThat(plan(scenario).reason()).isEqualTo(Reason.TOO_MANY_PARTS);
        assertThat(plan(scenario).parts()).hasSize(6);
    }

    @Test
    void a_priority_rating_comes_before_what_a_plan_costs() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .line("B", 1)
                .facility("store", 900)
                .facility("warehouse", 10)
                .stock("store", "A", 1)
                .stock("warehouse", "A", 1)
                .stock("warehouse", "B", 1)
                .ratings(SourcingConfiguration.RatingRule.of(SourcingConfiguration.GEO_DISTANCE, 5))
                .split(SourcingConfiguration.OrderSplit.upTo(3));
        scenario.facilities.computeIfPresent(
                "warehouse",
                (id, place) -> new SourcingFacility(
                        id,
                        null,
                        place.status(),
                        place.type(),
                        LocationType.WAREHOUSE,
                        place.services(),
                        place.coordinates(),
                        place.country()));
        assertThat(plan(scenario).parts()).hasSize(1);

        scenario.priorities = List.of(PriorityRule.of(SourcingConfiguration.PREFER_STORE, 1));
        for (String planner : List.of(SourcingConfiguration.EXACT, SourcingConfiguration.SEQUENTIAL)) {
            assertThat(scenario.plannedBy(planner).parts()).containsOnlyKeys("store", "warehouse");
        }
    }

    private static PlanSummary plan(Scenario scenario) {
        return scenario.plannedBy(SourcingConfiguration.EXACT).decide().plan();
    }

    private static Scenario example() {
        Scenario scenario = new Scenario()
                .destination(new Coordinates(52.3906, 13.0645))
                .line("bed", 1)
                .line("chair", 1)
                .line("desk", 1)
                .line("lamp", 1)
                .line("rug", 1)
                .line("vase", 1);
        stock(scenario, "hamburg", "chair", "lamp", "rug", "vase");
        stock(scenario, "berlin", "chair", "desk", "lamp");
        stock(scenario, "leipzig", "bed", "rug", "vase");
        stock(scenario, "munich", "bed", "desk");
        city(scenario, "berlin", 52.5200, 13.4050);
        city(scenario, "hamburg", 53.5511, 9.9937);
        city(scenario, "leipzig", 51.3397, 12.3731);
        city(scenario, "munich", 48.1374, 11.5755);
        SourcingConfiguration standard = SourcingConfiguration.standard();
        scenario.fences = standard.fences();
        scenario.ratings = standard.ratings();
        scenario.split = standard.orderSplit();
        return scenario;
    }

    private static void stock(Scenario scenario, String facility, String... articles) {
        for (String article : articles) {
            scenario.stock(facility, article, 1);
        }
    }

    private static void city(Scenario scenario, String id, double latitude, double longitude) {
        scenario.facilities.put(
                id,
                new SourcingFacility(
                        id,
                        null,
                        Status.ONLINE,
                        SourcingFacility.Type.MANAGED_FACILITY,
                        LocationType.STORE,
                        Set.of(Service.SHIP_FROM_STORE),
                        new Coordinates(latitude, longitude),
                        "DE"));
    }

    private static String told(PlanSummary plan) {
        StringBuilder text = new StringBuilder("%s: %s points, %s by %s%n"
                .formatted(plan.planner(), PlanCost.points(plan.cost().total()), plan.reason(), plan.madeBy()));
        for (int index = 0; index < plan.parts().size(); index++) {
            String lines = plan.parts().get(index).lines().stream()
                    .map(SourcingDecision.PartLine::articleId)
                    .collect(Collectors.joining(", "));
            PlanCost.PartCost part = plan.cost().parts().get(index);
            text.append("  %-8s %s: %s%n".formatted(part.facilityId(), PlanCost.points(part.ratings()), lines));
        }
        return text.append("  splits   %s, shortage %s%n"
                        .formatted(
                                PlanCost.points(plan.cost().split()),
                                PlanCost.points(plan.cost().shortage())))
                .toString();
    }
}
