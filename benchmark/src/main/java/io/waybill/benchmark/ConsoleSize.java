package io.waybill.benchmark;

/**
 * How much the console has to show. Everything is made of a few templates, and copies of them.
 *
 * @param regions copies of the ten facilities of {@link ConsoleSeeds}
 * @param articles which each facility has
 * @param finished copies of the finished orders in each region
 * @param live copies of the orders that are worked on in each region
 */
record ConsoleSize(int regions, int articles, int finished, int live) {
    /** 500 facilities, 200,000 stock rows, 100,000 orders, of which 4,400 are worked on. */
    static final ConsoleSize FULL = new ConsoleSize(50, 400, 40, 2);

    /** As little as shows that it works. */
    static final ConsoleSize TINY = new ConsoleSize(2, 5, 1, 1);
}
