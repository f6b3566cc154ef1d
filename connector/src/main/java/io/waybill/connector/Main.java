package io.waybill.connector;

import io.waybill.client.http.Deadline;
import io.waybill.connector.Connector.Application;
import io.waybill.connector.health.CheckSetup;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages.Parked;
import io.waybill.connector.settings.ConfigurationReference;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The command line. */
public final class Main {
    private static final Duration COMMAND = Duration.ofMinutes(2);
    private static final String USAGE = """
            Usage: connector <command>

              serve                          all three applications on one port
              event | service | job          one application
              check [event|service]          verify credentials, scopes and registrations; changes nothing
              post-deploy [event|service]    verify, then register subscriptions, types and states
              pre-undeploy [event|service]   take the subscriptions back
              parked list                    messages that were acknowledged without effect
              parked show <key>              one of them
              parked replay [key]            do the work of one of them, or of all, again
              parked delete <key>            forget one of them
              token                          a token for the protected paths, valid for one hour
              settings                       the reference of all settings

            Settings come from the environment, from system properties and from the file that WAYBILL_CONNECTOR_CONFIG names.
            """;

    private Main() {}

    /** Runs a command; the exit code is 0 when it worked, 1 when it failed, 2 when it was called wrongly. */
    public static void main(String[] arguments) {
        int code = run(List.of(arguments));
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(List<String> arguments) {
        String command = arguments.isEmpty() ? ConnectorSettings.application().orElse("") : arguments.get(0);
        try {
            return switch (command) {
                case "serve" -> serve(EnumSet.allOf(Application.class));
                case "event", "service", "job" -> serve(EnumSet.of(application(command)));
                case "check" -> check(applications(arguments));
                case "post-deploy" -> postDeploy(applications(arguments));
                case "pre-undeploy" -> preUndeploy(applications(arguments));
                case "parked" -> parked(arguments.subList(1, arguments.size()));
                case "token" -> token();
                case "settings" -> print(ConfigurationReference.markdown());
                case "-h", "--help", "help" -> print(USAGE);
                default -> wrong(command.isEmpty() ? "Name a command." : "There is no command " + command + ".");
            };
        } catch (IllegalArgumentException wrongUse) {
            return wrong(String.valueOf(wrongUse.getMessage()));
        } catch (RuntimeException failure) {
            System.err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
            return 1;
        }
    }

    private static int serve(Set<Application> applications) {
        ConnectorSettings settings = ConnectorSettings.fromSurroundings();
        JsonLog.install(settings.text(Setting.LOG_LEVEL));
        Connector.Running running = Connector.start(settings, applications);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.close();
            stopped.countDown();
        }));
        System.getLogger(Main.class.getName())
                .log(System.Logger.Level.INFO, "listening on {0} with {1}", running.baseUri(), applications);
        awaitStop(stopped);
        return 0;
    }

    private static void awaitStop(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int check(Set<Application> applications) {
        try (Connector connector = Connector.of(ConnectorSettings.fromSurroundings())) {
            return tell(connector.check(applications));
        }
    }

    /** Registers although a scope is missing: what can work then works, and the exit code says that not all does. */
    private static int postDeploy(Set<Application> applications) {
        try (Connector connector = Connector.of(ConnectorSettings.fromSurroundings())) {
            int missing = tell(connector.prerequisites());
            connector.register(applications).forEach(System.out::println);
            return missing;
        } catch (RuntimeException failure) {
            // Connect does not show a failed script reliably, so say it where the log is read.
            throw new IllegalStateException("post-deploy failed: " + failure.getMessage(), failure);
        }
    }

    private static int preUndeploy(Set<Application> applications) {
        try (Connector connector = Connector.of(ConnectorSettings.fromSurroundings())) {
            connector.unregister(applications).forEach(System.out::println);
            return 0;
        } catch (RuntimeException failure) {
            throw new IllegalStateException("pre-undeploy failed: " + failure.getMessage(), failure);
        }
    }

    /** The exit code: 1 when something is missing. */
    private static int tell(List<CheckSetup.Line> lines) {
        for (CheckSetup.Line line : lines) {
            System.out.println(
                    switch (line) {
                        case CheckSetup.Good good -> "ok       " + good.what();
                        case CheckSetup.Missing missing -> "MISSING  " + missing.what();
                        case CheckSetup.Advice advice -> "note     " + advice.what();
                    });
        }
        return lines.stream().anyMatch(CheckSetup.Missing.class::isInstance) ? 1 : 0;
    }

    private static int parked(List<String> arguments) {
        String action = arguments.isEmpty() ? "" : arguments.get(0);
        @Nullable String key = arguments.size() > 1 ? arguments.get(1) : null;
        Deadline deadline = Deadline.within(COMMAND);
        try (Connector connector = Connector.of(ConnectorSettings.fromSurroundings())) {
            switch (action) {
                case "list" -> connector.parked().list(deadline).forEach(each -> System.out.println(each.json()));
                case "show" -> System.out.println(one(connector, key, deadline).json());
                case "replay" -> {
                    if (key == null) {
                        connector.replay().replayAll(deadline).forEach(each -> tell(each.message(), each.outcome()));
                    } else {
                        Parked message = one(connector, key, deadline);
                        tell(message, connector.replay().replay(message, deadline));
                    }
                }
                case "delete" -> connector.parked().drop(one(connector, key, deadline), deadline);
                default -> throw new IllegalArgumentException("parked needs list, show, replay or delete.");
            }
        }
        return 0;
    }

    private static void tell(Parked message, Outcome outcome) {
        System.out.println(message.key() + " " + outcome.name() + ": " + outcome.explanation());
    }

    private static Parked one(Connector connector, @Nullable String key, Deadline deadline) {
        if (key == null) {
            throw new IllegalArgumentException("Name the key of the message.");
        }
        return connector
                .parked()
                .find(key, deadline)
                .orElseThrow(() -> new IllegalStateException("No message " + key + " is parked."));
    }

    private static int token() {
        try (Connector connector = Connector.of(ConnectorSettings.fromSurroundings())) {
            return print(connector.token(Duration.ofHours(1)) + "\n");
        }
    }

    private static Set<Application> applications(List<String> arguments) {
        return arguments.size() > 1
                ? EnumSet.of(application(arguments.get(1)))
                : EnumSet.of(Application.EVENT, Application.SERVICE);
    }

    private static Application application(String name) {
        return switch (name) {
            case "event", "service", "job" -> Application.valueOf(name.toUpperCase(Locale.ROOT));
            default -> throw new IllegalArgumentException("There is no application " + name + ".");
        };
    }

    private static int print(String text) {
        PrintStream out = System.out;
        out.print(text);
        out.flush();
        return 0;
    }

    private static int wrong(String problem) {
        System.err.println(problem + " Try --help.");
        return 2;
    }
}
