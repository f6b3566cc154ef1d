package io.waybill.application.demo;

import java.io.PrintWriter;
import java.util.List;

/** Shows how far the orders are: one line that changes on a terminal, short lines elsewhere. Not thread-safe. */
final class Progress {
    private final PrintWriter out;
    private final boolean terminal;
    private final int expected;
    private String shown = "";

    /**
     * @param terminal whether a line can be written over
     * @param expected orders that will come
     */
    Progress(PrintWriter out, boolean terminal, int expected) {
        this.out = out;
        this.terminal = terminal;
        this.expected = expected;
    }

    /** A step that is done, on a line of its own. */
    void say(String line) {
        finish();
        out.println(line);
        out.flush();
    }

    /** How far the orders are now. */
    void show(List<Trail> trails) {
        String line = "  confirmed " + trails.stream().filter(Trail::confirmed).count() + "/" + expected
                + " · routed " + trails.stream().filter(Trail::routed).count()
                + " · picked " + trails.stream().filter(Trail::picked).count()
                + " · handed over " + trails.stream().filter(Trail::handedOver).count()
                + " · shipped in commercetools "
                + trails.stream().filter(Trail::shippedInShop).count()
                + " · cancelled " + trails.stream().filter(Trail::cancelled).count();
        if (line.equals(shown)) {
            return;
        }
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
        } else {
            out.println(line);
        }
        out.flush();
        shown = line;
    }

    /** Leaves the changing line. */
    void finish() {
        if (terminal && !shown.isEmpty()) {
            out.println();
        }
        shown = "";
    }
}
