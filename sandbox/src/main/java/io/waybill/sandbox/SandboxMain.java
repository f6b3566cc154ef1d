package io.waybill.sandbox;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a sandbox alone until it is stopped. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Runs a commercetools stand-in with one project, in memory.")
public final class SandboxMain implements Callable<Integer> {

    @Option(names = "--host", description = "Address to listen on.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "Port to listen on; 0 for any free one.")
    private int port = 8082;

    @Option(names = "--project", description = "Project key.")
    private String project = "demo";

    @Option(names = "--client-id", description = "Id of the API client.")
    private String clientId = "sandbox-client";

    @Option(
            names = "--client-secret",
            description = "Secret of the API client; the environment variable SANDBOX_CLIENT_SECRET does too.",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private @Nullable String clientSecret;

    @Option(
            names = "--push",
            paramLabel = "TOPIC=URI",
            description = "Sends the notifications of a topic to this endpoint. Repeatable.")
    private Map<String, URI> pushEndpoints = new HashMap<>();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SandboxMain()).setParameterExceptionHandler((wrong, arguments) -> {
            String message = String.valueOf(wrong.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
            wrong.getCommandLine().getErr().println("sandbox: " + message + " (see 'sandbox --help')");
            return CommandLine.ExitCode.USAGE;
        });
    }

    @Override
    public Integer call() throws InterruptedException {
        Sandbox sandbox;
        try {
            sandbox = Sandbox.start(configuration());
        } catch (IllegalStateException | IllegalArgumentException e) {
            System.err.println("sandbox: " + e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
        System.out.println("commercetools sandbox: project " + project + " at " + sandbox.baseUri() + ", client "
                + clientId + ", tokens at " + sandbox.authUri() + "/oauth/token");
        new CountDownLatch(1).await();
        return 0;
    }

    private SandboxConfiguration configuration() {
        SandboxConfiguration configuration = SandboxConfiguration.defaults()
                .withAddress(host, port)
                .withProject(project, project)
                .withClient(clientId, secret(), Set.of());
        for (Map.Entry<String, URI> endpoint : pushEndpoints.entrySet()) {
            configuration = configuration.withPushEndpoint(endpoint.getKey(), endpoint.getValue());
        }
        return configuration;
    }

    private String secret() {
        if (clientSecret != null) {
            return clientSecret;
        }
        String fromEnvironment = System.getenv("SANDBOX_CLIENT_SECRET");
        return fromEnvironment != null ? fromEnvironment : "sandbox-secret";
    }
}
