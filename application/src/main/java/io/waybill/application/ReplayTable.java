package io.waybill.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Shows a replay to people: both sides as columns, then the orders that come to something else. */
final class ReplayTable {
    /** Differences shown; the JSON has more. */
    private static final int SHOWN = 20;

    private ReplayTable() {}

    /** A line of the table: what it is called, and its value out of a side's figures. */
    private record Row(String name, Function<JsonNode, String> value) {}

    private static final List<Row> ROWS = List.of(
            new Row("orders", figures -> count(figures, "orders")),
            new Row("  served", figures -> count(figures, "served")),
            new Row("  served completely", figures -> count(figures, "complete")),
            new Row("parts", figures -> count(figures, "parts")),
            new Row(
                    "  per order served",
                    figures -> figures.path("partsPerOrder").decimalValue().toPlainString()),
            new Row("distance, km", ReplayTable::kilometres),
            new Row("cost, points", figures -> points(figures.path("cost"))),
            new Row("unplaced lines", figures -> count(figures, "unplacedLines")),
            new Row("unplaced units", figures -> count(figures, "unplacedUnits")));

    static void print(JsonNode replay, PrintWriter out) {
        JsonNode result = replay.path("result");
        JsonNode baseline = result.path("baseline");
        JsonNode candidate = result.path("candidate");
        line(out, "", "against", "tried");
        line(out, "strategy", strategy(baseline), strategy(candidate));
        line(
                out,
                "planner",
                baseline.path("planner").asText(),
                candidate.path("planner").asText());
        for (Row row : ROWS) {
            line(
                    out,
                    row.name(),
                    row.value().apply(baseline.path("figures")),
                    row.value().apply(candidate.path("figures")));
        }
        long inPeriod = result.path("ordersInPeriod").asLong();
        long replayed = baseline.path("figures").path("orders").asLong();
        if (inPeriod > replayed) {
            out.printf("%nThe period has %d orders; the first %d were replayed.%n", inPeriod, replayed);
        }
        differences(result.path("differences"), out);
    }

    private static void differences(JsonNode differences, PrintWriter out) {
        long total = differences.path("total").asLong();
        out.printf("%n%d orders come to something else%s%n", total, total == 0 ? "." : ":");
        int shown = 0;
        for (JsonNode order : differences.path("orders")) {
            if (shown++ == SHOWN) {
                out.printf("  ... and %d more; --json lists up to 500%n", total - SHOWN);
                return;
            }
            out.printf(
                    "  %s: %s -> %s%n",
                    order.path("tenantOrderId").asText(order.path("orderRef").asText()),
                    outcome(order.path("baseline")),
                    outcome(order.path("candidate")));
        }
    }

    private static String outcome(JsonNode outcome) {
        List<String> facilities = new ArrayList<>();
        outcome.path("parts")
                .forEach(part -> facilities.add(part.path("facilityName").asText()));
        long unplaced = outcome.path("unplacedUnits").asLong();
        return (facilities.isEmpty() ? "nobody" : String.join(" + ", facilities))
                + (unplaced == 0 ? "" : " (" + unplaced + " unplaced)");
    }

    private static void line(PrintWriter out, String name, String against, String tried) {
        out.printf(Locale.ROOT, "%-22s %24s %24s%n", name, against, tried);
    }

    private static String strategy(JsonNode side) {
        String name = side.path("strategyName").asText(side.path("strategyRef").asText());
        return name.length() <= 24 ? name : name.substring(0, 23) + "…";
    }

    private static String count(JsonNode figures, String name) {
        return Long.toString(figures.path(name).asLong());
    }

    private static String kilometres(JsonNode figures) {
        long unknown = figures.path("partsWithoutDistance").asLong();
        String known = BigDecimal.valueOf(figures.path("distanceMetres").asLong(), 3)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
        return unknown == 0 ? known : known + " (" + unknown + " unknown)";
    }

    private static String points(JsonNode points) {
        return points.decimalValue().setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
}
