package io.waybill.platform.kernel;

import java.util.function.Supplier;
import org.postgresql.util.PSQLException;

/**
 * A unique constraint or index of the database, and what its violation means to a client. The database decides what is
 * taken; looking first would be a race.
 *
 * @param name of the constraint or index
 */
public record UniqueConstraint(String name) {
    private static final String UNIQUE_VIOLATION = "23505";

    /** Runs the write; throws the rejection when it violates this constraint. The transaction is then of no more use. */
    public <T> T guard(Supplier<T> write, Supplier<Rejection> rejection) {
        try {
            return write.get();
        } catch (RuntimeException failure) {
            if (violates(failure)) {
                throw rejection.get();
            }
            throw failure;
        }
    }

    private boolean violates(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql
                    && UNIQUE_VIOLATION.equals(sql.getSQLState())
                    && sql.getServerErrorMessage() != null
                    && name.equals(sql.getServerErrorMessage().getConstraint())) {
                return true;
            }
        }
        return false;
    }
}
