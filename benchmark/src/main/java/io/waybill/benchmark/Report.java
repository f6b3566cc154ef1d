package io.waybill.benchmark;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The figures of a run of the bench, and what they were measured on. */
final class Report {
    private final Machine machine;
    private final String commit;
    private final List<Figure> figures = new ArrayList<>();
    private String database = "";

    Report(Machine machine, String commit) {
        this.machine = machine;
        this.commit = commit;
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    /** Names the PostgreSQL beside the platform. */
    void database(String name) {
        this.database = name;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** @param command how the figures can be had again */
    void print(PrintWriter out, String command) {
        if (figures.isEmpty()) {
            return;
        }
        out.println();
        out.println("Waybill " + commit + ": " + command);
        out.println(machine + (database.isEmpty() ? "" : "; " + database));
        int widest = figures.stream()
                .mapToInt(figure -> figure.name().length())
                .max()
                .orElse(0);
        String row = "  %-" + widest + "s  %12s  %-20s  %s%n";
        String scenario = "";
        for (Figure figure : figures) {
            if (!figure.scenario().equals(scenario)) {
                scenario = figure.scenario();
                out.println();
                out.printf(row.stripTrailing().replaceFirst("^ {2}", ""), scenario, "  median", "  aim", "  runs");
            }
            out.printf(row, figure.name(), figure.medianText(), figure.aim(), figure.runsText());
        }
        out.flush();
    }
}
