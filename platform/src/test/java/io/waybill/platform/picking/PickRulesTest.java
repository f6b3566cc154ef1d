package io.waybill.platform.picking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.WorkflowInformation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PickRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    @Test
    void startingBeginsTheJobAndItsLines() {
        PickDecision decision = decide(job(3, 2), new PickJobAction.Start(1L));

        assertThat(decision.after().status()).isEqualTo(PickJobStatus.IN_PROGRESS);
        assertThat(decision.after().pickLineItems())
                .extracting(PickLineItem::status)
                .containsOnly(PickLineItemStatus.IN_PROGRESS);
        assertThat(events(decision)).containsExactly("PICK_JOB_PICKING_COMMENCED");
    }

    @Test
    void closingAFullyPickedJobFinishesItWithoutSubStatus() {
        PickDecision decision = decide(job(3), pick("line-0", 3), new PickJobAction.Close(1L));

        assertThat(decision.closes()).isTrue();
        assertThat(decision.after().subStatus()).isNull();
        assertThat(decision.after().resetBlocked()).isTrue();
        assertThat(events(decision))
                .containsExactly(
                        "PICK_JOB_PICKING_COMMENCED", "PICK_JOB_PICK_LINE_PICKED", "PICK_JOB_PICKING_FINISHED");
    }

    @Test
    void closingAShortPickedJobSaysSo() {
        PickDecision decision = decide(job(3, 2), pick("line-0", 3), new PickJobAction.Close(1L));

        assertThat(decision.after().status()).isEqualTo(PickJobStatus.CLOSED);
        assertThat(decision.after().subStatus()).isEqualTo(PickJobSubStatus.SHORT_PICKED);
    }

    @Test
    void closingWithNothingPickedAborts() {
        PickDecision decision = decide(job(3), new PickJobAction.Close(1L));

        assertThat(decision.aborts()).isTrue();
        assertThat(decision.withdraws()).isTrue();
        assertThat(decision.after().subStatus()).isEqualTo(PickJobSubStatus.ZERO_PICKED);
        assertThat(events(decision)).containsExactly("PICK_JOB_ABORTED");
    }

    @Test
    void pickingUpdatesTheLinesAndClosesTheJob() {
        PickDecision decision = decide(job(1), new PickJobAction.Pick(1L, List.of(update("line-0", 1))));

        assertThat(decision.closes()).isTrue();
        assertThat(events(decision)).contains("PICK_JOB_PICK_LINE_PICKED", "PICK_JOB_PICKING_FINISHED");
    }

    @Test
    void theOlderDialectClosesTheJobThroughItsStatus() {
        PickDecision decision = decide(
                job(1),
                new PickJobModification.ModifyPickLineItem(
                        "line-0", 1L, null, PickLineItemStatus.CLOSED, null, null, null, null, null, null, null, null),
                new PickJobModification.ModifyPickJob(PickJobStatus.CLOSED, null, null, null));

        assertThat(decision.closes()).isTrue();
    }

    @Test
    void theOlderDialectCannotSetProtectedStatuses() {
        for (PickJobStatus status : List.of(PickJobStatus.ABORTED, PickJobStatus.CANCELED, PickJobStatus.OBSOLETE)) {
            assertThatThrownBy(() -> decide(job(1), new PickJobModification.ModifyPickJob(status, null, null, null)))
                    .isInstanceOf(Rejection.class)
                    .hasMessageContaining("cannot be set by ModifyPickJob");
        }
    }

    @Test
    void moreThanOrderedIsNeverPicked() {
        assertThatThrownBy(() -> decide(job(2), pick("line-0", 3)))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.status()).isEqualTo(422))
                .hasMessageContaining("at most the quantity 2");
    }

    @Test
    void anUnknownLineIsNamed() {
        assertThatThrownBy(() -> decide(job(2), pick("line-9", 1)))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("line-9");
    }

    @Test
    void aResetForgetsWhatWasPicked() {
        PickDecision decision = decide(job(2), pick("line-0", 2), new PickJobAction.Reset(1L));

        assertThat(decision.after().status()).isEqualTo(PickJobStatus.OPEN);
        assertThat(decision.after().taken()).isZero();
        assertThat(decision.after().pickLineItems().getFirst().status()).isEqualTo(PickLineItemStatus.OPEN);
    }

    @Test
    void aRestartKeepsWhatWasPicked() {
        PickDecision decision =
                decide(job(2), pick("line-0", 1), new PickJobAction.Pause(1L), new PickJobAction.Restart(1L));

        assertThat(decision.after().status()).isEqualTo(PickJobStatus.IN_PROGRESS);
        assertThat(decision.after().taken()).isEqualTo(1);
    }

    @Test
    void aRestartIsRefusedWhereTheConfigurationForbidsIt() {
        assertThatThrownBy(() -> PickRules.decide(
                        job(2).withStatus(PickJobStatus.PAUSED),
                        List.of(new PickJobAction.Restart(1L)),
                        NOW,
                        identifiers(),
                        new PickingSettings(false, null)))
                .hasMessageContaining("restartPickJobConfiguration");
    }

    @Test
    void aSubstituteCountsAsTakenButNotAsPicked() {
        PickLineUpdate substituted = new PickLineUpdate(
                "line-0",
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new PickLineUpdate.SubstituteUpdate(null, "other", 1L, 1L, null, null, null)),
                null,
                null,
                null,
                null);
        PickDecision decision =
                decide(job(2), new PickJobAction.ModifyLines(1L, List.of(substituted)), new PickJobAction.Close(1L));

        assertThat(decision.after().subStatus()).isNull();
        assertThat(decision.after().taken()).isEqualTo(2);
    }

    @Test
    void aTargetTimeIsSetOnce() {
        PickDecision decision = decide(job(1), new PickJobAction.AddTargetTime(1L, NOW));

        assertThat(decision.after().deliveryinformation().targetTime()).isEqualTo(NOW);
        assertThatThrownBy(() -> decide(decision.after(), new PickJobAction.AddTargetTime(1L, NOW)))
                .hasMessageContaining("it is set once");
    }

    @Property(tries = 300)
    void whateverIsDoneAnEndedJobIsChangedNoMore(@ForAll("commands") List<PickCommand> commands) {
        PickJob job = job(3, 1);
        for (PickCommand command : commands) {
            PickJob before = job;
            try {
                job = decide(job, command).after();
            } catch (Rejection refused) {
                assertThat(refused.status()).isIn(400, 422);
            }
            if (!before.status().isLive()) {
                assertThat(job.status()).isEqualTo(before.status());
                assertThat(job.pickLineItems()).isEqualTo(before.pickLineItems());
            }
            assertThat(job.pickLineItems()).allMatch(line -> line.picked() >= 0 && line.picked() <= line.quantity());
            if (job.status() == PickJobStatus.CLOSED) {
                assertThat(job.taken()).isPositive();
            }
        }
    }

    @Provide
    Arbitrary<List<PickCommand>> commands() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                new PickJobAction.Start(1L),
                                new PickJobAction.Pause(1L),
                                new PickJobAction.Close(1L),
                                new PickJobAction.Abort(1L),
                                new PickJobAction.Reset(1L),
                                new PickJobAction.Restart(1L),
                                new PickJobAction.Cancel(1L),
                                new PickJobAction.Obsolete(1L)),
                        Arbitraries.longs().between(0, 4).map(units -> pick("line-0", units)),
                        Arbitraries.of(PickJobStatus.OPEN, PickJobStatus.CLOSED, PickJobStatus.PICKED)
                                .map(status -> new PickJobModification.ModifyPickJob(status, null, null, null)))
                .list()
                .ofMaxSize(12);
    }

    private static PickCommand pick(String line, long units) {
        return new PickJobAction.ModifyLines(1L, List.of(update(line, units)));
    }

    private static PickLineUpdate update(String line, long units) {
        return new PickLineUpdate(line, units, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static PickDecision decide(PickJob job, PickCommand... commands) {
        return PickRules.decide(job, List.of(commands), NOW, identifiers(), PickingSettings.DEFAULT);
    }

    private static List<String> events(PickDecision decision) {
        return decision.facts().stream().map(PickDecision.PickFact::event).toList();
    }

    private static Identifiers identifiers() {
        AtomicInteger next = new AtomicInteger();
        return () -> "id-" + next.incrementAndGet();
    }

    private static PickJob job(long... quantities) {
        List<PickLineItem> lines = new ArrayList<>();
        for (int index = 0; index < quantities.length; index++) {
            lines.add(PickLineItemBuilder.builder()
                    .id("line-" + index)
                    .article(new OrderArticle("article-" + index, "Article", null, null, null, null, null))
                    .quantity(quantities[index])
                    .status(PickLineItemStatus.OPEN)
                    .build());
        }
        return PickJobBuilder.builder()
                .id("job")
                .version(1)
                .created(NOW)
                .lastModified(NOW)
                .facilityRef("facility")
                .orderDate(NOW)
                .status(PickJobStatus.OPEN)
                .shortId("K7M-2XQ")
                .processId("process")
                .documentsRef("process")
                .deliveryinformation(new DeliveryInformation(PickChannel.SHIPPING, null, null, null))
                .pickLineItems(lines)
                .workflowInformation(WorkflowInformation.NONE)
                .build();
    }
}
