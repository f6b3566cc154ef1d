package io.waybill.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes about itself into {@code postmaster.pid}.
 *
 * @param pid the server's process id
 * @param dataDirectory the folder as the server was told
 * @param port where it listens; 0 while it is still starting
 * @param ready whether it accepts connections
 */
record PostmasterFile(long pid, Path dataDirectory, int port, boolean ready) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Empty where no server runs, or where it is still writing the file. */
    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() < 2 || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        boolean ready =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "";
        return Optional.of(new PostmasterFile(
                Long.parseLong(lines.getFirst().strip()),
                Path.of(lines.get(1).strip()),
                port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0,
                ready));
    }
}
