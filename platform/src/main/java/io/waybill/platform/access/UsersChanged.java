package io.waybill.platform.access;

import io.waybill.platform.database.Transaction;

/**
 * A user was created, changed or deleted; observed within the same transaction.
 *
 * @param json the user as stored, after the change (before it, when deleted)
 */
public record UsersChanged(Transaction transaction, Kind kind, User user, String json) {
    /** What happened. */
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }
}
