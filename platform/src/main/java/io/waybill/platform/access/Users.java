package io.waybill.platform.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** The stored users and their password hashes. */
@ApplicationScoped
class Users {
    private final DocumentTable<User> table;
    private final Clock clock;
    private final ObjectMapper json;

    Users(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("account", "User", User.class, json, clock);
        this.clock = clock;
        this.json = json;
    }

    /** @throws Rejection 409 when username or e-mail are taken */
    Stored<User> insert(Handle handle, User user, String passwordHash) {
        Stored<User> stored = namingConflicts(() -> table.insert(handle, user));
        setPassword(handle, user.id(), passwordHash);
        return stored;
    }

    /** @throws Rejection 409 as {@link DocumentTable#update}, or when the e-mail is taken */
    Stored<User> update(Handle handle, User user) {
        return namingConflicts(() -> table.update(handle, user));
    }

    void setPassword(Handle handle, String userId, String passwordHash) {
        handle.createUpdate("insert into credential (account_id, password_hash, changed) "
                        + "values (:id, :hash, :now::timestamptz) on conflict (account_id) "
                        + "do update set password_hash = excluded.password_hash, changed = excluded.changed")
                .bind("id", userId)
                .bind("hash", passwordHash)
                .bind("now", clock.instant().toString())
                .execute();
    }

    void delete(Handle handle, User user) {
        table.delete(handle, user.id(), user.version());
    }

    User get(Handle handle, String id) {
        return table.get(handle, id);
    }

    User get(Handle handle, String id, long requestVersion) {
        return table.get(handle, id, requestVersion);
    }

    String toJson(User user) {
        try {
            return json.writeValueAsString(user);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("User " + user.id() + " cannot be written as JSON", failure);
        }
    }

    User parse(String document) {
        return table.parse(document);
    }

    String getJson(Handle handle, String id) {
        return table.getJson(handle, id);
    }

    Optional<String> passwordHash(Handle handle, String userId) {
        return handle.createQuery("select password_hash from credential where account_id = :id")
                .bind("id", userId)
                .mapTo(String.class)
                .findOne();
    }

    /**
     * Who logs in as that: the user with this e-mail, or else the one whose username it is, with or without a domain
     * behind it (clients of the original send {@code username@something}).
     */
    Optional<User> findByLogin(Handle handle, String login) {
        String wanted = login.toLowerCase(java.util.Locale.ROOT);
        int at = wanted.lastIndexOf('@');
        return handle.createQuery("select document::text from account where email = :login or username = :login "
                        + "or username = :local order by (email = :login) desc, (username = :login) desc limit 1")
                .bind("login", wanted)
                .bind("local", at > 0 ? wanted.substring(0, at) : wanted)
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    /** The user of a session that still lasts. */
    Optional<User> findBySession(Handle handle, String sessionId, String userId) {
        return handle.createQuery("select a.document::text from session s join account a on a.id = s.account_id "
                        + "where s.id = :session and a.id = :user and s.expires > :now::timestamptz")
                .bind("session", sessionId)
                .bind("user", userId)
                .bind("now", clock.instant().toString())
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    boolean none(Handle handle) {
        return !handle.createQuery("select exists (select 1 from account)")
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * @param facilityId only users with a role at that facility
     * @param administratorsToo with a facility: also those with the role ADMINISTRATOR
     */
    List<String> page(Handle handle, ListPage page, @Nullable String facilityId, boolean administratorsToo) {
        return handle.createQuery("select document::text from account where (:after::text is null or id > :after) and "
                        + FACILITY_FILTER + " order by id limit :size")
                .bind("after", page.startAfterId())
                .bind("facility", facilityId)
                .bind("administrators", administratorsToo)
                .bind("size", page.size())
                .mapTo(String.class)
                .list();
    }

    long count(Handle handle, @Nullable String facilityId, boolean administratorsToo) {
        return handle.createQuery("select count(*) from account where " + FACILITY_FILTER)
                .bind("facility", facilityId)
                .bind("administrators", administratorsToo)
                .mapTo(Long.class)
                .one();
    }

    private static final String FACILITY_FILTER =
            "(:facility::text is null or document->'facilityLimitations' @> to_jsonb(:facility::text) "
                    + "or (:administrators::boolean and document->'assignedRoles' @> '[{\"ref\":\"ADMINISTRATOR\"}]'))";

    private static <T> T namingConflicts(java.util.function.Supplier<T> write) {
        try {
            return write.get();
        } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof PSQLException sql && "23505".equals(sql.getSQLState())) {
                boolean email = String.valueOf(sql.getMessage()).contains("account_email_taken");
                throw Rejection.conflict((email ? "email" : "username") + " is taken by another user");
            }
            throw failure;
        }
    }
}
