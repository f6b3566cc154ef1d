package io.waybill.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.client.http.Trace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Log lines as JSON objects with the severities that Google's log collector knows. Only for a process of its own. */
final class JsonLog extends Formatter {
    /** Sends everything of that severity and above to the standard error stream, one object a line. */
    static void install(String severity) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler console = new ConsoleHandler();
        console.setLevel(Level.ALL);
        console.setFormatter(new JsonLog());
        root.addHandler(console);
        root.setLevel(Level.INFO);
        // Kept by the LogManager only weakly, so the level is set through the root of our own names as well.
        OWN.setLevel(
                switch (severity) {
                    case "DEBUG" -> Level.FINE;
                    case "WARNING" -> Level.WARNING;
                    case "ERROR" -> Level.SEVERE;
                    default -> Level.INFO;
                });
    }

    private static final Logger OWN = Logger.getLogger("io.waybill");

    @Override
    public String format(LogRecord line) {
        ObjectNode json = JsonHttp.JSON
                .createObjectNode()
                .put("severity", severity(line.getLevel()))
                .put("time", line.getInstant().toString())
                .put("logger", line.getLoggerName())
                .put("message", formatMessage(line));
        Trace.current().ifPresent(trace -> json.put("traceId", trace.traceId()).put("spanId", trace.spanId()));
        if (line.getThrown() != null) {
            StringWriter stack = new StringWriter();
            line.getThrown().printStackTrace(new PrintWriter(stack));
            json.put("exception", stack.toString());
        }
        return json + "\n";
    }

    private static String severity(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }
}
