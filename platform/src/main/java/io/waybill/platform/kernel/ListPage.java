package io.waybill.platform.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The paging of the plain lists: {@code size} entries after the one with id {@code startAfterId}.
 *
 * @param size from 1 to the list's maximum
 * @param startAfterId null for the first page
 */
public record ListPage(int size, @Nullable String startAfterId) {
    private static final int DEFAULT_SIZE = 25;

    /**
     * @param size as the client sent it; null for the default of 25
     * @throws Rejection 400 when the size is outside 1..maximum
     */
    public static ListPage of(@Nullable Integer size, @Nullable String startAfterId, int maximum) {
        int wanted = size == null ? DEFAULT_SIZE : size;
        if (wanted < 1 || wanted > maximum) {
            throw Rejection.invalid("size must be between 1 and " + maximum);
        }
        return new ListPage(wanted, startAfterId == null || startAfterId.isEmpty() ? null : startAfterId);
    }
}
