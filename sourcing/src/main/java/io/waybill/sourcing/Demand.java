package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.List;

/** Units still to place, line by line. Immutable. */
final class Demand {

    private final Situation situation;
    private final long[] open;
    private final long[] openOfArticle;
    private final long units;
    private final int partsBefore;

    private Demand(Situation situation, long[] open, int partsBefore) {
        this.situation = situation;
        this.open = open;
        this.openOfArticle = new long[situation.articles()];
        long sum = 0;
        for (int line = 0; line < open.length; line++) {
            openOfArticle[situation.articleOf(line)] += open[line];
            sum += open[line];
        }
        this.units = sum;
        this.partsBefore = partsBefore;
    }

    /** Everything the request still has to place. */
    static Demand of(Situation situation) {
        long[] open = new long[situation.lines()];
        for (int line = 0; line < open.length; line++) {
            open[line] = situation.line(line).remaining();
        }
        return new Demand(situation, open, situation.request().usedFacilities().size());
    }

    Situation situation() {
        return situation;
    }

    boolean isEmpty() {
        return units == 0;
    }

    long units() {
        return units;
    }

    /** Facilities that serve other parts of the order already. */
    int partsBefore() {
        return partsBefore;
    }

    long units(int line) {
        return open[line];
    }

    long unitsOfArticle(int article) {
        return openOfArticle[article];
    }

    /**
     * Units by line that the facility can give: of a bundle all or nothing and only if it does the services that
     * the bundle asks for, and never more than it has available.
     */
    long[] takeableBy(int facility) {
        long[] left = new long[openOfArticle.length];
        for (int article = 0; article < left.length; article++) {
            left[article] = openOfArticle[article] == 0 ? 0 : situation.available(facility, article);
        }
        long[] taken = new long[open.length];
        for (int[] pack : situation.packs()) {
            if (situation.line(pack[0]).bundleKey() == null) {
                int article = situation.articleOf(pack[0]);
                taken[pack[0]] = Math.min(open[pack[0]], left[article]);
                left[article] -= taken[pack[0]];
            } else if (situation.serves(facility, pack)) {
                takeBundle(pack, left, taken);
            }
        }
        return taken;
    }

    private void takeBundle(int[] bundle, long[] left, long[] taken) {
        int fitting = 0;
        while (fitting < bundle.length && left[situation.articleOf(bundle[fitting])] >= open[bundle[fitting]]) {
            left[situation.articleOf(bundle[fitting])] -= open[bundle[fitting]];
            taken[bundle[fitting]] = open[bundle[fitting]];
            fitting++;
        }
        if (fitting < bundle.length) {
            for (int member = 0; member < fitting; member++) {
                left[situation.articleOf(bundle[member])] += open[bundle[member]];
                taken[bundle[member]] = 0;
            }
        }
    }

    /** Sum of {@link #takeableBy}. */
    long unitsTakeableBy(int facility) {
        long sum = 0;
        for (long units : takeableBy(facility)) {
            sum += units;
        }
        return sum;
    }

    /** What is left for others when one more facility takes these units. */
    Demand minus(long[] taken) {
        long[] rest = open.clone();
        for (int line = 0; line < rest.length; line++) {
            rest[line] -= taken[line];
        }
        return new Demand(situation, rest, partsBefore + 1);
    }

    /** This demand as lines, in request order. */
    List<SourcingDecision.PartLine> lines() {
        return partLines(situation, open);
    }

    /** The lines with at least one unit, in request order. */
    static List<SourcingDecision.PartLine> partLines(Situation situation, long[] unitsByLine) {
        List<SourcingDecision.PartLine> lines = new ArrayList<>();
        for (int line = 0; line < unitsByLine.length; line++) {
            if (unitsByLine[line] > 0) {
                SourcingRequest.Line wanted = situation.line(line);
                lines.add(new SourcingDecision.PartLine(wanted.id(), wanted.articleId(), unitsByLine[line]));
            }
        }
        return lines;
    }
}
