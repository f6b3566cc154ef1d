package io.waybill.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SecretsTest {
    private static final String KEY = "b3BlbnNzbCByYW5kIC1iYXNlNjQgMzIgZ2l2ZXMgLi4=";

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    Secrets own;

    @TempDir
    Path folder;

    @Test
    void aSecretComesBackOnlyToItsOwnerAndOnlyUnchanged() {
        String sealed = database.transaction(transaction -> own.seal(transaction, "me", "the password"));

        assertThat(sealed).doesNotContain("password");
        assertThat(own.open("me", sealed)).isEqualTo("the password");
        assertThatThrownBy(() -> own.open("you", sealed)).hasMessageContaining("belongs to something else");
        char last = sealed.charAt(sealed.length() - 2);
        String changed = sealed.substring(0, sealed.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + sealed.charAt(sealed.length() - 1);
        assertThatThrownBy(() -> own.open("me", changed)).hasMessageContaining("cannot be decrypted");
    }

    @Test
    void theKeyIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
        Path file = folder.resolve("data").resolve("secrets.key");
        Secrets secrets = secrets(Optional.empty(), file);
        forgetAfter(() -> {
            String sealed = database.transaction(transaction -> secrets.seal(transaction, "me", "the password"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file.getParent()).isDirectoryContaining("glob:**/secrets.key");
            try (var files = Files.list(file.getParent())) {
                assertThat(files).hasSize(1);
            }
            assertThat(secrets(Optional.empty(), file).open("me", sealed)).isEqualTo("the password");
            assertThatThrownBy(() -> secrets(Optional.of(KEY), file).open("me", sealed))
                    .hasMessageContaining("cannot be decrypted");
            assertThatThrownBy(() -> secrets(Optional.empty(), folder.resolve("elsewhere"))
                            .open("me", sealed))
                    .hasMessageContaining("missing");
        });
    }

    @Test
    void aNodeWithAnotherKeyThanTheDatabaseKnowsStoresNothing() throws IOException {
        forgetAfter(() -> {
            Secrets first = secrets(Optional.of(KEY), folder.resolve("unused"));
            database.transaction(transaction -> first.seal(transaction, "me", "the password"));
            assertThat(folder.resolve("unused")).doesNotExist();

            Secrets second = secrets(Optional.empty(), folder.resolve("secrets.key"));
            assertThatThrownBy(() -> database.transaction(transaction -> second.seal(transaction, "me", "another")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("waybill.secrets.key");
        });
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> secrets(Optional.of("c2hvcnQ="), folder).open("me", "x"))
                .hasMessageContaining("waybill.secrets.key must be 32 bytes")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> secrets(Optional.of("not base64!"), folder).open("me", "x"))
                .hasMessageContaining("waybill.secrets.key must be 32 bytes");
    }

    private Secrets secrets(Optional<String> key, Path file) {
        return new Secrets(
                new SecretSettings() {
                    @Override
                    public Optional<String> key() {
                        return key;
                    }

                    @Override
                    public Path keyFile() {
                        return file;
                    }
                },
                database,
                clock);
    }

    private interface Check {
        void run() throws IOException;
    }

    /** The database of the tests is shared: which key it knows is put aside, and put back. */
    private void forgetAfter(Check check) throws IOException {
        Optional<String> before = database.transaction(transaction -> transaction
                .handle()
                .createQuery("delete from secret_key returning id")
                .mapTo(String.class)
                .findOne());
        try {
            check.run();
        } finally {
            database.inTransaction(transaction -> {
                transaction.handle().execute("delete from secret_key");
                before.ifPresent(id ->
                        transaction.handle().execute("insert into secret_key (id, created) values (?, now())", id));
            });
        }
    }
}
