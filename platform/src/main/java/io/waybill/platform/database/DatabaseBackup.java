package io.waybill.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies an embedded database into a folder from which it can be started again, also while Waybill works with it: the copy holds
 * everything that was committed before the backup began, and ends at one point in time.
 *
 * <p>The embedded binaries hold neither pg_dump nor pg_basebackup, so this does what pg_basebackup does, with PostgreSQL's own
 * functions for it (manual, "Making a Base Backup Using the Low Level API").
 */
public final class DatabaseBackup {
    /** Emptied at every server start; their content must not be part of a copy. */
    private static final Set<String> EMPTY_FOLDERS = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");

    private DatabaseBackup() {}

    /**
     * Writes the backup.
     *
     * @param dataDirectory the folder given to {@link EmbeddedPostgres}
     * @param target a folder that does not exist yet; it appears when the backup is complete and on disk
     * @throws EmbeddedPostgresException with a line for the operator
     */
    public static void write(Path dataDirectory, Path target) {
        Path folder = dataDirectory.toAbsolutePath().normalize();
        Path cluster = folder.resolve("cluster");
        Path absoluteTarget = target.toAbsolutePath().normalize();
        Path partial = absoluteTarget.resolveSibling(absoluteTarget.getFileName() + ".partial");
        if (!Files.isDirectory(cluster)) {
            throw new EmbeddedPostgresException("There is no Waybill database in " + folder);
        }
        if (Files.exists(absoluteTarget)) {
            throw new EmbeddedPostgresException("The backup folder " + absoluteTarget + " already exists");
        }
        try {
            Folders.delete(partial);
            Files.createDirectories(absoluteTarget.resolveSibling(""));
            Files.createDirectory(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            copy(folder.resolve("password"), partial.resolve("password"));
            if (PostmasterFile.read(cluster).filter(PostmasterFile::ready).isPresent()) {
                copyRunning(folder, cluster, partial.resolve("cluster"));
            } else {
                copyStopped(folder, cluster, partial.resolve("cluster"));
            }
            Files.move(partial, absoluteTarget, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedPostgresException("Cannot write the backup to " + absoluteTarget + ": " + e, e);
        } catch (SQLException e) {
            throw new EmbeddedPostgresException(
                    "The database does not take part in the backup: "
                            + CommandLine.oneLine(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static void copyStopped(Path folder, Path cluster, Path target) throws IOException {
        DataFolderLock lock = DataFolderLock.take(folder);
        try {
            copyTree(cluster, target, Set.of());
        } finally {
            lock.release();
        }
    }

    private static void copyRunning(Path folder, Path cluster, Path target) throws IOException, SQLException {
        try (Connection connection = connect(folder, cluster);
                Statement statement = connection.createStatement()) {
            // While this slot exists the server keeps the log that is written during the copy. It goes with the
            // session.
            ask(statement, "select pg_create_physical_replication_slot('waybill_backup', true, true)");
            String firstSegment = ask(statement, "select pg_walfile_name(pg_backup_start('waybill', true))");
            copyTree(cluster, target, EMPTY_FOLDERS);
            // The label makes the copy replay its log from the backup's start, which repairs what was copied in
            // mid-write.
            String label = ask(statement, "select labelfile from pg_backup_stop(false)");
            Files.writeString(
                    target.resolve("backup_label"), label, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
            copyLog(cluster.resolve("pg_wal"), target.resolve("pg_wal"), firstSegment);
        }
    }

    private static void copyLog(Path source, Path target, String firstSegment) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean needed = name.matches("[0-9A-F]{24}") && name.compareTo(firstSegment) >= 0;
                if (needed || name.endsWith(".history")) {
                    copy(file, target.resolve(name));
                }
            }
        }
    }

    private static void copyTree(Path source, Path target, Set<String> emptyFolders) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path relative = source.relativize(directory);
                if (relative.getNameCount() > 1
                        && emptyFolders.contains(relative.getName(0).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectory(
                        target.resolve(relative.toString()),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = source.relativize(file);
                String name = file.getFileName().toString();
                boolean leftOut = LEFT_OUT.contains(name)
                        || name.startsWith("pgsql_tmp")
                        || emptyFolders.contains(relative.getName(0).toString());
                if (!leftOut) {
                    copyUnlessGone(file, target.resolve(relative.toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        // The server expects these to exist.
        for (String inLog : new String[] {"pg_wal/archive_status", "pg_wal/summaries"}) {
            Files.createDirectories(target.resolve(inLog));
        }
    }

    /** A table can be dropped during the copy; the log, replayed, drops it again. */
    private static void copyUnlessGone(Path source, Path target) throws IOException {
        try {
            copy(source, target);
        } catch (NoSuchFileException e) {
            if (Files.exists(source)) {
                throw e;
            }
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static Connection connect(Path folder, Path cluster) throws IOException, SQLException {
        PostmasterFile server = PostmasterFile.read(cluster)
                .orElseThrow(() -> new EmbeddedPostgresException("The database in " + folder + " has just stopped"));
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedPostgres.ADMINISTRATOR);
        properties.setProperty(
                "password", Files.readString(folder.resolve("password")).strip());
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", properties);
    }

    private static String ask(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
