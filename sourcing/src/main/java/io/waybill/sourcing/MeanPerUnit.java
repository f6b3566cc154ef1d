package io.waybill.sourcing;

/** The mean of a value of articles over the units that a facility could give, whole-numbered and rounded down. */
final class MeanPerUnit {

    /** Largest value of an article; keeps the sum over {@link SourcingRequest#MAX_LINES} full lines inside a long. */
    static final long LARGEST = 1_000_000;

    private MeanPerUnit() {}

    /** The value of an article that the facility has at least one unit of, from 0; {@link Rating#UNMEASURED} if unknown. */
    interface ValueOfArticle {
        long of(Situation situation, int article);
    }

    /** The mean, larger values counting as {@link #LARGEST}; {@link Rating#UNMEASURED} when no value is known. */
    static long of(Demand demand, int facility, ValueOfArticle value) {
        Situation situation = demand.situation();
        long units = 0;
        long sum = 0;
        for (int article = 0; article < situation.articles(); article++) {
            long taken = Math.min(demand.unitsOfArticle(article), situation.available(facility, article));
            if (taken > 0) {
                long known = value.of(situation, article);
                if (known != Rating.UNMEASURED) {
                    units += taken;
                    sum += taken * Math.min(known, LARGEST);
                }
            }
        }
        return units == 0 ? Rating.UNMEASURED : sum / units;
    }
}
