package io.waybill.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.SourcingDecision.PartLine;
import io.waybill.sourcing.SourcingDecision.Routed;
import io.waybill.sourcing.SourcingDecision.Unplaced;
import io.waybill.sourcing.SourcingFacility.Service;
import io.waybill.sourcing.SourcingFacility.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the guide to what the engine really says. */
class DocumentedExampleTest {

    private static final Path GUIDE = Path.of("..", "docs", "how-an-order-finds-its-facility.md");

    @Test
    void the_worked_example_in_the_guide_is_what_the_engine_decides() throws IOException {
        assertThat(Files.readString(GUIDE)).contains(told(example()));
    }

    /** A consumer in Potsdam orders two chairs, one lamp and one rug. */
    private static SourcingDecision example() {
        Scenario scenario = new Scenario()
                .destination(new Coordinates(52.3906, 13.0645))
                .line("chair", 2)
                .line("lamp", 1)
                .line("rug", 1);
        city(scenario, "berlin", 52.5200, 13.4050, Set.of(Service.SHIP_FROM_STORE, Service.PICKUP));
        city(scenario, "hamburg", 53.5511, 9.9937, Set.of(Service.SHIP_FROM_STORE));
        city(scenario, "leipzig", 51.3397, 12.3731, Set.of(Service.PICKUP));
        city(scenario, "munich", 48.1374, 11.5755, Set.of(Service.SHIP_FROM_STORE));
        scenario.stock("berlin", "chair", 2)
                .stock("berlin", "lamp", 0)
                .stock("berlin", "rug", 0)
                .stock("hamburg", "chair", 2)
                .stock("hamburg", "lamp", 1)
                .stock("hamburg", "rug", 0)
                .stock("leipzig", "chair", 5)
                .stock("leipzig", "lamp", 5)
                .stock("leipzig", "rug", 5)
                .stock("munich", "rug", 1);
        return SourcingEngine.standard()
                .decide(scenario.request(), scenario.snapshot(), SourcingConfiguration.standard());
    }

    private static void city(Scenario scenario, String id, double latitude, double longitude, Set<Service> services) {
        scenario.facilities.put(
                id,
                new SourcingFacility(
                        id,
                        null,
                        Status.ONLINE,
                        SourcingFacility.Type.MANAGED_FACILITY,
                        SourcingFacility.LocationType.STORE,
                        services,
                        new Coordinates(latitude, longitude),
                        "DE"));
    }

    private static String told(SourcingDecision decision) {
        StringBuilder text = new StringBuilder();
        List<Explanation.Round> rounds = decision.explanation().rounds();
        for (int index = 0; index < rounds.size(); index++) {
            Explanation.Round round = rounds.get(index);
            text.append("round ").append(index + 1).append('\n');
            round.facilities()
                    .forEach(
                            facility -> text.append("  ").append(told(facility)).append('\n'));
            text.append("  -> %s gets %s; %s\n"
                    .formatted(
                            round.chosenFacility(),
                            told(round.assigned()),
                            round.split().result()));
        }
        Routed routed = (Routed) decision.outcome();
        String left = routed.unplaced().stream().map(Unplaced::toString).collect(Collectors.joining(", "));
        return text.append("left over: ")
                .append(left.isEmpty() ? "nothing" : left)
                .toString();
    }

    private static String told(FacilityExplanation facility) {
        if (facility.rank().isEmpty()) {
            String failed = facility.fences().stream()
                    .filter(fence -> fence.result() != FenceResult.PASSED)
                    .map(fence -> "%s %s: expected %s, has %s"
                            .formatted(fence.name(), fence.result(), fence.expected(), fence.actual()))
                    .collect(Collectors.joining(", "));
            return "-. %-8s %s".formatted(facility.facilityId(), failed.isEmpty() ? facility.candidacy() : failed);
        }
        String ratings = facility.ratings().stream()
                .map(rating -> "%s %d -> %s x %d"
                        .formatted(rating.name(), rating.score(), rating.normalizedScore(), rating.maxPenalty()))
                .collect(Collectors.joining(" + "));
        return "%d. %-8s penalty %s = %s"
                .formatted(facility.rank().getAsInt(), facility.facilityId(), facility.totalPenalty(), ratings);
    }

    private static String told(List<PartLine> lines) {
        return lines.stream()
                .map(line -> line.quantity() + " " + line.articleId())
                .collect(Collectors.joining(", "));
    }
}
