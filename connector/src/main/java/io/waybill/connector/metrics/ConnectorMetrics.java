package io.waybill.connector.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** What the connector counts. Thread-safe. */
public final class ConnectorMetrics {
    /** Media type of the exposition. */
    public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter messages = Counter.builder()
            .name("waybill_connector_messages")
            .help("Messages by where they came from and what came of them: done, ignored, parked or later.")
            .labelNames("origin", "outcome")
            .register(registry);
    private final Histogram duration = Histogram.builder()
            .name("waybill_connector_message_seconds")
            .help("Time that the work on one message took.")
            .classicOnly()
            .classicUpperBounds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .labelNames("origin")
            .register(registry);
    private final Gauge parked = Gauge.builder()
            .name("waybill_connector_parked_messages")
            .help("Parked messages when the status was last computed.")
            .register(registry);

    private final Counter parkedFor = Counter.builder()
            .name("waybill_connector_parked")
            .help("Messages that were parked, by the code of the reason; the runbook has a chapter for each.")
            .labelNames("code")
            .register(registry);

    private final Counter unparked = Counter.builder()
            .name("waybill_connector_parked_handled")
            .help("Parked messages that an operator or the job took up again: done, ignored, parked, later or dropped.")
            .labelNames("outcome")
            .register(registry);

    private final Gauge reconciledAt = Gauge.builder()
            .name("waybill_connector_reconciled_timestamp_seconds")
            .help("When the job ran last, in seconds since 1970.")
            .register(registry);
    private final Counter reconciled = Counter.builder()
            .name("waybill_connector_reconciled")
            .help("What runs of the job said: healed or finding.")
            .labelNames("kind")
            .register(registry);
    private final Gauge subscriptionHealthy = Gauge.builder()
            .name("waybill_connector_subscription_healthy")
            .help("1 when the subscription sends, 0 when a person has to look after it.")
            .labelNames("name")
            .register(registry);

    /** Counts one message. */
    public void settled(String origin, String outcome, Duration took) {
        messages.labelValues(origin, outcome).inc();
        duration.labelValues(origin).observe(took.toNanos() / 1e9);
    }

    /** Counts a message that was parked. */
    public void parkedFor(String code) {
        parkedFor.labelValues(code).inc();
    }

    /** Counts what came of a parked message that was taken up again. */
    public void handledParked(String outcome) {
        unparked.labelValues(outcome).inc();
    }

    /** Notes that the job ran. */
    public void reconciled(Instant when, int findings, int healed) {
        reconciledAt.set(when.getEpochSecond());
        reconciled.labelValues("finding").inc(findings);
        reconciled.labelValues("healed").inc(healed);
    }

    /** Notes whether a subscription sends. */
    public void subscription(String name, boolean healthy) {
        subscriptionHealthy.labelValues(name).set(healthy ? 1 : 0);
    }

    /** Notes how many messages are parked. */
    public void parked(int count) {
        parked.set(count);
    }

    /** Everything in Prometheus' text format, of {@link #MEDIA_TYPE}. */
    public byte[] exposition() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
