package io.waybill.application;

import io.waybill.platform.database.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that this run uses: the operator's own, or an embedded one that ends with it. */
record Database(String jdbcUrl, String username, String password, Optional<EmbeddedPostgres> embedded)
        implements AutoCloseable {

    /**
     * @param url the option's value; the environment's WAYBILL_DATABASE_URL stands in for it
     * @param user the option's value; WAYBILL_DATABASE_USER stands in for it
     * @throws CannotStart where the operator's server cannot be used
     */
    static Database open(@Nullable String url, @Nullable String user, Path data, Map<String, String> environment) {
        String chosen = url == null ? environment.get("WAYBILL_DATABASE_URL") : url;
        if (chosen == null || chosen.isBlank()) {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(data.resolve("postgres")));
            return new Database(postgres.jdbcUrl(), postgres.username(), postgres.password(), Optional.of(postgres));
        }
        DatabaseAddress address = DatabaseAddress.parse(chosen)
                .withUser(user == null ? environment.get("WAYBILL_DATABASE_USER") : user)
                .withPassword(environment.get("WAYBILL_DATABASE_PASSWORD"));
        address.requireUsableServer();
        return new Database(address.jdbcUrl(), address.user(), address.password(), Optional.empty());
    }

    /** Runs the action if the embedded server ends although nobody closed it. */
    void onUnexpectedEnd(Runnable action) {
        embedded.ifPresent(postgres -> postgres.onUnexpectedEnd(action));
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "Database[" + jdbcUrl + ", " + username + "]";
    }
}
