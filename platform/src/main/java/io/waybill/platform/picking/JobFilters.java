package io.waybill.platform.picking;

import io.waybill.platform.access.Caller;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the lists and requests of all jobs on the floor have in common; conditions are over a row {@code t}. */
public final class JobFilters {
    private static final int MAXIMUM_TEXT = 256;

    private JobFilters() {}

    /**
     * Rows whose time lies in a range; null leaves an end open.
     *
     * @param name of the times in the request, for messages: {@code startTargetTime} is {@code TargetTime}
     * @throws Rejection 400 when a time is not an ISO-8601 date-time
     */
    public static Restriction between(String column, String name, @Nullable String start, @Nullable String end) {
        String sql = "true";
        Map<String, Object> values = new java.util.HashMap<>();
        if (start != null) {
            sql += " and t." + column + " >= :start" + name + "::timestamptz";
            values.put("start" + name, instant("start" + name, start));
        }
        if (end != null) {
            sql += " and t." + column + " <= :end" + name + "::timestamptz";
            values.put("end" + name, instant("end" + name, end));
        }
        return new Restriction(sql, values);
    }

    /** Rows in one of whose texts the term occurs, in any case of letters; null keeps all. */
    public static Restriction contains(String name, @Nullable String term, String... expressions) {
        if (term == null || term.isBlank()) {
            return Restriction.none();
        }
        List<String> parts = java.util.Arrays.stream(expressions)
                .map(expression ->
                        "position(lower(:" + name + "::text) in lower(coalesce(" + expression + ", ''))) > 0")
                .toList();
        return new Restriction(String.join(" or ", parts), Map.of(name, bounded(name, term)));
    }

    /** Rows to which the user is assigned, named by id or by name; null keeps all. */
    public static Restriction assignedTo(@Nullable String user) {
        return user == null
                ? Restriction.none()
                : new Restriction(
                        "exists (select 1 from jsonb_array_elements(coalesce(t.document -> 'assignedUsers', '[]')) u "
                                + "where u ->> 'userId' = :assignedUser or u ->> 'username' = :assignedUser)",
                        Map.of("assignedUser", bounded("assignedUser", user)));
    }

    /** Rows that are anonymized, or that are not; null keeps all. */
    public static Restriction anonymized(@Nullable Boolean anonymized) {
        return anonymized == null
                ? Restriction.none()
                : new Restriction(
                        "coalesce(t.document ->> 'anonymized', 'false') = :anonymized",
                        Map.of("anonymized", anonymized.toString()));
    }

    /** Rows that this user changed last; null keeps all. */
    public static Restriction editedBy(@Nullable String username) {
        return username == null
                ? Restriction.none()
                : new Restriction(
                        "t.document #>> '{editor,username}' = :modifiedByUsername",
                        Map.of("modifiedByUsername", bounded("modifiedByUsername", username)));
    }

    /** Rows of the facilities that the caller may see. */
    public static Restriction visibleTo(Caller caller) {
        return Restriction.facilities("facility_ref", caller.facilityIds());
    }

    /** @throws Rejection 403 when the caller is limited to other facilities */
    public static void requireVisible(Caller caller, @Nullable String facilityId) {
        if (!caller.facilityIds().isEmpty()
                && (facilityId == null || !caller.facilityIds().contains(facilityId))) {
            throw Rejection.forbidden("You are not assigned to facility " + facilityId);
        }
    }

    /** @throws Rejection 400 when no facility has that id */
    public static void requireKnown(Facilities facilities, Handle handle, String facilityId) {
        if (facilities.find(handle, facilityId).isEmpty()) {
            throw Rejection.invalid("facilityRef " + facilityId + " is not the id of a facility");
        }
    }

    public static Editor editor(Caller caller) {
        return new Editor(caller.userId(), caller.username());
    }

    private static String bounded(String name, String value) {
        if (value.length() > MAXIMUM_TEXT || value.indexOf('\0') >= 0) {
            throw Rejection.invalid(name + " must be at most " + MAXIMUM_TEXT + " characters without NUL");
        }
        return value;
    }

    private static String instant(String name, String time) {
        try {
            return OffsetDateTime.parse(time).toInstant().toString();
        } catch (DateTimeParseException unreadable) {
            throw Rejection.invalid(name + " must be an ISO-8601 date-time");
        }
    }
}
