package io.waybill.platform.routing;

import io.waybill.sourcing.Explanation.Candidacy;

/** Why a facility was not looked at, in the words of every explanation. */
final class ExclusionWords {
    private ExclusionWords() {}

    /** To be read after "not looked at: ". */
    static String of(Candidacy reason) {
        return switch (reason) {
            case CANDIDATE -> throw new IllegalStateException("A candidate is not excluded");
            case NOT_ONLINE -> "suspended or offline";
            case BLACK_LISTED -> "on the black list of the plan";
            case ALREADY_USED -> "serving another part of the order already";
            case NOT_THE_COLLECT_FACILITY -> "not where the consumer collects";
            case NO_ACTIVE_LISTING -> "without an active listing for any article of the plan";
        };
    }
}
