package io.waybill.sourcing;

/** What a custom rule may look at (platform.md 6.5); names of the wire. */
public enum RuleEntity {
    /** The order; per line, the order with only that line. */
    ORDER,
    /** The facility that is judged. */
    FACILITY,
    /** The carriers connected to the facility, as a list. */
    CARRIERCONNECTION,
    /** The listings of the ordered articles at the facility, as a list; per line, the one of its article. */
    LISTING,
    /** The facility the order names; left side only. */
    ORDERING_FACILITY,
    /** The groups of the facility the order names, as a list; left side only. */
    ORDERING_FACILITY_GROUPS;

    /** Whether it may stand on the left side of a rule only. */
    public boolean isLeftOnly() {
        return this == ORDERING_FACILITY || this == ORDERING_FACILITY_GROUPS;
    }

    /** Whether its properties are the same whichever facility is judged. */
    boolean isSameForAllFacilities() {
        return this == ORDER || isLeftOnly();
    }
}
