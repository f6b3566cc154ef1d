package io.waybill.platform.kernel;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Durable timers: rows of the transaction that sets them, carried out by whichever node comes first (db-scheduler).
 * Times are those of the injected clock; a timer is late by at most the poll interval when a node is up.
 *
 * <p>Thread-safe; a transaction is not.
 */
@ApplicationScoped
public class Timers {
    private static final int THREADS = 4;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Clock clock;
    private final List<TimerHandler> handlers;
    private final Duration pollInterval;
    private @Nullable Scheduler scheduler;

    /** @param pollInterval How often to look for timers that are due. */
    Timers(
            DataSource dataSource,
            Database database,
            Clock clock,
            MeterRegistry metrics,
            @All List<TimerHandler> handlers,
            @ConfigProperty(name = "waybill.timers.poll-interval", defaultValue = "PT1S") Duration pollInterval) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.handlers = handlers;
        this.pollInterval = pollInterval;
        new QueueGauges(database, clock, metrics).register("timers", List.of("DUE", "SET"), Timers::depths);
    }

    private static List<QueueGauges.Depth> depths(Handle handle, Instant now) {
        return handle.createQuery("select case when execution_time <= :now::timestamptz then 'DUE' else 'SET' end, "
                        + "count(*), min(execution_time) from scheduled_tasks group by 1")
                .bind("now", now.toString())
                .map((row, context) -> new QueueGauges.Depth(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    /**
     * Sets a timer, if the transaction commits. One with the same name and id that is still set stays as it is.
     *
     * @param name of a {@link TimerHandler}
     * @param id what the timer is about
     * @param at when; a time that has passed means at once
     * @param data handed to the handler
     */
    public void schedule(Transaction transaction, String name, String id, Instant at, String data) {
        transaction
                .attachment(Collected.class, () -> {
                    Collected collected = new Collected();
                    transaction.beforeCommit(() -> write(transaction, collected.timers));
                    transaction.afterCommit(this::look);
                    return collected;
                })
                .timers
                .add(new Timer(name, id, at, data));
    }

    /** What is due already need not wait for the next poll, nor for a clock that was set back meanwhile. */
    private void look() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    /** The rows are those of db-scheduler's table, whose columns are its public contract. */
    private static void write(Transaction transaction, List<Timer> timers) {
        transaction
                .handle()
                .createUpdate("insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, "
                        + "picked, version) select r.name, r.id, convert_to(r.data, 'UTF8'), r.at, false, 1 "
                        + "from unnest(:names::text[], :ids::text[], :data::text[], :times::timestamptz[]) "
                        + "as r(name, id, data, at) on conflict (task_name, task_instance) do nothing")
                .bindArray(
                        "names", String.class, timers.stream().map(Timer::name).toArray())
                .bindArray("ids", String.class, timers.stream().map(Timer::id).toArray())
                .bindArray(
                        "data", String.class, timers.stream().map(Timer::data).toArray())
                .bindArray(
                        "times",
                        String.class,
                        timers.stream().map(timer -> timer.at().toString()).toArray())
                .execute();
    }

    void start(@Observes StartupEvent event) {
        List<Task<?>> tasks = new ArrayList<>();
        handlers.forEach(handler -> tasks.add(task(handler)));
        Scheduler started = Scheduler.create(dataSource, tasks)
                .clock(clock::instant)
                .serializer(new TextSerializer())
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .pollUsingLockAndFetch(0.5, 2.0)
                .pollingInterval(pollInterval)
                .threads(THREADS)
                .shutdownMaxWait(STOP_PATIENCE)
                .build();
        started.start();
        scheduler = started;
    }

    void stop(@Observes ShutdownEvent event) {
        Scheduler running = scheduler;
        if (running != null) {
            running.stop();
        }
    }

    private static Task<String> task(TimerHandler handler) {
        return Tasks.custom(handler.timer(), String.class)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(5)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    Instant again = handler.due(instance.getId(), instance.getData());
                    return again == null
                            ? new CompletionHandler.OnCompleteRemove<>()
                            : (complete, operations) -> operations.reschedule(complete, again);
                });
    }

    private record Timer(String name, String id, Instant at, String data) {}

    private static final class Collected {
        final List<Timer> timers = new ArrayList<>();
    }

    /** Data of timers are texts, stored as UTF-8. */
    private static final class TextSerializer implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return ((String) data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] stored) {
            return type.cast(new String(stored, StandardCharsets.UTF_8));
        }
    }
}
