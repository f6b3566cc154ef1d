package io.waybill.platform.database;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
 *
 * <p>A connection that turns out to be broken (the server was restarted) is replaced and the work run again, unless the
 * commit was already sent. A database that is away is a {@link DatabaseUnavailable}, after a few seconds at most: the
 * limits are those of the connection pool and the driver, see {@code microprofile-config.properties}.
 */
@ApplicationScoped
public class Database {
    static final int ATTEMPTS = 5;

    /** How often work is run in all when its connection breaks: two for connections that were stale, then it is the server. */
    private static final int CONNECTIONS = 3;

    /** How often somebody tries whether a database that was away is back. */
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);

    private static final Logger LOG = Logger.getLogger(Database.class);

    private final @Nullable AgroalDataSource pool;
    private final Jdbi jdbi;
    private final Counter retries;
    private final Counter brokenConnections;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong nextLook = new AtomicLong();

    public Database(DataSource dataSource, MeterRegistry metrics) {
        this.pool = dataSource instanceof AgroalDataSource agroal ? agroal : null;
        this.jdbi = Jdbi.create(dataSource).registerArrayType(TypedArray::of);
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
        this.brokenConnections = Counter.builder("waybill.database.connection.failures")
                .description("Times the database could not be reached, or a connection to it broke")
                .register(metrics);
    }

    /**
     * Runs the work in a transaction and answers its result once the commit is durable.
     *
     * @throws DatabaseUnavailable when the database is away
     */
    public <T extends @Nullable Object> T transaction(Function<Transaction, T> work) {
        return connected(() -> serialized(work));
    }

    /** As {@link #transaction}, for work without a result. */
    public void inTransaction(Consumer<Transaction> work) {
        transaction(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /**
     * Reads on one connection, outside a transaction: each statement sees what is committed when it starts.
     *
     * @throws DatabaseUnavailable when the database is away
     */
    public <T extends @Nullable Object> T read(Function<Handle, T> work) {
        return connected(() -> {
            try (Handle handle = jdbi.open()) {
                return work.apply(handle);
            }
        });
    }

    /** Runs the work anew on another connection when the one it had is broken. */
    private <T extends @Nullable Object> T connected(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            if (away.get() && !mayLook()) {
                throw new DatabaseUnavailable("The database could not be reached a moment ago", false, null);
            }
            try {
                T result = work.get();
                if (away.compareAndSet(true, false)) {
                    LOG.info("The database answers again");
                }
                return result;
            } catch (DatabaseUnavailable inCommit) {
                forgetIdleConnections();
                throw inCommit;
            } catch (RuntimeException failure) {
                if (!ConnectionFailure.is(failure)) {
                    throw failure;
                }
                forgetIdleConnections();
                if (attempt == CONNECTIONS || !ConnectionFailure.isOfOneConnection(failure)) {
                    noteAbsence(failure);
                    throw new DatabaseUnavailable("The database cannot be reached", false, failure);
                }
            }
        }
    }

    /** What broke one connection has most likely broken those that lie idle in the pool as well. */
    private void forgetIdleConnections() {
        brokenConnections.increment();
        if (pool != null) {
            pool.flush(AgroalDataSource.FlushMode.IDLE);
        }
    }

    /** From now on requests are refused at once, so that they do not pile up waiting, and one at a time has a look. */
    private void noteAbsence(RuntimeException failure) {
        if (ConnectionFailure.isOfThePool(failure)) {
            // All connections are at work: too much to do is no reason to do nothing.
            return;
        }
        nextLook.set(System.nanoTime() + LOOK_INTERVAL.toNanos());
        if (away.compareAndSet(false, true)) {
            LOG.warnf("The database cannot be reached: %s", ConnectionFailure.reason(failure));
        }
    }

    private boolean mayLook() {
        long now = System.nanoTime();
        long next = nextLook.get();
        return now - next >= 0 && nextLook.compareAndSet(next, now + LOOK_INTERVAL.toNanos());
    }

    private <T extends @Nullable Object> T serialized(Function<Transaction, T> work) {
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
                commit(handle);
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

    private static void commit(Handle handle) {
        try {
            handle.commit();
        } catch (RuntimeException failure) {
            if (ConnectionFailure.is(failure)) {
                throw new DatabaseUnavailable("The connection broke during a commit", true, failure);
            }
            throw failure;
        }
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
