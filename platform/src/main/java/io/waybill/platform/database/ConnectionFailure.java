package io.waybill.platform.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;

/** Tells failures of the way to the database from failures of what was asked of it. */
final class ConnectionFailure {
    /**
     * States of PostgreSQL (appendix A of its manual) under which the same request can succeed a moment later: the server
     * stops, crashed, starts, is a standby, or is out of connections, memory or disk.
     */
    private static final Set<String> STATES =
            Set.of("57P01", "57P02", "57P03", "57P05", "25006", "53000", "53100", "53200", "53300");

    /** Connection exceptions, also those that the driver finds itself. */
    private static final String CLASS = "08";

    private ConnectionFailure() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // Whatever kept a connection from being opened, the pool's own time limit included.
            if (cause instanceof ConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                if (state.startsWith(CLASS) || STATES.contains(state)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether another connection is worth a try at once: this one was open and broke. Not when none could be opened, and
     * not when the server was silent for as long as anybody can wait.
     */
    static boolean isOfOneConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException || cause instanceof SocketTimeoutException) {
                return false;
            }
        }
        return true;
    }

    /** Whether no connection was free in time, which says nothing of the server. */
    static boolean isOfThePool(Throwable failure) {
        return String.valueOf(root(failure).getMessage()).contains("Sorry, acquisition timeout");
    }

    /** One line for the log. */
    static String reason(Throwable failure) {
        Throwable root = root(failure);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
