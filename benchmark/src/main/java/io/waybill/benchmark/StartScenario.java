package io.waybill.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How long the programs take from the command to the line that says they are ready, and how much memory they hold then.
 * On one processor, as a small container gives it; the database server of the platform shares it.
 */
final class StartScenario {
    private static final String NAME = "start";
    private static final Pattern LISTENING = Pattern.compile("listening on (http://[^ \"]+)");

    private final Programs programs;
    private final Settings settings;
    private final Path scratch;

    StartScenario(Programs programs, Settings settings, Path scratch) {
        this.programs = programs;
        this.settings = settings;
        this.scratch = scratch;
    }

    void measure(Report report) {
        List<Double> cold = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int run = 0; run < settings.runs(); run++) {
            Path data = scratch.resolve("start-" + run);
            try (Program first = up(data)) {
                cold.add(seconds(first));
            }
            try (Program second = up(data)) {
                warm.add(seconds(second));
                memory.add(second.residentMegabytes());
            }
        }
        String where = Program.canPin() ? " on one processor" : " on all processors (there is no taskset here)";
        report.add(Figure.of(NAME, "up," + where + ", new data folder", cold, " s"));
        report.add(new Figure(NAME, "up," + where + ", existing data folder", warm, " s", "5 s"));
        report.add(Figure.of(NAME, "  resident memory when ready", memory, " MB"));
        connector(report, where);
    }

    private void connector(Report report, String where) {
        List<Double> start = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        Map<String, String> environment = connectorSettings();
        for (int run = 0; run < settings.runs(); run++) {
            Path log = scratch.resolve("connector-" + run + ".log");
            try (Program connector =
                    Program.start(Program.onOneProcessor(programs.connector()), environment, LISTENING, log)) {
                start.add(seconds(connector));
                memory.add(connector.residentMegabytes());
            }
        }
        report.add(new Figure(NAME, "connector," + where, start, " s", "2.5 s"));
        report.add(new Figure(NAME, "  resident memory when ready", memory, " MB", "180 MB"));
    }

    private Program up(Path data) {
        return Program.start(
                Program.onOneProcessor(Platform.command(programs, data)), Map.of(), Platform.READY, Platform.log(data));
    }

    private static double seconds(Program program) {
        return program.untilReady().toMillis() / 1000.0;
    }

    /** Enough to start; neither side is called before there is work. */
    private static Map<String, String> connectorSettings() {
        String nobody = "http://127.0.0.1:9";
        Map<String, String> settings = new HashMap<>();
        settings.put("PORT", "0");
        settings.put("CTP_PROJECT_KEY", "bench");
        settings.put("CTP_CLIENT_ID", "bench");
        settings.put("CTP_CLIENT_SECRET", UUID.randomUUID().toString());
        settings.put("CTP_API_URL", nobody);
        settings.put("CTP_AUTH_URL", nobody);
        settings.put("FFT_API_URL", nobody);
        settings.put("FFT_LOGIN_URL", nobody);
        settings.put("FFT_REFRESH_URL", nobody);
        settings.put("FFT_API_KEY", "bench");
        settings.put("FFT_API_USER", "bench@example.com");
        settings.put("FFT_API_PASSWORD", UUID.randomUUID().toString());
        settings.put("JWT_SECRET", UUID.randomUUID().toString());
        settings.put("JWT_ISSUER", "bench");
        settings.put("JWT_AUDIENCE", "bench");
        settings.put("JWT_SUBJECT", "bench");
        return settings;
    }
}
