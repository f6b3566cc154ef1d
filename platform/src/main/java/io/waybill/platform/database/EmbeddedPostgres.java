package io.waybill.platform.database;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server that belongs to this process: it has its own data folder, listens on 127.0.0.1 only, wants a password,
 * and answers a commit only when the commit is on disk.
 *
 * <p>The data folder holds {@code cluster} (PostgreSQL's own files), {@code password} (readable by its owner only), {@code
 * waybill.lock} (held while a Waybill process uses the folder), {@code server.log} and, unless another place is given, {@code
 * binaries}. A server that outlived a killed Waybill process is stopped and started anew, so that the settings of this start are the
 * ones in force.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** What must be on for a committed transaction to survive a crash; no option can change these. */
    static final Set<String> DURABLE = Set.of("fsync", "synchronous_commit", "full_page_writes");

    static final String ADMINISTRATOR = "postgres";
    private static final String APPLICATION = "waybill";
    private static final Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());

    private final DataFolderLock lock;
    private final PostgresServer server;
    private final String password;

    private EmbeddedPostgres(DataFolderLock lock, PostgresServer server, String password) {
        this.lock = lock;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @throws EmbeddedPostgresException with a line for the operator: another process uses the folder, another major version wrote
     *     it, the port is taken, this machine has no binaries, or the server's own complaint
     */
    public static EmbeddedPostgres start(Options options) {
        return start(options, ServerAccount.forThisProcess());
    }

    static EmbeddedPostgres start(Options options, ServerAccount account) {
        Path folder = options.dataDirectory().toAbsolutePath().normalize();
        DataFolderLock lock = DataFolderLock.take(folder);
        boolean started = false;
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackInto(
                    options.binariesDirectory().toAbsolutePath().normalize());
            Path cluster = folder.resolve("cluster");
            refuseOtherMajorVersion(cluster, binaries);
            String password = password(folder, cluster);
            createIfMissing(folder, cluster, binaries, account, password);
            account.own(cluster);
            OrphanedServer.stopIn(cluster, binaries, account);
            rotateLog(folder.resolve("server.log"));
            PostgresServer server = PostgresServer.start(binaries, account, cluster, options, password);
            try {
                ServerChecks.requireDurableSettings(server, "postgres", ADMINISTRATOR, password);
                ServerChecks.createRoleAndDatabase(server, ADMINISTRATOR, APPLICATION, password);
                started = true;
                return new EmbeddedPostgres(lock, server, password);
            } finally {
                if (!started) {
                    server.stop();
                }
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException("Cannot use the data folder " + folder + ": " + e.getMessage(), e);
        } finally {
            if (!started) {
                lock.release();
            }
        }
    }

    /** The JDBC address of Waybill's database, without credentials. */
    public String jdbcUrl() {
        return server.jdbcUrl(APPLICATION);
    }

    /** The role that owns the database; it is no superuser. */
    public String username() {
        return APPLICATION;
    }

    public String password() {
        return password;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.port();
    }

    /** Runs the action, on a thread of its own, if the server ends although nobody closed it. */
    public void onUnexpectedEnd(Runnable action) {
        server.onUnexpectedEnd(action);
    }

    /**
     * Stops the server: open transactions are rolled back, committed data is written out. Takes at most half a minute; a server
     * that is not down by then is ended at once and replays its log at the next start. A second call does nothing.
     */
    @Override
    public void close() {
        try {
            server.stop();
        } finally {
            lock.release();
        }
    }

    private static void refuseOtherMajorVersion(Path cluster, PostgresBinaries binaries) throws IOException {
        Path marker = cluster.resolve("PG_VERSION");
        if (!Files.exists(cluster)) {
            return;
        }
        if (!Files.exists(marker)) {
            throw new EmbeddedPostgresException(
                    cluster + " is not a PostgreSQL data folder (it has no PG_VERSION file)");
        }
        String written = Files.readString(marker).strip();
        String own = binaries.majorVersion();
        if (!written.equals(own)) {
            throw new EmbeddedPostgresException("The data in " + cluster + " was written by PostgreSQL " + written
                    + ", this Waybill runs PostgreSQL " + own
                    + ": see docs/backup-and-restore.md for moving between versions");
        }
    }

    private static String password(Path folder, Path cluster) throws IOException {
        Path file = folder.resolve("password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (Files.exists(cluster)) {
            throw new EmbeddedPostgresException("The file " + file + " is missing, and the database in " + cluster
                    + " cannot be opened without it: restore it from a backup");
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        writeSecret(file, password);
        return password;
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    /** Creates the database files beside their final place and renames them, so that an interrupted start leaves nothing half done. */
    private static void createIfMissing(
            Path folder, Path cluster, PostgresBinaries binaries, ServerAccount account, String password)
            throws IOException {
        if (Files.exists(cluster)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path leftover : entries.filter(
                            entry -> entry.getFileName().toString().startsWith("creating-"))
                    .toList()) {
                Folders.delete(leftover);
            }
        }
        Path creating = folder.resolve("creating-" + UUID.randomUUID());
        Files.createDirectory(
                creating, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path newCluster = Files.createDirectory(creating.resolve("cluster"));
        Path passwordFile = creating.resolve("password");
        writeSecret(passwordFile, password);
        account.own(creating);
        CommandLine.run(
                "Creating the database in " + folder,
                account.command(
                        binaries.program("initdb"),
                        "--pgdata=" + newCluster,
                        "--username=" + ADMINISTRATOR,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // PostgreSQL's own locale: the same order on every machine, whatever its C library.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        Files.move(newCluster, cluster, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(creating);
        LOG.log(Level.INFO, "Created a new database in {0}", cluster);
    }

    private static void rotateLog(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > 10_000_000) {
            Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * How to start the server.
     *
     * @param dataDirectory where this database lives; created if missing
     * @param binariesDirectory where PostgreSQL's programs are unpacked, shared by any number of servers
     * @param port 1 to 65535, or 0 for a free one
     * @param settings PostgreSQL settings that differ from Waybill's defaults; fsync, synchronous_commit and full_page_writes are
     *     not among those that can be set
     * @param startTimeout how long the server may take to accept connections; after a crash it first replays its log
     */
    public record Options(
            Path dataDirectory, Path binariesDirectory, int port, Map<String, String> settings, Duration startTimeout) {
        private static final Pattern SETTING_NAME = Pattern.compile("[a-z_]+(\\.[a-z_]+)?");

        /** Settings that this class decides: changing them would open the server to others or lose data. */
        private static final Set<String> RESERVED = Set.of(
                "listen_addresses",
                "port",
                "unix_socket_directories",
                "data_directory",
                "hba_file",
                "config_file",
                "external_pid_file");

        public Options {
            if (port < 0 || port > 65535) {
                throw new EmbeddedPostgresException("The database port must be between 0 and 65535, not " + port);
            }
            settings = Map.copyOf(settings);
            for (String name : settings.keySet()) {
                String lowerCase = name.toLowerCase(Locale.ROOT);
                if (!SETTING_NAME.matcher(name).matches()
                        || DURABLE.contains(lowerCase)
                        || RESERVED.contains(lowerCase)) {
                    throw new EmbeddedPostgresException("The PostgreSQL setting " + name + " cannot be changed");
                }
            }
        }

        /** A server in the given folder on a free port, with Waybill's settings. */
        public static Options in(Path dataDirectory) {
            return new Options(dataDirectory, dataDirectory.resolve("binaries"), 0, Map.of(), Duration.ofMinutes(2));
        }

        public Options withPort(int newPort) {
            return new Options(dataDirectory, binariesDirectory, newPort, settings, startTimeout);
        }

        public Options withBinariesDirectory(Path newDirectory) {
            return new Options(dataDirectory, newDirectory, port, settings, startTimeout);
        }

        public Options withSetting(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(settings);
            more.put(name, value);
            return new Options(dataDirectory, binariesDirectory, port, more, startTimeout);
        }
    }
}
