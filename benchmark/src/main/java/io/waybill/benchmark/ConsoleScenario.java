package io.waybill.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long each page of the console takes with a large database: asked by one browser, one page after the other, as often
 * as it takes to be warm and to know the slowest percent.
 */
final class ConsoleScenario {
    private static final String NAME = "console";
    private static final double SLOW_MILLISECONDS = 150;
    private static final int WARM_UP = 100;
    private static final int REQUESTS = 200;

    private final Platform platform;
    private final Settings settings;
    private final ConsoleSize size;
    private final PrintWriter progress;

    ConsoleScenario(Platform platform, Settings settings, PrintWriter progress) {
        this.platform = platform;
        this.settings = settings;
        this.size = settings.quick() ? ConsoleSize.TINY : ConsoleSize.FULL;
        this.progress = progress;
    }

    void measure(Report report) {
        try (ConsoleCopies database = new ConsoleCopies(platform.data());
                HttpClient browser = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            fill(database);
            String session = signIn(browser);
            Map<String, List<String>> pages = ConsolePages.in(database);
            int warmUp = settings.quick() ? 1 : WARM_UP;
            say("warming " + pages.size() + " pages");
            pages.values().forEach(addresses -> ask(browser, session, addresses, warmUp));
            say("asking for " + pages.size() + " pages");
            pages.forEach(
                    (page, addresses) -> measure(report, page, () -> ask(browser, session, addresses, requests())));
        }
    }

    private void fill(ConsoleCopies database) {
        ConsoleSeeds seeds = new ConsoleSeeds(platform.client(), size);
        say(size.regions() * ConsoleSeeds.FACILITIES + " facilities with " + size.articles() + " articles each");
        seeds.network();
        database.facilities(size.regions(), seeds.carrier());
        say("orders in every state");
        seeds.finished();
        database.keep("finished");
        List<String> waiting = seeds.live();
        database.giveUp(waiting.subList(0, waiting.size() / 2));
        database.keep("live");
        say("copies of them");
        database.orders(size);
        say(database.strings(
                        "select count(*) || ' orders, of which ' || count(*) filter (where status in ('OPEN', 'LOCKED')) "
                                + "|| ' are not cancelled; ' || (select count(*) from stock) || ' stock rows; ' || pg_size_pretty(pg_database_size("
                                + "current_database())) from orders")
                .getFirst());
    }

    private record Answers(Latencies latencies, int bytes) {}

    private int requests() {
        return settings.quick() ? 1 : REQUESTS;
    }

    private void measure(Report report, String page, Supplier<Answers> ask) {
        List<Double> medians = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        int bytes = 0;
        for (int run = 0; run < settings.runs(); run++) {
            Answers answers = ask.get();
            medians.add(answers.latencies().milliseconds(50));
            slow.add(answers.latencies().milliseconds(95));
            slowest.add(answers.latencies().milliseconds(99));
            bytes = Math.max(bytes, answers.bytes());
        }
        boolean tooSlow = Figure.median(medians) > SLOW_MILLISECONDS;
        report.add(new Figure(
                NAME,
                page + " (" + Math.ceilDiv(bytes, 1024) + " KB)",
                medians,
                " ms",
                tooSlow ? "150 ms: MISSED" : "150 ms"));
        report.add(Figure.of(NAME, "  p95", slow, " ms"));
        report.add(Figure.of(NAME, "  p99", slowest, " ms"));
    }

    private String signIn(HttpClient browser) {
        HttpResponse<String> answer = send(
                browser,
                HttpRequest.newBuilder(URI.create(platform.program().address() + "/console/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("username=admin&password=" + platform.password()))
                        .build());
        return answer.headers()
                .firstValue("Set-Cookie")
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .orElseThrow(() -> new BenchFailed("Signing in to the console answered " + answer.statusCode()));
    }

    private Answers ask(HttpClient browser, String session, List<String> addresses, int times) {
        Latencies latencies = new Latencies();
        int largest = 0;
        for (int number = 0; number < times; number++) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(platform.program().address() + addresses.get(number % addresses.size())))
                    .header("Cookie", session)
                    .build();
            long start = System.nanoTime();
            HttpResponse<String> answer = send(browser, request);
            latencies.record(Duration.ofNanos(System.nanoTime() - start));
            if (answer.statusCode() != 200) {
                throw new BenchFailed(request.uri() + " answered " + answer.statusCode());
            }
            largest = Math.max(largest, answer.body().length());
        }
        return new Answers(latencies, largest);
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest request) {
        try {
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new BenchFailed(request.uri() + " could not be asked for: " + e, e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", interrupted);
        }
    }

    private void say(String what) {
        progress.println("bench: " + what + " ...");
        progress.flush();
    }
}
