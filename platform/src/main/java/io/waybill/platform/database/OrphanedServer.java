package io.waybill.platform.database;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that still runs although the Waybill process that started it was killed. It is stopped, never joined: its settings are
 * those of the earlier start, and nobody would notice its end.
 */
final class OrphanedServer {
    private static final Logger LOG = System.getLogger(OrphanedServer.class.getName());

    private OrphanedServer() {}

    /** Call with the folder's lock held: then no living Waybill process owns the server that is found. */
    static void stopIn(Path cluster, PostgresBinaries binaries, ServerAccount account) throws IOException {
        Optional<PostmasterFile> found = PostmasterFile.read(cluster);
        if (found.isEmpty()) {
            return;
        }
        PostmasterFile file = found.get();
        if (serves(file, cluster)) {
            LOG.log(
                    Level.WARNING,
                    "Stopping PostgreSQL (process {0}), left behind by a Waybill that was killed",
                    Long.toString(file.pid()));
            PostgresServer.shutDown(binaries, account, cluster);
        } else {
            // After a reboot the number may belong to any process, and PostgreSQL would then refuse to start for ever.
            // Its own
            // check for a server that is still attached to this folder (shared memory) remains in force.
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
    }

    private static boolean serves(PostmasterFile file, Path cluster) throws IOException {
        Optional<ProcessHandle> process = ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive);
        boolean postgres = process.flatMap(handle -> handle.info().command())
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
        if (!postgres) {
            return false;
        }
        // A server works inside its folder. That tells it from one whose files were merely copied here.
        Path workingDirectory = Path.of("/proc", Long.toString(file.pid()), "cwd");
        return Files.exists(workingDirectory)
                ? Files.isSameFile(workingDirectory, cluster)
                : file.dataDirectory().equals(cluster);
    }
}
