package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.sourcing.Explanation.FenceExplanation;
import io.waybill.sourcing.ListingState;
import io.waybill.sourcing.RuleOutcome;
import io.waybill.sourcing.RuleProperties;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingEngine;
import io.waybill.sourcing.SourcingFacility;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingSnapshot;
import io.waybill.sourcing.TieBreak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ToolkitRulesDocumentTest {
    private static final Pattern BLOCK =
            Pattern.compile("```json\\n(.*?)```\\n(?:\\nResult: ([^\\n]+)\\n)?", Pattern.DOTALL);
    private static final Pattern RESULT = Pattern.compile("(\\w+) `(\\w+)`");
    private static final List<String> ARTICLES = List.of("ice", "hat");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theExamplesOfTheDocumentComeOutAsItSays() throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../docs/toolkit-rules.md")));
        assertThat(blocks.find()).isTrue();
        JsonNode facts = json.readTree(blocks.group(1));
        int examples = 0;
        while (blocks.find()) {
            JsonNode fence = json.readTree(blocks.group(1));
            Matcher results = RESULT.matcher(blocks.group(2));
            while (results.find()) {
                assertThat(outcome(facts, fence, results.group(1)))
                        .as("%s at %s", fence, results.group(1))
                        .isEqualTo(results.group(2));
                examples++;
            }
        }
        assertThat(examples).isEqualTo(12);
    }

    private String outcome(JsonNode facts, JsonNode fence, String facility) {
        Map<String, Object> trees = map(ToolkitRules.tree(facts));
        RuleProperties properties = new RuleProperties(
                trees.get("ORDER"),
                null,
                List.of(),
                map(trees.get("FACILITY")),
                cast(trees.get("CARRIERCONNECTION")),
                cast(trees.get("LISTING")));
        SourcingRequest request = SourcingRequest.of(
                        List.of(SourcingRequest.Line.of("1", "ice", 2), SourcingRequest.Line.of("2", "hat", 1)),
                        new SourcingRequest.Destination(null, null, null),
                        SourcingRequest.Wishes.shipping())
                .with(properties);
        SourcingSnapshot.Builder snapshot =
                SourcingSnapshot.of(List.of(facility("cologne"), facility("munich")), ARTICLES);
        for (String article : ARTICLES) {
            snapshot.article("cologne", article, ListingState.ACTIVE, 9);
            snapshot.article("munich", article, ListingState.ACTIVE, 9);
        }
        SourcingConfiguration configuration = new SourcingConfiguration(
                List.of(FenceRule.of("example", ToolkitRules.of("example", fence))),
                List.of(),
                OrderSplit.NEVER,
                SourcingConfiguration.SEQUENTIAL,
                new TieBreak.ByDistance());
        FenceExplanation explained = Objects.requireNonNull(SourcingEngine.standard()
                        .decide(request, snapshot.build(), configuration)
                        .explanation()
                        .rounds()
                        .getFirst()
                        .facility(facility))
                .fences()
                .getFirst();
        return explained.lines().isEmpty()
                ? Objects.requireNonNull(explained.toolkit()).result().name()
                : explained.lines().stream()
                        .map(line -> Objects.requireNonNull(line.toolkit()).result())
                        .max(RuleOutcome.Result::compareTo)
                        .orElseThrow()
                        .name();
    }

    private static SourcingFacility facility(String id) {
        return new SourcingFacility(
                id,
                null,
                SourcingFacility.Status.ONLINE,
                SourcingFacility.Type.MANAGED_FACILITY,
                null,
                Set.of(SourcingFacility.Service.SHIP_FROM_STORE),
                null,
                null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> cast(Object tree) {
        return (Map<String, T>) tree;
    }
}
