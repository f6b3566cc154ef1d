package io.waybill.application;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which Waybill and which Java this is. */
@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
final class Version implements IVersionProvider, Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println(String.join("\n", getVersion()));
    }

    @Override
    public String[] getVersion() {
        return new String[] {"waybill " + number() + " (Java " + Runtime.version() + ")"};
    }

    static String number() {
        Properties properties = new Properties();
        try (InputStream resource = Version.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                throw new IllegalStateException("version.properties is missing from the application");
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the application's version", e);
        }
        return properties.getProperty("version");
    }
}
