package io.waybill.platform.routing;

/**
 * What became of the sourcing option that an order named.
 *
 * @param id of the option, as the order names it
 */
record OptionUse(String id, Outcome outcome) {

    enum Outcome {
        /** Its facilities serve the order as it said. */
        HONOURED,
        /** There is no such option, or it is no longer kept: decided anew. */
        UNKNOWN,
        /** It was named after its time: decided anew. */
        EXPIRED,
        /** The order asks for other units than the option is about: decided anew. */
        DOES_NOT_FIT_THE_ORDER,
        /** By the rules and the stock of today its facilities cannot serve the order as it said: decided anew. */
        NO_LONGER_HOLDS
    }
}
