package io.waybill.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the operator's own PostgreSQL is and who connects.
 *
 * @param jdbcUrl without credentials
 * @param user empty where the server decides
 * @param password empty where the server wants none
 */
record DatabaseAddress(String jdbcUrl, String user, String password) {
    private static final String JDBC = "jdbc:postgresql:";
    private static final int OLDEST_VERSION = 15;
    private static final String EXPECTED =
            "the database address must look like postgresql://user@host:5432/name or jdbc:postgresql://host:5432/name";

    /** Reads PostgreSQL's own form of an address as well as JDBC's. */
    static DatabaseAddress parse(String address) {
        if (address.startsWith(JDBC)) {
            if (address.matches("(?i).*[?&](user|password)=.*")) {
                // Such an address would end up in logs.
                throw new CannotStart("Put user and password into WAYBILL_DATABASE_USER and WAYBILL_DATABASE_PASSWORD,"
                        + " not into the jdbc: address");
            }
            return new DatabaseAddress(address, "", "");
        }
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw new CannotStart("Not a database address: " + EXPECTED, e);
        }
        String scheme = String.valueOf(uri.getScheme());
        String path = uri.getRawPath();
        if (!scheme.equals("postgresql") && !scheme.equals("postgres")
                || uri.getHost() == null
                || path == null
                || path.length() < 2) {
            throw new CannotStart("Not a database address: " + EXPECTED);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String userInfo = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        int colon = userInfo.indexOf(':');
        return new DatabaseAddress(
                JDBC + "//" + uri.getHost() + port + path + query,
                colon < 0 ? userInfo : userInfo.substring(0, colon),
                colon < 0 ? "" : userInfo.substring(colon + 1));
    }

    DatabaseAddress withUser(@Nullable String newUser) {
        return newUser == null ? this : new DatabaseAddress(jdbcUrl, newUser, password);
    }

    DatabaseAddress withPassword(@Nullable String newPassword) {
        return newPassword == null ? this : new DatabaseAddress(jdbcUrl, user, newPassword);
    }

    /** @throws CannotStart if the server does not answer, refuses the account, or is too old */
    void requireUsableServer() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "10");
        try (Connection connection = DriverManager.getConnection(jdbcUrl, properties);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show server_version_num")) {
            result.next();
            requireVersion(result.getInt(1));
        } catch (SQLException e) {
            throw new CannotStart("Cannot use the database " + jdbcUrl + ": " + e.getMessage(), e);
        }
    }

    /** @param versionNumber as PostgreSQL counts: 150004 is 15.4 */
    static void requireVersion(int versionNumber) {
        int major = versionNumber / 10_000;
        if (major < OLDEST_VERSION) {
            throw new CannotStart("The database is PostgreSQL " + major + "; Waybill needs PostgreSQL " + OLDEST_VERSION
                    + " or later");
        }
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "DatabaseAddress[" + jdbcUrl + ", " + user + "]";
    }
}
