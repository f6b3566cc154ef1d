package io.waybill.platform.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.connectors.ConnectorReport;
import io.waybill.platform.connectors.ConnectorReports;
import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers what the pages of connectors show. Thread-safe. */
@ApplicationScoped
class ShowConnectors {
    private static final int MOST_FIGURES = 30;

    private final Database database;
    private final ConnectorReports reports;
    private final Formats formats;
    private final Ages ages;
    private final Viewer viewer;
    private final Clock clock;

    ShowConnectors(
            Database database, ConnectorReports reports, Formats formats, Ages ages, Viewer viewer, Clock clock) {
        this.database = database;
        this.reports = reports;
        this.formats = formats;
        this.ages = ages;
        this.viewer = viewer;
        this.clock = clock;
    }

    List<Connectors.Row> all() {
        viewer.mustSeeEverything();
        return database.read(reports::all).stream().map(this::row).toList();
    }

    Connectors.Detail one(String name) {
        viewer.mustSeeEverything();
        ConnectorReports.Known known = database.read(handle -> reports.get(handle, name));
        ConnectorReport report = known.report();
        List<Connectors.Message> messages = messages(known);
        ConnectorReport.ParkedMessages parked = report.parked();
        return new Connectors.Detail(
                row(known),
                report.version(),
                report.projectKey(),
                report.tenant(),
                subscriptions(report, ConnectorReport.Side.SHOP),
                subscriptions(report, ConnectorReport.Side.PLATFORM),
                messages,
                parked != null && (parked.more() || parked.total() > messages.size()),
                messages.stream()
                        .map(Connectors.Message::advice)
                        .distinct()
                        .sorted()
                        .toList(),
                run(report.reconciliation()));
    }

    private Connectors.Row row(ConnectorReports.Known known) {
        ConnectorReport report = known.report();
        ConnectorReport.ParkedMessages parked = report.parked();
        long unhealthy = states(report).stream().filter(each -> !each.healthy()).count();
        int total = parked == null ? 0 : parked.total();
        return new Connectors.Row(
                known.name(),
                formats.time(known.reported()),
                ages.of(known.reported(), clock.instant()),
                known.stale(),
                formats.number(total) + (parked != null && parked.more() ? "+" : ""),
                total > 0 || unhealthy > 0,
                formats.number(unhealthy),
                report.reconciliation() == null
                        ? "–"
                        : formats.number(report.reconciliation().findings().size()));
    }

    private static List<ConnectorReport.SubscriptionState> states(ConnectorReport report) {
        return Objects.requireNonNullElse(report.subscriptions(), List.of());
    }

    private static List<Connectors.Subscription> subscriptions(ConnectorReport report, ConnectorReport.Side side) {
        return states(report).stream()
                .filter(each -> each.side() == side)
                .map(each -> new Connectors.Subscription(each.name(), each.healthy(), each.problem()))
                .toList();
    }

    private List<Connectors.Message> messages(ConnectorReports.Known known) {
        ConnectorReport.ParkedMessages parked = known.report().parked();
        return parked == null
                ? List.of()
                : parked.messages().stream()
                        .map(message -> new Connectors.Message(
                                message.key(),
                                message.code(),
                                ConnectorAdvice.of(message.code()),
                                Objects.requireNonNullElse(message.reason(), ""),
                                message.order(),
                                orderLink(message.order()),
                                formats.time(message.parkedAt()),
                                formats.time(message.firstParkedAt()),
                                formats.number(message.attempts()),
                                known.wanted().contains(message.key())))
                        .toList();
    }

    private static @Nullable String orderLink(@Nullable String order) {
        return order == null
                ? null
                : UriBuilder.fromPath(OrderPages.PATH)
                        .queryParam("text", "{order}")
                        .build(order)
                        .toString();
    }

    private Connectors.@Nullable Run run(ConnectorReport.@Nullable Reconciliation run) {
        return run == null
                ? null
                : new Connectors.Run(
                        formats.time(run.at()),
                        formats.number(run.tookMillis()) + " ms",
                        run.healed(),
                        run.findings(),
                        figures(run.figures()));
    }

    private List<Connectors.Figure> figures(@Nullable JsonNode figures) {
        List<Connectors.Figure> rows = new ArrayList<>();
        if (figures != null) {
            figures.properties().stream().limit(MOST_FIGURES).forEach(step -> {
                List<String> parts = new ArrayList<>();
                step.getValue()
                        .properties()
                        .forEach(figure -> parts.add(
                                figure.getKey() + " " + figure.getValue().asText()));
                if (!parts.isEmpty()) {
                    rows.add(new Connectors.Figure(step.getKey(), String.join(", ", parts)));
                }
            });
        }
        return rows;
    }
}
