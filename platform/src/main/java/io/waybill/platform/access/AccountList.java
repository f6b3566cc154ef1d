package io.waybill.platform.access;

import io.waybill.platform.kernel.BoundedCount;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who may log in, for the people who look after that. Thread-safe. */
@ApplicationScoped
public class AccountList {
    /** Up to how many sessions of an account are counted. */
    public static final int BOUND = 100;

    private static final String ENTRY = "select a.document::text as document, "
            + "(select s.created from session s where s.account_id = a.id order by s.created desc limit 1) as signed_in, "
            + "(select count(*) from (select from session s where s.account_id = a.id and s.expires > :now::timestamptz "
            + "limit :limit) s) as sessions from account a ";

    private final Users users;
    private final Roles roles;
    private final Clock clock;

    AccountList(Users users, Roles roles, Clock clock) {
        this.users = users;
        this.roles = roles;
        this.clock = clock;
    }

    /**
     * Somebody, or a program.
     *
     * @param lastSignIn of those sessions that are not over; null when none is known
     */
    public record Entry(User user, @Nullable Instant lastSignIn, BoundedCount sessions) {}

    /** Those after that id, ordered by id. */
    public List<Entry> page(Handle handle, @Nullable String after, int size) {
        return handle.createQuery(ENTRY + "where (:after::text is null or a.id > :after) order by a.id limit :size")
                .bind("after", after)
                .bind("size", size)
                .bind("now", clock.instant().toString())
                .bind("limit", BOUND + 1)
                .map((row, context) -> entry(row))
                .list();
    }

    /** @throws Rejection 404 */
    public Entry get(Handle handle, String id) {
        return handle.createQuery(ENTRY + "where a.id = :id")
                .bind("id", id)
                .bind("now", clock.instant().toString())
                .bind("limit", BOUND + 1)
                .map((row, context) -> entry(row))
                .findOne()
                .orElseThrow(() -> Rejection.notFound("User", id));
    }

    /** Names of the roles that the caller may give to others. */
    public List<String> grantable(Handle handle, Caller caller) {
        return roles.all(handle).stream()
                .filter(role -> caller.permissions().containsAll(role.permissions()))
                .map(Role::name)
                .toList();
    }

    /** Whether the caller may rule over the user: one who may do no more, and nowhere else. */
    public boolean reaches(Handle handle, Caller caller, User user) {
        return roles.within(handle, caller, user.assignedRoles());
    }

    private Entry entry(ResultSet row) throws SQLException {
        long sessions = row.getLong("sessions");
        return new Entry(
                users.parse(row.getString("document")),
                row.getTimestamp("signed_in") == null
                        ? null
                        : row.getTimestamp("signed_in").toInstant(),
                new BoundedCount(Math.min(sessions, BOUND), sessions > BOUND));
    }
}
