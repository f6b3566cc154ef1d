package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Requests that carried an {@code Idempotency-Key}, and their answers. A key belongs to one caller and one path.
 *
 * <p>What is guaranteed: the mark that a request took effect is committed by the transaction of the effect itself, so no
 * crash leaves an effect that a repeat would double. Between that commit and the stored answer there is a gap: a repeat
 * after a crash in it is told that the request took effect and that its answer is lost. Thread-safe.
 */
@ApplicationScoped
class IdempotencyKeys {
    static final Duration KEPT = Duration.ofHours(24);
    /** How long an attempt may take before another may act in its place. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;

    IdempotencyKeys(Database database, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Which request it is. */
    record Key(String caller, String path, String key) {
        Map<String, String> columns() {
            return Map.of("caller", caller, "path", path, "key", key);
        }
    }

    /** What to do with a request. */
    sealed interface Claim {
        /** It is new, or its earlier attempts had no effect: carry it out as this owner. */
        record Act(Key key, String owner) implements Claim {}

        /** It was carried out: answer this. */
        record Answer(
                int status,
                @Nullable String location,
                @Nullable String mediaType,
                @Nullable String body) implements Claim {}

        /** It is being carried out right now. */
        record Running() implements Claim {}

        /** It took effect, but the node died before the answer was stored. */
        record AnswerLost() implements Claim {}
    }

    /** @throws Rejection 422 when the key was used with another body */
    Claim claim(Key key, byte[] bodyHash) {
        return database.transaction(transaction -> {
            Instant now = clock.instant();
            String owner = identifiers.next();
            if (take(transaction.handle(), key, bodyHash, owner, now)) {
                return new Claim.Act(key, owner);
            }
            Stored stored = find(transaction.handle(), key)
                    .orElseThrow(() -> Rejection.conflict("The Idempotency-Key was just removed; try again"));
            if (!Arrays.equals(stored.bodyHash(), bodyHash)) {
                throw Rejection.ruleBroken("The Idempotency-Key was used with another body before");
            }
            return switch (stored.state()) {
                case "ANSWERED" -> stored.answer();
                case "EFFECTIVE" -> stored.leaseUntil().isAfter(now) ? new Claim.Running() : new Claim.AnswerLost();
                default -> new Claim.Running();
            };
        });
    }

    /**
     * Part of the transaction that has the effect.
     *
     * @throws Rejection 409 when the lease was lost, which rolls the effect back
     */
    void markEffective(Transaction transaction, Claim.Act claim) {
        int marked = transaction
                .handle()
                .createUpdate("update idempotency_key set state = 'EFFECTIVE' where caller = :caller and path = :path "
                        + "and key = :key and owner = :owner")
                .bindMap(claim.key().columns())
                .bind("owner", claim.owner())
                .execute();
        if (marked == 0) {
            throw Rejection.conflict("The request took too long, and another one with its Idempotency-Key took over");
        }
    }

    void answered(Claim.Act claim, Claim.Answer answer) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("update idempotency_key set state = 'ANSWERED', status = :status, location = :location, "
                        + "media_type = :mediaType, body = :body where caller = :caller and path = :path "
                        + "and key = :key and owner = :owner")
                .bindMap(claim.key().columns())
                .bind("owner", claim.owner())
                .bind("status", answer.status())
                .bind("location", answer.location())
                .bind("mediaType", answer.mediaType())
                .bind("body", answer.body())
                .execute());
    }

    /** It failed in a way that a repeat may get over: gives the key back, unless the request took effect. */
    void failed(Claim.Act claim) {
        database.inTransaction(transaction -> {
            transaction
                    .handle()
                    .createUpdate("delete from idempotency_key where caller = :caller and path = :path "
                            + "and key = :key and owner = :owner and state = 'RUNNING'")
                    .bindMap(claim.key().columns())
                    .bind("owner", claim.owner())
                    .execute();
            transaction
                    .handle()
                    .createUpdate("update idempotency_key set lease_until = :now::timestamptz where caller = :caller "
                            + "and path = :path and key = :key and owner = :owner and state = 'EFFECTIVE'")
                    .bindMap(claim.key().columns())
                    .bind("owner", claim.owner())
                    .bind("now", clock.instant().toString())
                    .execute();
        });
    }

    private static boolean take(Handle handle, Key key, byte[] bodyHash, String owner, Instant now) {
        return handle.createQuery("insert into idempotency_key as k (caller, path, key, body_hash, owner, state, "
                        + "lease_until, created) values (:caller, :path, :key, :hash, :owner, 'RUNNING', "
                        + ":lease::timestamptz, :now::timestamptz) on conflict (caller, path, key) do update set "
                        + "body_hash = excluded.body_hash, owner = excluded.owner, state = 'RUNNING', "
                        + "lease_until = excluded.lease_until, created = excluded.created, status = null, "
                        + "location = null, media_type = null, body = null "
                        + "where k.created < :forgotten::timestamptz or (k.state = 'RUNNING' "
                        + "and k.lease_until < :now::timestamptz and k.body_hash = excluded.body_hash) returning owner")
                .bindMap(key.columns())
                .bind("hash", bodyHash)
                .bind("owner", owner)
                .bind("lease", now.plus(LEASE).toString())
                .bind("now", now.toString())
                .bind("forgotten", now.minus(KEPT).toString())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private static Optional<Stored> find(Handle handle, Key key) {
        return handle.createQuery(
                        "select * from idempotency_key where caller = :caller and path = :path and key = :key")
                .bindMap(key.columns())
                .map((row, context) -> new Stored(
                        row.getBytes("body_hash"),
                        row.getString("state"),
                        row.getTimestamp("lease_until").toInstant(),
                        new Claim.Answer(
                                row.getInt("status"),
                                row.getString("location"),
                                row.getString("media_type"),
                                row.getString("body"))))
                .findOne();
    }

    private record Stored(byte[] bodyHash, String state, Instant leaseUntil, Claim.Answer answer) {}
}
