package io.waybill.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One measured quantity.
 *
 * @param scenario under which it is shown
 * @param name what was measured
 * @param runs its value in each run, in order; at least one
 * @param unit as it follows the number, such as "/s" or " ms"
 * @param aim what was hoped for, in words; empty where there is no aim
 */
record Figure(String scenario, String name, List<Double> runs, String unit, String aim) {
    Figure {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A figure needs a run: " + name);
        }
    }

    static Figure of(String scenario, String name, List<Double> runs, String unit) {
        return new Figure(scenario, name, runs, unit, "");
    }

    /** The middle of the runs; of an even number the mean of the two in the middle. */
    double median() {
        return median(runs);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    String medianText() {
        return number(median()) + unit;
    }

    String runsText() {
        return runs.stream().map(Figure::number).collect(Collectors.joining("  "));
    }

    /** Three digits that matter, no more: the machine does not repeat itself better than that. */
    private static String number(double value) {
        double size = Math.abs(value);
        String pattern = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
