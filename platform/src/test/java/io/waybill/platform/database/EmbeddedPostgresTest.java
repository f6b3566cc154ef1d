package io.waybill.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.platform.database.EmbeddedPostgres.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final Path BINARIES =
            Path.of("target", "postgres", "binaries").toAbsolutePath();

    @TempDir
    private Path temporary;

    private Options options;

    @BeforeEach
    void chooseFolder() {
        options = Options.in(temporary.resolve("data with 'blank' & $sign")).withBinariesDirectory(BINARIES);
    }

    @Test
    void committedRowsAreThereAfterARestart() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            execute(postgres, "create table parcel (id int)");
            execute(postgres, "insert into parcel values (7)");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            assertThat(ask(postgres, "select id from parcel")).isEqualTo("7");
        }
    }

    @Test
    void commitsAreDurableWhateverTheFolderConfigures() throws Exception {
        EmbeddedPostgres.start(options).close();
        Path configuration = options.dataDirectory().resolve("cluster/postgresql.auto.conf");
        Files.writeString(configuration, "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void refusesToStartWhereTheRoleOverrulesADurableSetting() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            execute(postgres, "alter role waybill set synchronous_commit = off");
        }
        assertThatThrownBy(() -> EmbeddedPostgres.start(options)).hasMessageContaining("synchronous_commit = off");
        // The refusal leaves neither a server nor a lock behind.
        assertThat(options.dataDirectory().resolve("cluster/postmaster.pid")).doesNotExist();
        assertThatThrownBy(() -> EmbeddedPostgres.start(options)).hasMessageContaining("synchronous_commit = off");
    }

    @Test
    void durableAndNetworkSettingsCannotBeChangedByOption() {
        for (String name : List.of("fsync", "SYNCHRONOUS_COMMIT", "full_page_writes", "listen_addresses", "a b", "")) {
            assertThatThrownBy(() -> options.withSetting(name, "off"))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("cannot be changed");
        }
    }

    @Test
    void otherSettingsCanBeChanged() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options.withSetting("max_connections", "17"))) {
            assertThat(ask(postgres, "show max_connections")).isEqualTo("17");
        }
    }

    @Test
    void wantsAPasswordAndKeepsItFromOthers() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guess"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThat(Files.getPosixFilePermissions(options.dataDirectory().resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(ask(postgres, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> ask(postgres, "show unix_socket_directories"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            assertThat(postgres.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(options))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("in use by another Waybill process")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void refusesAFolderOfAnotherMajorVersionAndLeavesItAlone() throws IOException {
        EmbeddedPostgres.start(options).close();
        Path marker = options.dataDirectory().resolve("cluster/PG_VERSION");
        Files.writeString(marker, "13\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(options))
                .hasMessageContaining("was written by PostgreSQL 13")
                .hasMessageContaining("runs PostgreSQL 18");
        assertThat(Files.readString(marker)).isEqualTo("13\n");
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(options.withPort(taken.getLocalPort())))
                    .hasMessageContaining("port " + taken.getLocalPort() + " is already in use");
        }
    }

    @Test
    void stopsTheServerThatAKilledProcessLeftBehindAndKeepsItsCommits() throws Exception {
        String[] first = startInAnotherProcess(options);
        ProcessHandle parent = ProcessHandle.of(Long.parseLong(first[0])).orElseThrow();
        ProcessHandle orphan = ProcessHandle.of(Long.parseLong(first[1])).orElseThrow();
        try (Connection connection = DriverManager.getConnection(first[2], "waybill", first[3]);
                Statement statement = connection.createStatement()) {
            statement.execute("create table handover (id int)");
            assertThatThrownBy(() -> EmbeddedPostgres.start(options)).hasMessageContaining("process " + first[0]);
            parent.destroyForcibly();
            parent.onExit().get(20, TimeUnit.SECONDS);
            statement.execute("insert into handover values (3)");
        }
        assertThat(orphan.info().command())
                .hasValueSatisfying(command -> assertThat(command).endsWith("postgres"));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options.withSetting("max_connections", "23"))) {
            // Where nobody collects it, an ended process stays in the process table, but it runs no program any more.
            assertThat(orphan.info().command()).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(first[2], "waybill", first[3]))
                    .hasMessageContaining("refused");
            assertThat(ask(postgres, "show max_connections")).isEqualTo("23");
            assertThat(ask(postgres, "select id from handover")).isEqualTo("3");
        }
    }

    @Test
    void recoversAfterTheServerItselfIsKilled() throws Exception {
        String[] first = startInAnotherProcess(options);
        ProcessHandle parent = ProcessHandle.of(Long.parseLong(first[0])).orElseThrow();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(first[1])).orElseThrow();
        try (Connection connection = DriverManager.getConnection(first[2], "waybill", first[3]);
                Statement statement = connection.createStatement()) {
            statement.execute("create table pick (id int)");
            statement.execute("insert into pick select generate_series(1, 1000)");
            parent.destroyForcibly();
            server.destroyForcibly();
        }
        parent.onExit().get(20, TimeUnit.SECONDS);

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            assertThat(ask(postgres, "select count(*) from pick")).isEqualTo("1000");
        }
    }

    @Test
    void isNotMisledByAProcessNumberThatNowBelongsToSomethingElse() throws Exception {
        EmbeddedPostgres.start(options).close();
        Path cluster = options.dataDirectory().resolve("cluster");
        long self = ProcessHandle.current().pid();
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                self + "\n" + cluster.toAbsolutePath() + "\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void finishesAFirstStartThatWasInterrupted() throws Exception {
        Path leftover = Files.createDirectories(options.dataDirectory().resolve("creating-interrupted/cluster"));
        Files.writeString(leftover.resolve("PG_VERSION"), "");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(leftover).doesNotExist();
    }

    @Test
    void twoProcessesMayUnpackTheBinariesAtTheSameTime() throws Exception {
        Path binaries = temporary.resolve("binaries");
        Callable<PostgresBinaries> unpack = () -> PostgresBinaries.unpackInto(binaries);
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            List<Future<PostgresBinaries>> both = executor.invokeAll(List.of(unpack, unpack));
            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
            assertThat(both.get(0).get().majorVersion()).isEqualTo("18");
        }
        try (var entries = Files.list(binaries)) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void knowsTheArchivesOfTheUsualMachines() {
        assertThat(PostgresBinaries.archiveName("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.archiveName("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.archiveName("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
    }

    /** Returns the process ids of the other Java and its server, the JDBC address and the password. */
    private static String[] startInAnotherProcess(Options options) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AnotherProcess.class.getName(),
                        options.dataDirectory().toString(),
                        options.binariesDirectory().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        assertThat(line).as("first line of the other process").isNotNull();
        return line.split(" ");
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
