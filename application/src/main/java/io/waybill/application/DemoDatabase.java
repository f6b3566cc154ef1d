package io.waybill.application;

import io.waybill.platform.database.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The demo's database: on an embedded PostgreSQL, which keeps its files, but empty at every start. It is a schema of its
 * own; what an earlier demo left there is dropped, and no other schema on that server is touched.
 */
record DemoDatabase(EmbeddedPostgres server, String jdbcUrl) implements AutoCloseable {
    private static final String SCHEMA = "waybill_demo";

    static DemoDatabase create(Path data) {
        EmbeddedPostgres server = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(data.resolve("postgres")));
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + SCHEMA + " cascade");
            statement.execute("create schema " + SCHEMA);
            String url = server.jdbcUrl();
            return new DemoDatabase(server, url + (url.contains("?") ? "&" : "?") + "currentSchema=" + SCHEMA);
        } catch (SQLException e) {
            server.close();
            throw new CannotStart("Cannot prepare the demo's database: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
