package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.routing.RunVerdicts.Outcome;
import io.waybill.sourcing.Explanation.Candidacy;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.Verdicts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RunVerdictsTest {

    /** @param results of the fences of a candidate; all PASSED means that it is ranked */
    record Row(Candidacy candidacy, List<FenceResult> results, int rank, long penalty) {

        boolean passed() {
            return candidacy == Candidacy.CANDIDATE
                    && results.stream().allMatch(result -> result == FenceResult.PASSED);
        }
    }

    record Rows(List<Row> rows, List<String> fences, int chosen) implements Verdicts {
        @Override
        public int facilities() {
            return rows.size();
        }

        @Override
        public String facilityId(int facility) {
            return "f" + facility;
        }

        @Override
        public Candidacy candidacy(int facility) {
            return rows.get(facility).candidacy();
        }

        @Override
        public FenceResult result(int facility) {
            return rows.get(facility).passed() ? FenceResult.PASSED : FenceResult.FAILED;
        }

        @Override
        public FenceResult fence(int fence, int facility) {
            return rows.get(facility).results().get(fence);
        }

        @Override
        public int rank(int facility) {
            return rows.get(facility).rank();
        }

        @Override
        public long penalty(int facility) {
            return rows.get(facility).penalty();
        }

        @Override
        public boolean isChosen(int facility) {
            return facility == chosen;
        }
    }

    @Provide
    Arbitrary<Rows> runs() {
        return Arbitraries.integers().between(0, 19).flatMap(fences -> {
            Arbitrary<Row> rows = Combinators.combine(
                            Arbitraries.of(Candidacy.class),
                            Arbitraries.of(FenceResult.class).list().ofSize(fences),
                            Arbitraries.integers().between(1, 100_000),
                            Arbitraries.longs().between(0, Long.MAX_VALUE))
                    .as(Row::new);
            return Combinators.combine(
                            rows.list().ofMaxSize(40), Arbitraries.integers().between(-1, 40))
                    .as((all, chosen) -> new Rows(
                            all,
                            IntStream.range(0, fences)
                                    .mapToObj(fence -> "fence " + fence)
                                    .toList(),
                            chosen));
        });
    }

    @Property
    void whatIsReadIsWhatWasWritten(@ForAll("runs") Rows run) {
        List<Outcome> expected = new ArrayList<>();
        for (int facility = 0; facility < run.facilities(); facility++) {
            Row row = run.rows().get(facility);
            boolean chosen = run.isChosen(facility);
            if (row.candidacy() != Candidacy.CANDIDATE) {
                expected.add(new Outcome.Excluded(row.candidacy(), chosen));
            } else if (row.passed()) {
                expected.add(new Outcome.Passed(row.rank(), BigDecimal.valueOf(row.penalty(), 6), chosen));
            } else {
                expected.add(new Outcome.KeptOut(
                        named(run, row, FenceResult.FAILED),
                        named(run, row, FenceResult.REACTIVE_PASSING_POSSIBLE),
                        chosen));
            }
        }

        assertThat(RunVerdicts.decode(RunVerdicts.encode(run), run.fences())).isEqualTo(expected);
    }

    private static List<String> named(Rows run, Row row, FenceResult result) {
        return IntStream.range(0, run.fences().size())
                .filter(fence -> row.results().get(fence) == result)
                .mapToObj(run.fences()::get)
                .toList();
    }
}
