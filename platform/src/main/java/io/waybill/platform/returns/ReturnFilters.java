package io.waybill.platform.returns;

import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conditions of the list of item return jobs over columns that hold several texts. */
final class ReturnFilters {
    private static final List<String> STATUSES =
            Arrays.stream(ItemReturnStatus.values()).map(Enum::name).toList();

    private ReturnFilters() {}

    /** Rows whose column holds one of the values; null and empty keep all. */
    static Restriction anyOf(String column, @Nullable List<String> values) {
        List<String> wanted = ListQuery.flat(values);
        return wanted.isEmpty()
                ? Restriction.none()
                : new Restriction("t." + column + " && :" + column + "::text[]", Map.of(column, wanted));
    }

    /**
     * Rows with an item return in one of the statuses.
     *
     * @throws Rejection 400 when a value is no status
     */
    static Restriction statuses(@Nullable List<String> values) {
        if (!STATUSES.containsAll(ListQuery.flat(values))) {
            throw Rejection.invalid("itemReturnStatus must be of " + STATUSES);
        }
        return anyOf("item_return_statuses", values);
    }
}
