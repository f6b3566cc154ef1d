package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.PbkdfKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The RSA keys that sign ID tokens: made at the first start, kept in the database, shared by all nodes. The newest
 * signs; older ones still verify until no token of theirs can be valid any more. Thread-safe.
 */
@ApplicationScoped
class SigningKeys {
    private static final int BITS = 2048;
    private static final long LOCK = 0x77_61_79_6B_65_79L;
    private static final Duration REREAD = Duration.ofMinutes(1);
    private static final Duration REREAD_FOR_UNKNOWN = Duration.ofSeconds(2);

    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;
    private final TokenSettings settings;
    private final AtomicReference<@Nullable Loaded> loaded = new AtomicReference<>();
    private final AtomicBoolean reading = new AtomicBoolean();

    SigningKeys(Database database, Identifiers identifiers, Clock clock, TokenSettings settings) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
        this.settings = settings;
    }

    /** Makes the first key if there is none, and encrypts keys that lie in the clear when a passphrase is set. */
    void prepare() {
        database.inTransaction(transaction -> {
            lock(transaction);
            List<Row> rows = rows(transaction.handle());
            if (rows.isEmpty()) {
                create(transaction);
            } else if (settings.keyPassphrase().isPresent()) {
                for (Row row : rows) {
                    if (isClear(row.privateKey())) {
                        transaction
                                .handle()
                                .createUpdate("update signing_key set private_key = :protected where id = :id")
                                .bind("protected", protect(row.privateKey()))
                                .bind("id", row.id())
                                .execute();
                    }
                }
            }
        });
        reload();
    }

    /** Makes a new key that signs from now on, and drops those whose tokens have all expired. Answers its id. */
    String rotate() {
        String id = database.transaction(transaction -> {
            lock(transaction);
            // A key may have been replaced only now: its last token lives as long as a token does.
            transaction
                    .handle()
                    .createUpdate("delete from signing_key k where exists (select 1 from signing_key newer "
                            + "where newer.created > k.created and newer.created < :replacedBefore::timestamptz)")
                    .bind(
                            "replacedBefore",
                            clock.instant()
                                    .minus(settings.lifetime())
                                    .minus(REREAD)
                                    .toString())
                    .execute();
            return create(transaction);
        });
        reload();
        return id;
    }

    /** The key that signs. */
    RsaJsonWebKey signing() {
        return current().signing();
    }

    /** The key with that id; null when there is none. Asks the database for ids not seen yet, at a bounded rate. */
    @Nullable
    RsaJsonWebKey verifying(String id) {
        Loaded keys = current();
        RsaJsonWebKey key = keys.byId().get(id);
        if (key == null && keys.at().plus(REREAD_FOR_UNKNOWN).isBefore(clock.instant())) {
            key = reload().byId().get(id);
        }
        return key;
    }

    /** The keys whose tokens are accepted, the one that signs first. */
    List<SigningKeysResource.Key> known(Handle handle) {
        List<SigningKeysResource.Key> known = new ArrayList<>();
        handle.createQuery("select id, created from signing_key order by created desc, id desc")
                .map((row, context) -> new SigningKeysResource.Key(
                        row.getString(1), row.getTimestamp(2).toInstant(), row.getRow() == 1))
                .forEach(known::add);
        return known;
    }

    /** The public keys as a JWK set. */
    String published() {
        return new JsonWebKeySet(List.copyOf(current().byId().values())).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** One thread at a time reads again; the others go on with what is known. */
    private Loaded current() {
        Loaded keys = loaded.get();
        if (keys == null) {
            return reload();
        }
        if (keys.at().plus(REREAD).isBefore(clock.instant()) && reading.compareAndSet(false, true)) {
            try {
                return reload();
            } finally {
                reading.set(false);
            }
        }
        return keys;
    }

    private Loaded reload() {
        List<Row> rows = database.read(SigningKeys::rows);
        if (rows.isEmpty()) {
            throw new IllegalStateException("There is no signing key in the database");
        }
        Map<String, RsaJsonWebKey> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), read(row.publicKey())));
        Row newest = rows.getLast();
        Loaded before = loaded.get();
        // Decrypting takes long on purpose, so it is done once for each key.
        RsaJsonWebKey signing =
                before != null && newest.id().equals(before.signing().getKeyId())
                        ? before.signing()
                        : read(reveal(newest.privateKey()));
        Loaded keys = new Loaded(signing, Map.copyOf(byId), clock.instant());
        loaded.set(keys);
        return keys;
    }

    private String create(Transaction transaction) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(BITS);
            key.setKeyId(identifiers.next());
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            transaction
                    .handle()
                    .createUpdate("insert into signing_key (id, created, public_key, private_key) "
                            + "values (:id, :now::timestamptz, :public, :private)")
                    .bind("id", key.getKeyId())
                    .bind("now", clock.instant().toString())
                    .bind("public", key.toJson(OutputControlLevel.PUBLIC_ONLY))
                    .bind("private", protect(key.toJson(OutputControlLevel.INCLUDE_PRIVATE)))
                    .execute();
            return key.getKeyId();
        } catch (JoseException failure) {
            throw new IllegalStateException("No signing key can be made", failure);
        }
    }

    private String protect(String jwk) {
        if (settings.keyPassphrase().isEmpty()) {
            return jwk;
        }
        try {
            JsonWebEncryption encryption = encryption(settings.keyPassphrase().get());
            encryption.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.PBES2_HS512_A256KW);
            encryption.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
            encryption.setPayload(jwk);
            return encryption.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException("The signing key cannot be encrypted", failure);
        }
    }

    private String reveal(String stored) {
        if (isClear(stored)) {
            return stored;
        }
        String passphrase = settings.keyPassphrase()
                .orElseThrow(() -> new IllegalStateException("The signing keys in the database are encrypted: "
                        + "waybill.tokens.key-passphrase (WAYBILL_TOKENS_KEY_PASSPHRASE) must be set"));
        try {
            JsonWebEncryption encryption = encryption(passphrase);
            encryption.setCompactSerialization(stored);
            return encryption.getPayload();
        } catch (JoseException failure) {
            throw new IllegalStateException(
                    "The signing key in the database cannot be decrypted with waybill.tokens.key-passphrase", failure);
        }
    }

    private static JsonWebEncryption encryption(String passphrase) {
        JsonWebEncryption encryption = new JsonWebEncryption();
        encryption.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.PBES2_HS512_A256KW));
        encryption.setKey(new PbkdfKey(passphrase));
        return encryption;
    }

    private static boolean isClear(String stored) {
        return stored.startsWith("{");
    }

    private static RsaJsonWebKey read(String jwk) {
        try {
            return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException failure) {
            throw new IllegalStateException("A signing key in the database cannot be read", failure);
        }
    }

    private static void lock(Transaction transaction) {
        transaction
                .handle()
                .createQuery("select pg_advisory_xact_lock(:lock)::text")
                .bind("lock", LOCK)
                .mapTo(String.class)
                .one();
    }

    private static List<Row> rows(Handle handle) {
        return handle.createQuery("select id, public_key, private_key from signing_key order by created, id")
                .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    private record Row(String id, String publicKey, String privateKey) {}

    private record Loaded(RsaJsonWebKey signing, Map<String, RsaJsonWebKey> byId, Instant at) {}
}
