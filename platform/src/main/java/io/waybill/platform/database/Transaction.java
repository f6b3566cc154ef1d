package io.waybill.platform.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * One running database transaction: everything that must become true together goes through the same instance.
 *
 * <p>Used by one thread at a time. Obtained from {@link Database#transaction}; never stored.
 */
public final class Transaction {
    private final Handle handle;
    private final Map<Class<?>, Object> attachments = new HashMap<>();
    private final List<Runnable> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(Handle handle) {
        this.handle = handle;
    }

    /** The connection of this transaction. Do not close it, do not commit on it. */
    public Handle handle() {
        return handle;
    }

    /**
     * Runs the action as the last thing before the commit. Used to write collected rows as one set. Actions run in the
     * order in which they were added; an action may add further ones.
     */
    public void beforeCommit(Runnable action) {
        beforeCommit.add(action);
    }

    /** Runs the action once the commit is durable, never after a rollback. It must be quick and must not throw. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** State that a collaborator keeps for the length of this transaction, created on first use. */
    public <T> T attachment(Class<T> type, Supplier<T> initial) {
        return type.cast(attachments.computeIfAbsent(type, ignored -> initial.get()));
    }

    void runBeforeCommit() {
        for (int next = 0; next < beforeCommit.size(); next++) {
            beforeCommit.get(next).run();
        }
    }

    List<Runnable> afterCommitActions() {
        return afterCommit;
    }
}
