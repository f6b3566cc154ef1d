package io.waybill.platform.kernel;

/**
 * Where a page of a search stands among all that was found.
 *
 * @param startCursor of the first entry; empty when the page is
 * @param endCursor of the last entry; empty when the page is
 */
public record PageInfo(String startCursor, String endCursor, boolean hasNextPage, boolean hasPreviousPage) {}
