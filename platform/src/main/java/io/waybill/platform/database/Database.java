package io.waybill.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The way to PostgreSQL: transactions with bounded retries, and plain reads.
 *
 * <p>Thread-safe. Transactions run at READ COMMITTED; a serialization failure (40001) or deadlock (40P01) rolls back
 * and runs the work again, at most {@value #ATTEMPTS} times in all, with jitter. So the work must not have effects
 * outside the database, other than through {@link Transaction#afterCommit}.
 */
@ApplicationScoped
public class Database {
    static final int ATTEMPTS = 5;
    private static final Logger LOG = Logger.getLogger(Database.class);

    private final Jdbi jdbi;
    private final Counter retries;

    public Database(DataSource dataSource, MeterRegistry metrics) {
        this.jdbi = Jdbi.create(dataSource);
        Counter statements = Counter.builder("waybill.database.statements")
                .description("Statements sent to the database")
                .register(metrics);
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.increment();
            }
        });
        this.retries = Counter.builder("waybill.database.transaction.retries")
                .description("Transactions run again after a serialization failure or a deadlock")
                .register(metrics);
    }

    /** Runs the work in a transaction and answers its result once the commit is durable. */
    public <T extends @Nullable Object> T transaction(Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (RuntimeException failure) {
                if (attempt == ATTEMPTS || !isTransient(failure)) {
                    throw failure;
                }
                retries.increment();
                pause(attempt);
            }
        }
    }

    /** As {@link #transaction}, for work without a result. */
    public void inTransaction(Consumer<Transaction> work) {
        transaction(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /** Reads on one connection, outside a transaction: each statement sees what is committed when it starts. */
    public <T extends @Nullable Object> T read(Function<Handle, T> work) {
        try (Handle handle = jdbi.open()) {
            return work.apply(handle);
        }
    }

    private <T extends @Nullable Object> T once(Function<Transaction, T> work) {
        Transaction transaction;
        T result;
        try (Handle handle = jdbi.open()) {
            handle.begin();
            transaction = new Transaction(handle);
            try {
                for (Consumer<Transaction> companion : CommitCompanions.current()) {
                    transaction.beforeCommit(() -> companion.accept(transaction));
                }
                result = work.apply(transaction);
                transaction.runBeforeCommit();
                handle.commit();
            } catch (Throwable failure) {
                rollback(handle, failure);
                throw failure;
            }
        }
        for (Runnable action : transaction.afterCommitActions()) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                LOG.error("An action after a commit failed; what it would have started is found by its poll", failure);
            }
        }
        return result;
    }

    private static void rollback(Handle handle, Throwable cause) {
        try {
            handle.rollback();
        } catch (RuntimeException failure) {
            cause.addSuppressed(failure);
        }
    }

    private static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 20L << attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to run a transaction again", interrupted);
        }
    }
}
