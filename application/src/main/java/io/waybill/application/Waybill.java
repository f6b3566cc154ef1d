package io.waybill.application;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The entry point. Options are read before Quarkus starts, because they decide how it starts; whatever goes wrong is one line on the
 * error output and a non-zero exit code: 2 for a wrong command line, 1 for anything else.
 */
@QuarkusMain
@Command(
        name = "waybill",
        description = "Open, self-hosted order fulfilment with a commercetools connector.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {Up.class, Demo.class, Backup.class, Replay.class, Version.class})
public final class Waybill implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Waybill())
                .setParameterExceptionHandler(Waybill::explainWrongCommandLine)
                .setExecutionExceptionHandler(Waybill::explainFailure);
    }

    /** Without a command there is nothing to do but to say which ones there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private static int explainWrongCommandLine(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr()
                .println("waybill: " + oneLine(wrong.getMessage()) + " (see '"
                        + command.getCommandSpec().qualifiedName() + " --help')");
        return 2;
    }

    private static int explainFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter error = command.getErr();
        if (failure instanceof CannotStart || failure instanceof RuntimeException && failure.getMessage() != null) {
            error.println("waybill: " + oneLine(failure.getMessage()));
        } else {
            failure.printStackTrace(error);
        }
        return 1;
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
