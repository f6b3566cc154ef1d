package io.waybill.application.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.application.demo.Purchase.Line;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.HandoverJob;
import io.waybill.client.PackJob;
import io.waybill.client.PickJob;
import io.waybill.client.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job from the confirmed order to the shipped one, over HTTP, on the packaged platform with its PostgreSQL and
 * with the connector between. Which shop it is, subclasses say.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MainJobScenarios {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<Site> sites = Site.planned(4);
    private final Catalogue catalogue = new Catalogue();
    private final StockPlan stock = new StockPlan(sites, catalogue.articles(), 60, new SplittableRandom(7));
    private final AtomicInteger numbers = new AtomicInteger();

    private PlatformProcess process;
    private ShopInTest shop;
    private Map<String, String> facilities;
    private FulfilmentClient platform;
    private Shop orders;

    abstract ShopInTest start(PlatformAccess platform, Path folder) throws Exception;

    @BeforeAll
    void openTheShop(@TempDir Path folder) throws Exception {
        process = PlatformProcess.start(folder);
        shop = start(process.access(), folder);
        platform = shop.sides().platform();
        orders = new Shop(shop.sides().shop());
        Network network = new Network(shop.sides(), sites, catalogue.articles(), stock);
        network.configureShop();
        shop.register();
        shop.sell(catalogue.articles().subList(0, 60));
        network.openChannels();
        for (JsonNode channel : shop.sides().shop().query("/channels", 100)) {
            shop.channelCreated(channel.path("id").asText(), channel.path("key").asText());
        }
        facilities = network.equipFacilities();
    }

    @AfterAll
    void closeTheShop() throws Exception {
        if (shop != null) {
            shop.close();
        }
        if (process != null) {
            process.close();
        }
    }

    ShopInTest shop() {
        return shop;
    }

    @Test
    void aConfirmedOrderIsRoutedPickedHandedOverAndShippedInTheShop() {
        // Both articles lie in the facilities that get labels from outside.
        String id = confirmed(shipped(
                new Line(stock.oneSide().get(0), 2), new Line(stock.oneSide().get(1), 1)));

        FulfilmentOrder order = platformOrder(id);
        assertThat(order.customAttributes().path("commercetoolsId").asText()).isEqualTo(id);
        PickJob job = onlyPickJob(order);
        eventually(
                "the order shows who picks it",
                () -> field(id, "fft_pickjob_id").equals(job.id()));
        assertThat(field(id, "fft_order_id")).isEqualTo(order.id());
        assertThat(field(id, "fft_short_id")).isEqualTo(job.shortId());
        assertThat(field(id, "fft_facility_id")).isEqualTo(job.facilityRef());
        assertThat(facilities).containsValue(job.facilityRef());

        pick(job);
        ship(job);
        HandoverJob handover = onlyHandover(order);
        assertThat(handover.channel()).isEqualTo("DELIVERY");
        eventually("the order is ready", () -> shipmentState(id).equals("Ready"));
        assertThat(field(id, "fft_handoverjob_id")).isEqualTo(handover.id());
        assertThat(field(id, "fft_parcels")).contains("tracking_number", "https://track.example.com/parcels/");

        handOver(handover);
        eventually("the order is shipped", () -> shipmentState(id).equals("Shipped"));
        eventually("the order has a delivery", () -> deliveries(id).size() == 1);
        assertThat(deliveries(id).path(0).path("parcels")).hasSize(1);
        assertThat(deliveries(id).path(0).path("items")).hasSize(2);
        assertThat(platform.orders().withTenantOrderId(number(id))).hasSize(1);
    }

    @Test
    void aGiftIsPackedBeforeItLeaves() {
        String id = confirmed(purchase(List.of(new Line(stock.ordinary().get(0), 1)), null, true));

        FulfilmentOrder order = platformOrder(id);
        PickJob job = onlyPickJob(order);
        pick(job);
        List<PackJob> packJobs = platform.packJobs().list(Query.of("pickJobRef", job.id()));
        assertThat(packJobs).hasSize(1);
        assertThat(handovers(order)).isEmpty();

        new Packing(platform).pack(packJobs.getFirst().id());
        ship(job);
        handOver(onlyHandover(order));
        eventually("the gift is shipped", () -> shipmentState(id).equals("Shipped"));
    }

    @Test
    void anOrderCancelledWhileOpenIsCancelledOnThePlatformAndItsStockIsFreeAgain() {
        Article article = stock.ordinary().get(1);
        String id = confirmed(shipped(new Line(article, 2)));
        FulfilmentOrder order = platformOrder(id);
        PickJob job = onlyPickJob(order);
        assertThat(reserved(article)).isEqualTo(2);

        orders.cancel(id);
        shop.orderStateChanged(id, "Cancelled");

        eventually(
                "the platform has cancelled the order",
                () -> platform.orders().get(order.id()).cancelled());
        assertThat(platform.pickJobs().get(job.id()).status()).isEqualTo("CANCELED");
        assertThat(reserved(article)).isZero();
        assertThat(shipmentState(id)).isNotIn("Ready", "Shipped");
    }

    @Test
    void aCollectedOrderIsReadyAndThenShipped() {
        Site store = sites.getFirst();
        Article article = stock.ordinaryAt(store).getFirst();
        String id = confirmed(purchase(List.of(new Line(article, 1)), store, false));

        FulfilmentOrder order = platformOrder(id);
        PickJob job = onlyPickJob(order);
        assertThat(job.facilityRef()).isEqualTo(facilities.get(store.key()));
        pick(job);
        HandoverJob handover = onlyHandover(order);
        assertThat(handover.channel()).isEqualTo("COLLECT");
        eventually(
                "the goods are ready to be collected", () -> shipmentState(id).equals("Ready"));

        handOver(handover);
        eventually("the goods are collected", () -> shipmentState(id).equals("Shipped"));
    }

    @Test
    void anOrderThatNoSingleFacilityCanServeLeavesInTwoParts() {
        String id = confirmed(shipped(
                new Line(stock.oneSide().get(2), 1), new Line(stock.otherSide().get(2), 1)));

        FulfilmentOrder order = platformOrder(id);
        eventually("two facilities pick", () -> pickJobs(order).size() == 2);
        List<PickJob> jobs = pickJobs(order);
        assertThat(jobs).extracting(PickJob::facilityRef).doesNotHaveDuplicates();
        eventually(
                "the order shows both",
                () -> jobs.stream().allMatch(job -> field(id, "fft_pickjob_id").contains(job.id())));

        for (PickJob job : jobs) {
            pick(job);
            ship(job);
        }
        eventually("both parts are ready", () -> handovers(order).size() == 2);
        List<HandoverJob> handovers = handovers(order);
        handOver(handovers.getFirst());
        eventually("one part has left", () -> shipmentState(id).equals("Partial"));

        handOver(handovers.getLast());
        eventually("both parts have left", () -> shipmentState(id).equals("Shipped"));
        eventually("the order has two deliveries", () -> deliveries(id).size() == 2);
    }

    // ---- what the shop does and shows

    String confirmed(Purchase purchase) {
        String id = orders.place(purchase);
        orders.confirm(id);
        shop.orderStateChanged(id, "Confirmed");
        return id;
    }

    Purchase shipped(Line... lines) {
        return purchase(List.of(lines), null, false);
    }

    private Purchase purchase(List<Line> lines, @Nullable Site collectAt, boolean gift) {
        Purchase.Customer customer = new Purchase.Customer(
                "Ada", "Egger", "ada@example.com", Place.cities().getFirst());
        return new Purchase("M-" + numbers.incrementAndGet(), customer, lines, collectAt, gift, false);
    }

    Article article(int position) {
        return stock.ordinary().get(position);
    }

    private JsonNode shopOrder(String id) {
        return shop.sides().shop().get("/orders/" + id);
    }

    private String number(String id) {
        return shopOrder(id).path("orderNumber").asText();
    }

    private String field(String id, String name) {
        return shopOrder(id).path("custom").path("fields").path(name).asText();
    }

    private String shipmentState(String id) {
        return shopOrder(id).path("shipmentState").asText("none");
    }

    private JsonNode deliveries(String id) {
        return shopOrder(id).path("shippingInfo").path("deliveries");
    }

    // ---- what happens on the platform

    private FulfilmentOrder platformOrder(String id) {
        String number = number(id);
        eventually(
                "the platform has the order",
                () -> !platform.orders().withTenantOrderId(number).isEmpty());
        return platform.orders()
                .get(platform.orders().withTenantOrderId(number).getFirst().id());
    }

    private List<PickJob> pickJobs(FulfilmentOrder order) {
        return platform.pickJobs().list(Query.of("orderRef", order.id())).stream()
                .map(job -> platform.pickJobs().get(job.id()))
                .toList();
    }

    private PickJob onlyPickJob(FulfilmentOrder order) {
        eventually("a facility picks", () -> !pickJobs(order).isEmpty());
        assertThat(pickJobs(order)).hasSize(1);
        return pickJobs(order).getFirst();
    }

    private List<HandoverJob> handovers(FulfilmentOrder order) {
        return platform.handoverJobs().list(Query.of("tenantOrderId", order.tenantOrderId()));
    }

    private HandoverJob onlyHandover(FulfilmentOrder order) {
        assertThat(handovers(order)).hasSize(1);
        return handovers(order).getFirst();
    }

    private void pick(PickJob job) {
        new Picking(platform, line -> false).pick(job.id());
        assertThat(platform.pickJobs().get(job.id()).status()).isEqualTo("CLOSED");
    }

    private void ship(PickJob job) {
        new Shipping(platform).ship(job.id());
    }

    private void handOver(HandoverJob job) {
        new HandingOver(platform).handOver(job.id());
        assertThat(platform.handoverJobs().get(job.id()).handedOver()).isTrue();
    }

    private long reserved(Article article) {
        return platform.get("/api/stocks", Query.of("tenantArticleId", article.sku()))
                .path("stocks")
                .valueStream()
                .mapToLong(entry -> entry.path("reserved").asLong())
                .sum();
    }

    static void eventually(String what, java.util.function.BooleanSupplier question) {
        Polling.until(LIMIT, what, question);
    }

    /** The trails of the orders with these ids, once all are settled. */
    List<Trail> settled(List<String> ids) {
        Trails trails = new Trails(shop.sides());
        eventually("all orders are settled", () -> of(ids, trails).noneMatch(Trail::unaccounted));
        return of(ids, trails).collect(Collectors.toList());
    }

    private static Stream<Trail> of(List<String> ids, Trails trails) {
        return trails.latest().stream()
                .filter(trail -> ids.contains(trail.shopOrder().path("id").asText()));
    }
}
