package io.waybill.connector.status;

import java.util.Locale;

/** How far pieces of a line are, in the order in which they get there; the last two are the ends nobody wants. */
enum LineState {
    OPEN("At the platform"),
    PICKING("Being picked"),
    PICKED("Picked"),
    PACKED("Packed"),
    HANDED_OVER("Handed over"),
    SHORT_PICKED("Not found"),
    CANCELLED("Cancelled");

    private final String label;

    LineState(String label) {
        this.label = label;
    }

    /** For people. */
    String label() {
        return label;
    }

    /** Key of the state in the shop. */
    String key(String prefix) {
        return prefix + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
