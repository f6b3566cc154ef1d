package io.waybill.benchmark;

import java.util.Locale;

/** What can be measured. */
enum Scenario {
    INTAKE("orders a second that POST /api/orders makes durable (with routing on: see flow)"),
    FLOW("orders a second from the first request to the last pick job, by size of the batch"),
    EVENTS("event lag at a local sink, and webhook deliveries a second"),
    AVAILABILITY("stock summaries of ten articles over 100 facilities"),
    START("start to ready and memory of 'up' and of the connector, on one processor"),
    CONNECTOR("messages a second through the connector, both ways, against stand-ins that answer at once or late"),
    CONSOLE("every page of the console with 500 facilities, 200,000 stock rows and 100,000 orders"),
    SOURCING("the sourcing engine in process: quality of its plans, and speed");

    private final String description;

    Scenario(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
