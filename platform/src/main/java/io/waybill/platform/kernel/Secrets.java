package io.waybill.platform.kernel;

import io.quarkus.runtime.StartupEvent;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.keys.AesKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what the database must not hold in the clear (JWE, AES-256-GCM). The key stands outside the database, so a
 * copy of the database alone gives nothing away. The database remembers which key it was, so that a node with another
 * one does not add secrets that the others cannot read.
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class Secrets {
    private static final Logger LOG = Logger.getLogger(Secrets.class);
    private static final int KEY_BYTES = 32;
    private static final String OWNER = "sub";
    private static final String REMEDY =
            ": set waybill.secrets.key or waybill.secrets.key-file to the key that they were "
                    + "encrypted with, or store them anew after \"delete from carrier_credentials; delete from secret_key\"";

    private final SecretSettings settings;
    private final Database database;
    private final Clock clock;
    private @Nullable Key loaded;

    public Secrets(SecretSettings settings, Database database, Clock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /** Says at the start, rather than when a carrier is asked for a label, that the key is missing or another one. */
    void check(@Observes StartupEvent start) {
        Optional<Key> key = existing();
        database.read(Secrets::remembered).ifPresent(used -> {
            if (key.isEmpty()) {
                LOG.errorf("The key of the secrets in the database is missing (%s does not exist)%s", file(), REMEDY);
            } else if (!key.get().id().equals(used)) {
                LOG.errorf("The secrets in the database were encrypted with another key than this node has%s", REMEDY);
            }
        });
    }

    /**
     * Encrypts a secret.
     *
     * @param owner what the secret belongs to; it cannot be opened as a secret of anything else
     * @throws IllegalStateException when the database knows another key than this node
     */
    public String seal(Transaction transaction, String owner, String secret) {
        Key key = existing().orElseGet(this::create);
        transaction
                .handle()
                .createUpdate(
                        "insert into secret_key (id, created) values (:id, :now::timestamptz) on conflict do nothing")
                .bind("id", key.id())
                .bind("now", clock.instant().toString())
                .execute();
        requireUsed(transaction.handle(), key);
        JsonWebEncryption encryption = new JsonWebEncryption();
        encryption.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
        encryption.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
        encryption.setKeyIdHeaderValue(key.id());
        encryption.setHeader(OWNER, owner);
        encryption.setKey(key.value());
        encryption.setPayload(secret);
        try {
            return encryption.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException("A secret cannot be encrypted", failure);
        }
    }

    /**
     * The secret that {@link #seal} encrypted.
     *
     * @throws IllegalStateException when the key is missing or another one, or the text was changed or belongs to another
     *     owner
     */
    public String open(String owner, String encrypted) {
        Key key = existing().orElseThrow(() -> new IllegalStateException("The key of the secrets is missing" + REMEDY));
        JsonWebEncryption encryption = new JsonWebEncryption();
        encryption.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.DIRECT));
        encryption.setContentEncryptionAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM));
        encryption.setKey(key.value());
        try {
            encryption.setCompactSerialization(encrypted);
            String secret = encryption.getPayload();
            if (!owner.equals(encryption.getHeader(OWNER))) {
                throw new IllegalStateException("The secret of " + owner + " belongs to something else");
            }
            return secret;
        } catch (JoseException failure) {
            throw new IllegalStateException("The secret of " + owner + " cannot be decrypted" + REMEDY, failure);
        }
    }

    private static void requireUsed(Handle handle, Key key) {
        if (!remembered(handle).equals(Optional.of(key.id()))) {
            throw new IllegalStateException("Other secrets in the database were encrypted with another key" + REMEDY);
        }
    }

    private static Optional<String> remembered(Handle handle) {
        return handle.createQuery("select id from secret_key")
                .mapTo(String.class)
                .findOne();
    }

    /** The key that is configured or in the file; empty when there is neither. */
    private synchronized Optional<Key> existing() {
        if (loaded == null) {
            if (settings.key().isPresent()) {
                loaded = Key.of(settings.key().get(), "waybill.secrets.key");
            } else if (Files.exists(file())) {
                loaded = read();
            }
        }
        return Optional.ofNullable(loaded);
    }

    private Key read() {
        try {
            return Key.of(Files.readString(file(), StandardCharsets.US_ASCII).strip(), file().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException("The key of the secrets cannot be read", failure);
        }
    }

    private synchronized Key create() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createDirectories(file().toAbsolutePath().getParent());
            Path draft = Files.createTempFile(
                    file().toAbsolutePath().getParent(),
                    "secrets",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n", StandardCharsets.US_ASCII);
                // A link appears whole or not at all, and does not replace what another node made in the meantime.
                Files.createLink(file(), draft);
                LOG.infof("A key for secrets was made: %s. Keep a copy of it, apart from the backups", file());
            } catch (FileAlreadyExistsException madeByAnotherNode) {
                LOG.debugf("%s exists", file());
            } finally {
                Files.delete(draft);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The key of the secrets cannot be stored", failure);
        }
        loaded = read();
        return loaded;
    }

    private Path file() {
        return settings.keyFile();
    }

    /** @param id names the key and tells nothing about it */
    private record Key(String id, AesKey value) {
        static Key of(String base64, String source) {
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException notBase64) {
                throw new IllegalStateException(source + " must be 32 bytes in Base64", notBase64);
            }
            if (bytes.length != KEY_BYTES) {
                throw new IllegalStateException(source + " must be 32 bytes in Base64, not " + bytes.length);
            }
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update("id of a waybill.secrets.key".getBytes(StandardCharsets.US_ASCII));
                return new Key(HexFormat.of().formatHex(digest.digest(bytes), 0, 8), new AesKey(bytes));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java has SHA-256", impossible);
            }
        }

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }
}
