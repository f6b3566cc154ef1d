package io.waybill.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The platform under test, in its own process and with its own PostgreSQL, and a client that is logged in. */
final class Platform implements AutoCloseable {
    static final Pattern READY = Pattern.compile("is ready: (http://[^ ]+)");

    private static final Pattern POSTGRES = Pattern.compile("starting (PostgreSQL [0-9.]+)");
    private static final Pattern STATEMENTS = counter("waybill_database_statements_total");
    private static final Pattern ROUTED = counter("waybill_queue_taken_total\\{[^}]*queue=\"routing\"[^}]*}");

    private final Program program;
    private final LoadClient client;
    private final Path data;
    private final String password;

    private Platform(Program program, LoadClient client, Path data, String password) {
        this.program = program;
        this.client = client;
        this.data = data;
        this.password = password;
    }

    /** @param settings of the platform, as environment variables */
    static Platform start(Programs programs, Path data, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        String password = UUID.randomUUID().toString();
        environment.put("WAYBILL_ADMINISTRATOR_PASSWORD", password);
        Program program = Program.start(command(programs, data), environment, READY, log(data));
        LoadClient client = new LoadClient(program.address());
        try {
            client.logIn("admin", password);
            return new Platform(program, client, data, password);
        } catch (BenchFailed failure) {
            client.close();
            program.close();
            throw failure;
        }
    }

    static List<String> command(Programs programs, Path data) {
        List<String> command = new ArrayList<>(programs.platform());
        command.addAll(List.of("--port", "0", "--data", data.toString()));
        return command;
    }

    /** Beside the data folder, which has to be new for a first start. */
    static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    LoadClient client() {
        return client;
    }

    /** Where its database lives. */
    Path data() {
        return data;
    }

    /** Of the user {@code admin}. */
    String password() {
        return password;
    }

    Program program() {
        return program;
    }

    /** How many statements it has sent to its database since it started; commits are not among them. */
    long statements() {
        return count(STATEMENTS);
    }

    /** How many routing plans it has decided since it started. */
    long routed() {
        return count(ROUTED);
    }

    private long count(Pattern counter) {
        Matcher value = counter.matcher(
                client.text(new LoadClient.Request(io.vertx.core.http.HttpMethod.GET, "/q/metrics", null)));
        return value.find() ? (long) Double.parseDouble(value.group(1)) : 0;
    }

    private static Pattern counter(String sample) {
        return Pattern.compile("(?m)^" + sample + "(?:\\{[^}]*})? ([0-9.E+]+)$");
    }

    /** How many pick jobs there are. */
    long pickJobs() {
        var search = LoadClient.JSON.createObjectNode().put("size", 1);
        search.putObject("query");
        search.putObject("options").put("withTotal", true);
        return client.post("/api/pickjobs/search", search).path("total").asLong();
    }

    /** Processor time that its PostgreSQL has used so far; that of connections which were closed is lost. */
    Duration databaseProcessorTime() {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                    .getFirst()
                    .strip());
            Optional<ProcessHandle> server = ProcessHandle.of(postmaster);
            return server.stream()
                    .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                    .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException | NumberFormatException e) {
            throw new BenchFailed("Cannot find the PostgreSQL of the platform under test", e);
        }
    }

    /** Name and version of its PostgreSQL. */
    String postgres() {
        try {
            Matcher version = POSTGRES.matcher(Files.readString(data.resolve("postgres/server.log")));
            return version.find() ? version.group(1) : "PostgreSQL";
        } catch (IOException e) {
            throw new BenchFailed("Cannot read the log of the PostgreSQL of the platform under test", e);
        }
    }

    @Override
    public void close() {
        client.close();
        program.close();
    }
}
