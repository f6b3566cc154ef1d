package io.waybill.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is checked and set up at every start, before Waybill's first own statement. */
final class ServerChecks {
    private ServerChecks() {}

    /** Asks the server itself: a setting on its command line can still be overruled for one role or one database. */
    static void requireDurableSettings(PostgresServer server, String database, String username, String password) {
        try (Connection connection = server.connect(database, username, password);
                Statement statement = connection.createStatement()) {
            for (String name : EmbeddedPostgres.DURABLE) {
                String value = single(statement, "show " + name);
                if (!"on".equals(value)) {
                    throw new EmbeddedPostgresException("PostgreSQL runs with " + name + " = " + value
                            + "; committed data could be lost, so Waybill does not start");
                }
            }
        } catch (SQLException e) {
            throw new EmbeddedPostgresException("Cannot check the database: " + e.getMessage(), e);
        }
    }

    /** The application's role is no superuser: a fault in Waybill must not become a fault of the whole server. */
    static void createRoleAndDatabase(PostgresServer server, String administrator, String name, String password) {
        try (Connection connection = server.connect("postgres", administrator, password);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute(createRole(connection, name, password));
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + name + " owner " + name);
            }
        } catch (SQLException e) {
            throw new EmbeddedPostgresException("Cannot create the database: " + e.getMessage(), e);
        }
        requireDurableSettings(server, name, name, password);
    }

    private static String createRole(Connection connection, String name, String password) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select format('create role %I login password %L', ?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, password);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
