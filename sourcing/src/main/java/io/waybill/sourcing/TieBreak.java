package io.waybill.sourcing;

/** Which of two facilities with the same total penalty comes first. */
public sealed interface TieBreak {

    /** The nearer one, then the one with the smaller id. */
    record ByDistance() implements TieBreak {}

    /**
     * A lot drawn from the seed and the facility's id, then the smaller id. The same seed draws the same lot, whatever
     * order the facilities come in.
     */
    record ByLot(long seed) implements TieBreak {}
}
