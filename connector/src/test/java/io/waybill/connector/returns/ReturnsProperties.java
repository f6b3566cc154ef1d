package io.waybill.connector.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.connector.returns.PlatformReturns.Verdict;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people do on either side, and whenever the connector hears of it. */
class ReturnsProperties {

    /** Something a person does. */
    sealed interface Deed {
        /** Adds a return item in the shop. */
        record Add(int line, int pieces, boolean advised) implements Deed {}

        /** Takes pieces back at a facility without an announcement. */
        record TakeBack(int line, int pieces, int verdict) implements Deed {}

        /** Works on what was announced first: all its pieces are decided, and it is finished. */
        record Finish(int verdict) implements Deed {}

        /** The connector hears of something. */
        record Hear(boolean fromShop) implements Deed {}
    }

    @Property(tries = 2_000)
    void nothing_is_counted_twice_and_hearing_again_changes_nothing(@ForAll("deeds") List<Deed> deeds) {
        TwoSides sides = new TwoSides(2, 4, 4);
        run(sides, deeds, true);
        sides.align();

        for (String line : sides.lines()) {
            long added = sides.addedByConnector(line);
            if (added > 0) {
                assertThat(sides.shop().back(line)).as("pieces back of " + line).isLessThanOrEqualTo(4);
            }
            assertThat(sides.returnable(line)).as("returnable of " + line).isGreaterThanOrEqualTo(0);
        }
        List<String> shop = sides.shopStates();
        List<String> platform = sides.platformStates();
        sides.align();
        assertThat(sides.shopStates()).isEqualTo(shop);
        assertThat(sides.platformStates()).isEqualTo(platform);
    }

    @Property(tries = 2_000)
    void when_the_connector_hears_of_it_makes_no_difference(@ForAll("deeds") List<Deed> deeds) {
        TwoSides often = new TwoSides(2, 200, 200);
        TwoSides atTheEnd = new TwoSides(2, 200, 200);
        List<Deed> known =
                deeds.stream().filter(deed -> !(deed instanceof Deed.Finish)).toList();
        run(often, known, true);
        run(atTheEnd, known, false);

        for (TwoSides sides : List.of(often, atTheEnd)) {
            sides.align();
            sides.finishAll();
            sides.align();
        }

        assertThat(often.shopStates()).isEqualTo(atTheEnd.shopStates());
    }

    @Property(tries = 2_000)
    void every_finished_piece_is_in_the_shop_or_named_as_surplus(@ForAll("deeds") List<Deed> deeds) {
        TwoSides sides = new TwoSides(2, 6, 3);
        run(sides, deeds, true);
        sides.align();

        ReturnChanges changes = ReturnChanges.of(sides.shop(), sides.platform());
        long pieces = sides.finishedPieces();
        long shown = sides.lines().stream()
                .mapToLong(line -> sides.shop().back(line))
                .sum();

        assertThat(changes.actions()).isEmpty();
        assertThat(shown + changes.surplus().size()).isGreaterThanOrEqualTo(pieces);
    }

    private static void run(TwoSides sides, List<Deed> deeds, boolean hearing) {
        for (Deed deed : deeds) {
            switch (deed) {
                case Deed.Add add -> sides.addInShop(add.line(), add.pieces(), add.advised());
                case Deed.TakeBack back -> sides.takeBack(back.line(), back.pieces(), verdict(back.verdict()));
                case Deed.Finish finish -> sides.finishFirst(verdict(finish.verdict()));
                case Deed.Hear hear -> {
                    if (hearing) {
                        sides.align();
                    }
                }
            }
        }
    }

    private static Verdict verdict(int number) {
        return Verdict.values()[number];
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        Arbitrary<Integer> line = Arbitraries.integers().between(0, 1);
        Arbitrary<Integer> pieces = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> verdict = Arbitraries.integers().between(0, 3);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        Arbitrary<Deed> add = Combinators.combine(line, pieces, either).as(Deed.Add::new);
        Arbitrary<Deed> back = Combinators.combine(line, pieces, verdict).as(Deed.TakeBack::new);
        Arbitrary<Deed> finish = verdict.map(Deed.Finish::new);
        Arbitrary<Deed> hear = either.map(Deed.Hear::new);
        return Arbitraries.oneOf(add, back, finish, hear).list().ofMaxSize(12);
    }
}
