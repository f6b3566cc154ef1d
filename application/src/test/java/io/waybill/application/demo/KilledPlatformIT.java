package io.waybill.application.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentException;
import io.waybill.client.PickJob;
import io.waybill.client.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the platform's process for real, at moments drawn from a seed, while orders come in and staff work. Shop,
 * connector, customers and staff live on, as they would.
 */
class KilledPlatformIT {
    private static final Duration SETTLED = Duration.ofSeconds(120);
    private static final int ORDERS = 24;
    private static final int KILLS = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = 1)
    void nothingIsLostDoneTwiceOrOversoldWhenThePlatformIsKilled(long seed) throws Exception {
        killAndCount(seed, KILLS);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5, 8, 13, 21, 34, 55})
    void nothingIsLostDoneTwiceOrOversoldHoweverOftenThePlatformIsKilled(long seed) throws Exception {
        killAndCount(seed, 4 * KILLS);
    }

    private void killAndCount(long seed, int kills) throws Exception {
        System.out.println("killing the platform " + kills + " times with seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Site> sites = Site.planned(6);
        List<Article> articles = new Catalogue().articles();
        StockPlan stock = new StockPlan(sites, articles, ORDERS, random.split());
        List<Purchase> purchases = new Customers(sites, stock, random.split()).purchases(ORDERS, "K" + seed + "-");
        try (PlatformProcess platform = PlatformProcess.start(folder);
                ConnectedShop systems = ConnectedShop.start(platform.access(), 0, 0)) {
            Network network = new Network(systems.sides(), sites, articles, stock);
            network.configureShop();
            systems.register();
            network.openChannels();
            Map<String, String> facilities = network.equipFacilities();

            Trails trails = new Trails(systems.sides());
            try (Staff staff = new Staff(systems.sides().platform(), Duration.ofMillis(300), 3, random.split());
                    ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
                staff.start();
                Future<?> ordering = customers.submit(() -> purchases.forEach(purchase -> {
                    Shop shop = systems.shop();
                    shop.confirm(shop.place(purchase));
                }));
                for (int kill = 0; kill < kills; kill++) {
                    letWorkGoOn(trails, random.nextInt(100, 1_500));
                    platform.kill();
                    platform.run();
                }
                ordering.get();
                Polling.until(SETTLED, "every order is settled", () -> settled(trails));
            }
            List<Trail> ended = trails.all();
            StockLedger ledger = new StockLedger(StockLedger.initial(sites, stock, facilities), ended);
            Outcome outcome = Outcome.of(ended, ledger);

            assertThat(outcome.table()).isNotEmpty();
            assertThat(outcome.confirmed()).isEqualTo(ORDERS);
            assertThat(ended).noneMatch(Trail::unaccounted);
            assertThat(ended).allMatch(trail -> trail.platformOrders().size() == 1);
            assertThat(outcome.doubled()).isZero();
            assertThat(outcome.oversold()).isZero();
            assertThat(outcome.shipped())
                    .as("most orders do go out: %s", outcome)
                    .isGreaterThan(ORDERS * 3L / 4);
            assertThat(ended).allSatisfy(KilledPlatformIT::sentInTheShopAsOftenAsOrdered);
            assertThat(onTheShelves(systems, facilities, "value")).isEqualTo(rest(sites, stock, facilities, ended));
            assertThat(onTheShelves(systems, facilities, "reserved").values())
                    .as("what is settled holds no reservation")
                    .allMatch(units -> units == 0);
        }
    }

    /** A moment drawn from the seed, spent reading as a curious person would; reads fail while the platform is down. */
    private static void letWorkGoOn(Trails trails, int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        do {
            settled(trails);
        } while (System.nanoTime() < end);
    }

    private static boolean settled(Trails trails) {
        try {
            List<Trail> latest = trails.latest();
            return latest.size() == ORDERS
                    && latest.stream().allMatch(trail -> trail.confirmed() && !trail.unaccounted());
        } catch (FulfilmentException down) {
            return false;
        }
    }

    /** An event that comes twice, as it may after a kill, must not send the same goods twice. */
    private static void sentInTheShopAsOftenAsOrdered(Trail trail) {
        Map<String, Long> sent = new HashMap<>();
        for (JsonNode delivery : trail.shopOrder().path("shippingInfo").path("deliveries")) {
            for (JsonNode item : delivery.path("items")) {
                sent.merge(item.path("id").asText(), item.path("quantity").asLong(), Long::sum);
            }
        }
        for (JsonNode line : trail.shopOrder().path("lineItems")) {
            assertThat(sent.getOrDefault(line.path("id").asText(), 0L))
                    .as(trail.describe())
                    .isLessThanOrEqualTo(line.path("quantity").asLong());
        }
    }

    /** What was there, less what was picked: picking takes it off the shelf, and nothing else does. */
    private static Map<StockLedger.Shelf, Long> rest(
            List<Site> sites, StockPlan stock, Map<String, String> facilities, List<Trail> ended) {
        Map<StockLedger.Shelf, Long> rest = new HashMap<>(StockLedger.initial(sites, stock, facilities));
        for (Trail trail : ended) {
            for (PickJob job : trail.pickJobs()) {
                if (job.status().equals("CLOSED")) {
                    for (JsonNode line : job.lines()) {
                        String sku =
                                line.path("article").path("tenantArticleId").asText();
                        rest.merge(
                                new StockLedger.Shelf(String.valueOf(job.facilityRef()), sku),
                                -line.path("picked").asLong(),
                                Long::sum);
                    }
                }
            }
        }
        return rest;
    }

    /** @param figure of the stocks: what lies there, or what of it is reserved */
    private static Map<StockLedger.Shelf, Long> onTheShelves(
            ConnectedShop systems, Map<String, String> facilities, String figure) {
        Map<StockLedger.Shelf, Long> units = new HashMap<>();
        for (String facility : facilities.values()) {
            String last = null;
            while (true) {
                JsonNode page = systems.sides()
                        .platform()
                        .get(
                                "/api/stocks",
                                Query.of("facilityRef", facility)
                                        .with("size", "100")
                                        .with("startAfterId", last))
                        .path("stocks");
                for (JsonNode stock : page) {
                    units.merge(
                            new StockLedger.Shelf(
                                    facility, stock.path("tenantArticleId").asText()),
                            stock.path(figure).asLong(),
                            Long::sum);
                    last = stock.path("id").asText();
                }
                if (page.size() < 100) {
                    break;
                }
            }
        }
        return units;
    }
}
