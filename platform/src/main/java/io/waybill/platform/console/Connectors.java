package io.waybill.platform.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages of connectors show, ready to be read. */
final class Connectors {
    private Connectors() {}

    /**
     * A connector in a list.
     *
     * @param parked how many messages wait for a person
     * @param unhealthy how many subscriptions need somebody
     */
    record Row(
            String name,
            String reported,
            String age,
            boolean stale,
            String parked,
            boolean needsPerson,
            String unhealthy,
            String findings) {}

    /**
     * A connector in full.
     *
     * @param project of the shop
     * @param tenant name of this platform where the shop's stores go to several
     * @param advice on the codes of what is parked, each once
     * @param moreParked whether there are messages beside those shown
     */
    record Detail(
            Row connector,
            String version,
            String project,
            @Nullable String tenant,
            List<Subscription> shop,
            List<Subscription> platform,
            List<Message> messages,
            boolean moreParked,
            List<ConnectorAdvice> advice,
            @Nullable Run run) {}

    /** A subscription. */
    record Subscription(
            String name, boolean healthy, @Nullable String problem) {}

    /**
     * A parked message.
     *
     * @param code as the connector named it
     * @param advice what is known about that
     * @param orderLink null when it is about no order
     * @param asked whether somebody asked for a replay that has not been tried yet
     */
    record Message(
            String key,
            String code,
            ConnectorAdvice advice,
            String reason,
            @Nullable String order,
            @Nullable String orderLink,
            String parkedAt,
            String firstParkedAt,
            String attempts,
            boolean asked) {}

    /** The last run of the job. */
    record Run(String at, String took, List<String> healed, List<String> findings, List<Figure> figures) {}

    /** What a step of the job did. */
    record Figure(String step, String figures) {}
}
