package io.waybill.application;

import io.waybill.platform.database.DatabaseBackup;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the embedded database, also while it is in use. */
@Command(
        name = "backup",
        description = "Copy the embedded database into a new folder, also while Waybill runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class Backup implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TARGET", description = "the folder to create")
    private Path target;

    @Option(
            names = "--data",
            defaultValue = "./data",
            paramLabel = "FOLDER",
            description = "the folder that 'up' was given (default: ${DEFAULT-VALUE})")
    private Path data;

    @Override
    public void run() {
        DatabaseBackup.write(data.resolve("postgres"), target);
        spec.commandLine().getOut().println("Backup written to " + target);
    }
}
