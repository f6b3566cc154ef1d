package io.waybill.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.platform.database.EmbeddedPostgres.Options;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseBackupTest {
    private static final Path BINARIES =
            Path.of("target", "postgres", "binaries").toAbsolutePath();

    @TempDir
    private Path temporary;

    private Path data;
    private Path backup;

    @BeforeEach
    void chooseFolders() {
        data = temporary.resolve("data");
        backup = temporary.resolve("backups/first");
    }

    @Test
    void aBackupTakenDuringWritesHoldsEverythingCommittedBeforeItAndNoGaps() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options(data))) {
            execute(postgres, "create table movement (id bigint primary key, padding text)");
            execute(postgres, "insert into movement select n, repeat('x', 500) from generate_series(1, 20000) n");
            AtomicBoolean enough = new AtomicBoolean();
            CountDownLatch writing = new CountDownLatch(1);
            CompletableFuture<Long> writer = CompletableFuture.supplyAsync(() -> write(postgres, enough, writing));
            assertThat(writing.await(60, TimeUnit.SECONDS)).isTrue();

            DatabaseBackup.write(data, backup);

            enough.set(true);
            assertThat(writer.get(60, TimeUnit.SECONDS)).isGreaterThan(20_000L);
            // After the backup: must not be in it.
            execute(postgres, "insert into movement values (1000000, '')");
        }
        restore();
        try (EmbeddedPostgres restored = EmbeddedPostgres.start(options(temporary.resolve("restored")))) {
            assertThat(ask(restored, "select max(id) > 20000 and max(id) = count(*) from movement"))
                    .isEqualTo("t");
            assertThat(ask(restored, "select count(*) from movement where id = 1000000"))
                    .isEqualTo("0");
            execute(restored, "insert into movement values (1000000, '')");
        }
    }

    @Test
    void aStoppedDatabaseCanBeBackedUpAndRestoredToo() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options(data))) {
            execute(postgres, "create table movement as select 42 as id");
        }
        DatabaseBackup.write(data, backup);
        restore();
        try (EmbeddedPostgres restored = EmbeddedPostgres.start(options(temporary.resolve("restored")))) {
            assertThat(ask(restored, "select id from movement")).isEqualTo("42");
        }
    }

    @Test
    void neverOverwritesAnEarlierBackup() throws IOException {
        EmbeddedPostgres.start(options(data)).close();
        Files.createDirectories(backup);
        assertThatThrownBy(() -> DatabaseBackup.write(data, backup)).hasMessageContaining("already exists");
        assertThat(backup).isEmptyDirectory();
    }

    @Test
    void saysWhereThereIsNothingToBackUp() {
        assertThatThrownBy(() -> DatabaseBackup.write(data, backup))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("no Waybill database");
    }

    /** What the guide tells an operator to do: copy the folder. */
    private void restore() throws IOException {
        Path target = temporary.resolve("restored");
        Files.walkFileTree(backup, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.copy(folder, target.resolve(backup.relativize(folder)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(backup.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Inserts consecutive numbers, each in a transaction of its own, and returns the last one. */
    private static long write(EmbeddedPostgres postgres, AtomicBoolean enough, CountDownLatch writing) {
        long id = 20_000;
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            while (!enough.get()) {
                id++;
                statement.execute("insert into movement values (" + id + ", repeat('y', 500))");
                writing.countDown();
            }
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Options options(Path folder) {
        return Options.in(folder).withBinariesDirectory(BINARIES);
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
