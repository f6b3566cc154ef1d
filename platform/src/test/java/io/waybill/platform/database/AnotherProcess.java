package io.waybill.platform.database;

import io.waybill.platform.database.EmbeddedPostgres.Options;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A Java process that starts a server, says where, and then waits to be killed. */
final class AnotherProcess {
    private AnotherProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path dataDirectory = Path.of(arguments[0]);
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(Options.in(dataDirectory).withBinariesDirectory(Path.of(arguments[1])));
        long server = PostmasterFile.read(dataDirectory.resolve("cluster"))
                .orElseThrow()
                .pid();
        System.out.println(
                ProcessHandle.current().pid() + " " + server + " " + postgres.jdbcUrl() + " " + postgres.password());
        new CountDownLatch(1).await();
    }
}
