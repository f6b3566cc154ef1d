package io.waybill.connector.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentException;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.UnansweredException;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsException;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.connector.longrun.LongRuns;
import io.waybill.connector.longrun.Turn;
import io.waybill.connector.message.HandleNotification;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.order.ExportRecords;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ReplayParked;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.registration.PlatformSubscriptions;
import io.waybill.connector.registration.ShopSubscriptions;
import io.waybill.connector.report.ReportToPlatform;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what either side missed and puts it right: messages that never came, orders that were not exported or not
 * cancelled, parked messages whose cause is gone, subscriptions that no longer send. Connect does not keep two runs apart,
 * so a custom object does; a run whose holder died is taken over when its lease ends. What one run has no time for the
 * next one goes on with.
 */
public final class Reconcile {
    private static final Logger LOG = System.getLogger(Reconcile.class.getName());
    private static final String NAME = "reconcile";
    private static final String TAKEN_OVER = "another instance has taken the run over";

    private final LongRuns runs;
    private final List<Step> steps;
    private final ConnectorMetrics metrics;
    private final Clock clock;

    private Reconcile(LongRuns runs, List<Step> steps, ConnectorMetrics metrics, Clock clock) {
        this.runs = runs;
        this.steps = steps;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What the steps work with. */
    public record Parts(
            Commercetools shop,
            CustomObjects objects,
            ExportRecords records,
            HandleNotification notifications,
            Settlement settlement,
            ParkedMessages parked,
            ReplayParked replay,
            ShopSubscriptions shopSubscriptions,
            PlatformSubscriptions platformSubscriptions,
            Optional<ReportToPlatform> report) {}

    /** The reconciliation of those, as the settings say. */
    public static Reconcile of(
            Parts parts, LongRuns runs, ConnectorSettings settings, ConnectorMetrics metrics, Clock clock) {
        Duration lag = Duration.ofSeconds(settings.number(Setting.RECONCILE_LAG_SECONDS));
        Duration lookBack = Duration.ofDays(settings.number(Setting.RECONCILE_LOOK_BACK_DAYS));
        Duration pause = Duration.ofMinutes(settings.number(Setting.RETRY_PARKED_MINUTES));
        TakeUpHints hints = new TakeUpHints(parts.notifications(), parts.settlement(), parts.parked());
        MissedOrders missed = new MissedOrders(parts.records());
        ParkedKeys parkedKeys = new ParkedKeys(parts.parked());
        List<Step> steps = new ArrayList<>();
        if (settings.active(Setting.FEAT_ORDERSYNC_ACTIVE)) {
            steps.add(hints);
            steps.add(new SweepMessages(
                    parts.shop(),
                    parts.shopSubscriptions()::orderMessageTypes,
                    missed,
                    hints,
                    parkedKeys,
                    lookBack,
                    lag,
                    clock));
            steps.add(new SweepOrders(parts.shop(), missed, hints, parkedKeys, lookBack, lag, clock));
        }
        steps.add(new RetryParked(parts.parked(), parts.replay(), metrics, pause, clock));
        steps.add(new TendSubscriptions(
                parts.shopSubscriptions(),
                parts.platformSubscriptions(),
                settings.active(Setting.FEAT_STATUSUPDATES_ACTIVE),
                metrics));
        steps.add(new ForgetOldRecords(parts.objects(), clock));
        parts.report().ifPresent(report -> steps.add(new TellPlatform(report, metrics, clock)));
        return new Reconcile(runs, List.copyOf(steps), metrics, clock);
    }

    /**
     * Runs once.
     *
     * @return what was found and done, by step, with {@code healed} and {@code findings} in words; empty when another
     *     run is on its way
     */
    public Optional<ObjectNode> run(Deadline deadline) {
        Instant begin = clock.instant();
        Optional<Turn> turn = runs.take(NAME, Duration.ZERO, deadline);
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        Progress progress = new Progress(turn.get(), begin);
        boolean ours = true;
        for (Step step : steps) {
            ours = ours && take(step, progress, deadline);
        }
        if (ours) {
            giveBack(turn.get(), progress);
        }
        ObjectNode report = progress.report();
        report.put("tookMillis", Duration.between(begin, clock.instant()).toMillis());
        boolean findings = report.has("findings");
        metrics.reconciled(
                clock.instant(),
                report.path("findings").size(),
                report.path("healed").size());
        LOG.log(findings ? Logger.Level.WARNING : Logger.Level.INFO, "reconciled: {0}", report);
        return Optional.of(report);
    }

    private static void giveBack(Turn turn, Progress progress) {
        try {
            turn.pause();
        } catch (CommercetoolsRejectedException refused) {
            if (!refused.versionConflict()) {
                throw refused;
            }
            progress.finding(TAKEN_OVER);
        }
    }

    /** Whether the run is still this instance's. */
    private static boolean take(Step step, Progress progress, Deadline deadline) {
        try {
            step.run(progress, deadline);
            return true;
        } catch (CommercetoolsRejectedException refused) {
            if (refused.versionConflict()) {
                progress.finding(TAKEN_OVER);
                return false;
            }
            failed(step, refused.answer(), refused, progress);
        } catch (CommercetoolsException | FulfilmentException | UnansweredException away) {
            failed(step, "one of the two systems cannot be used now", away, progress);
        }
        return true;
    }

    private static void failed(Step step, String why, RuntimeException failure, Progress progress) {
        LOG.log(Logger.Level.WARNING, "reconcile {0}: {1}", step.name(), failure.getMessage());
        progress.finding(step.name() + " failed: " + why);
    }
}
