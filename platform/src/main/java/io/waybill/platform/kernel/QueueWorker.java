package io.waybill.platform.kernel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.platform.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes work from a queue that is a table: runs a batch again and again until one finds nothing, then waits until it is
 * woken or the poll interval has passed. What it misses in memory it finds by polling, so waking is only about speed.
 *
 * <p>The batch answers how many items it took. A batch that throws is logged and tried again after the poll interval.
 * Thread-safe.
 */
public final class QueueWorker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(QueueWorker.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Duration pollInterval;
    private final IntSupplier batch;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Counter taken;
    private final Counter failures;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    public QueueWorker(String name, Duration pollInterval, IntSupplier batch, MeterRegistry metrics) {
        this.name = name;
        this.pollInterval = pollInterval;
        this.batch = batch;
        this.taken = metrics.counter("waybill.queue.taken", "queue", name);
        this.failures = metrics.counter("waybill.queue.failures", "queue", name);
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("queue-" + name).start(this::run);
        }
    }

    /** There may be work now. Cheap; call it after the commit that wrote the work. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Lets the running batch end, waits for it, and takes nothing more. */
    @Override
    public void close() {
        stopping = true;
        wakeUps.release();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            try {
                if (!running.join(STOP_PATIENCE)) {
                    LOG.warnf(
                            "Queue %s is still busy after %s; what it holds is taken over after a restart",
                            name, STOP_PATIENCE);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!stopping) {
            int count = 0;
            try {
                count = batch.getAsInt();
                taken.increment(count);
            } catch (DatabaseUnavailable away) {
                // Said in the log once, by the database's own class; here it would be said at every poll.
                failures.increment();
                LOG.debugf(away, "Queue %s waits for the database", name);
            } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError failure) {
                // Whatever it was: a queue that nobody works on any more is worse.
                failures.increment();
                LOG.errorf(failure, "Queue %s failed a batch; it is tried again", name);
            }
            if (count == 0 && !stopping) {
                waitForWork();
            }
        }
    }

    private void waitForWork() {
        try {
            if (wakeUps.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
