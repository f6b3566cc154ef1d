package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sign-ins that were begun and are at the identity provider now. Thread-safe. */
@ApplicationScoped
class ExternalSignIns {
    /** How long somebody may take at the provider. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;

    ExternalSignIns(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What has to be known again when somebody comes back.
     *
     * @param codeVerifier of PKCE
     * @param then path to go on with
     */
    record Attempt(String provider, String nonce, String codeVerifier, String then) {}

    void begin(String state, Attempt attempt) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("insert into external_sign_in (hash, provider, nonce, code_verifier, then_path, expires) "
                        + "values (:hash, :provider, :nonce, :verifier, :then, :expires::timestamptz)")
                .bind("hash", Sessions.hash(state))
                .bind("provider", attempt.provider())
                .bind("nonce", attempt.nonce())
                .bind("verifier", attempt.codeVerifier())
                .bind("then", attempt.then())
                .bind("expires", clock.instant().plus(PATIENCE).toString())
                .execute());
    }

    /** The attempt with that state, which nobody can take again; empty when it was taken, took too long or never was. */
    Optional<Attempt> take(String state) {
        Instant now = clock.instant();
        return database.transaction(transaction -> transaction
                .handle()
                .createQuery("delete from external_sign_in where hash = :hash and expires > :now::timestamptz "
                        + "returning provider, nonce, code_verifier, then_path")
                .bind("hash", Sessions.hash(state))
                .bind("now", now.toString())
                .map((row, context) ->
                        new Attempt(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .findOne());
    }
}
