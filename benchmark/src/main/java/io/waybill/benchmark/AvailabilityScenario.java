package io.waybill.benchmark;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** How quickly a shop reads what is available: stock summaries of ten articles over all facilities. */
final class AvailabilityScenario {
    private static final String NAME = "availability";
    private static final int ARTICLES = 10;
    private static final int READS_PER_SECOND = 100;
    private static final int CONNECTIONS = 8;
    private static final int WARM_UP = 1_000;

    private final Platform platform;
    private final Settings settings;
    private final Network network;

    AvailabilityScenario(Platform platform, Settings settings, Network network) {
        this.platform = platform;
        this.settings = settings;
        this.network = network;
    }

    void measure(Report report) {
        LoadClient client = platform.client();
        List<Double> medians = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        IntFunction<LoadClient.Request> reads = reads();
        client.asFastAsPossible(CONNECTIONS, Math.min(WARM_UP, settings.orders()), reads);
        for (int run = 0; run < settings.runs(); run++) {
            Load paced = client.atPace(READS_PER_SECOND, settings.time(), reads);
            medians.add(paced.latencies().milliseconds(50));
            slowest.add(paced.latencies().milliseconds(99));
        }
        Spent spent = new Spent(platform);
        for (int run = 0; run < settings.runs(); run++) {
            spent.start();
            Load load = client.asFastAsPossible(CONNECTIONS, settings.orders() / 2, reads);
            spent.stop(load.requests());
            rates.add(load.perSecond());
        }
        String what = "ten articles, " + network.facilities() + " facilities, ";
        String load = what + "at " + READS_PER_SECOND + " reads/s, ";
        report.add(Figure.of(NAME, load + "p50", medians, " ms"));
        report.add(new Figure(NAME, load + "p99", slowest, " ms", "20 ms"));
        report.add(Figure.of(NAME, what + "8 connections", rates, "/s"));
        spent.report(report, NAME, "read");
    }

    private IntFunction<LoadClient.Request> reads() {
        Random random = new Random(5);
        List<LoadClient.Request> requests = new ArrayList<>();
        for (int variant = 0; variant < 50; variant++) {
            StringBuilder path = new StringBuilder("/api/stocks/summaries?size=").append(ARTICLES);
            random.ints(0, network.articles())
                    .distinct()
                    .limit(Math.min(ARTICLES, network.articles()))
                    .forEach(article -> path.append("&tenantArticleIds=").append(Network.article(article)));
            requests.add(new LoadClient.Request(HttpMethod.GET, path.toString(), null));
        }
        return number -> requests.get(number % requests.size());
    }
}
