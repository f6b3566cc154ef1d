package io.waybill.application.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.application.demo.Purchase.Line;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.HandoverJob;
import io.waybill.sandbox.delivery.DeliverySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The main job with the sandbox as the shop. */
class MainJobWithSandboxIT extends MainJobScenarios {

    @Override
    ShopInTest start(PlatformAccess platform, Path folder) {
        return new SandboxInTest(platform);
    }

    @Test
    void messagesThatComeTwiceAndInDisorderDoNothingTwice() {
        var sandbox = ((SandboxInTest) shop()).sandbox();
        DeliverySettings settings = sandbox.configuration().delivery();
        sandbox.deliver(settings.withDisorder(0.5, 0.5, Duration.ofMillis(800), 11));
        List<String> ids = new ArrayList<>();
        try (Staff staff = new Staff(shop().sides().platform(), Duration.ofMillis(50), 0, new SplittableRandom(3))) {
            staff.start();
            for (int order = 0; order < 10; order++) {
                ids.add(confirmed(shipped(new Line(article(10 + order), 1))));
            }
            List<Trail> trails = settled(ids);

            assertThat(trails).hasSize(10).allMatch(Trail::handedOver).allMatch(Trail::shippedInShop);
            assertThat(trails)
                    .extracting(Trail::platformOrders)
                    .allMatch((List<FulfilmentOrder> all) -> all.size() == 1);
            assertThat(trails)
                    .extracting(Trail::handovers)
                    .allMatch((List<HandoverJob> all) ->
                            all.stream().filter(HandoverJob::handedOver).count() == 1);
            assertThat(trails)
                    .allSatisfy(trail -> assertThat(
                                    trail.shopOrder().path("shippingInfo").path("deliveries"))
                            .hasSize(1));
        } finally {
            sandbox.deliver(settings);
        }
    }

    @Test
    void nobodyBeginsWithAnOrderThatItsCustomerIsAboutToCancel() {
        Purchase regretted = shipped(new Line(article(30), 1));
        Purchase other = shipped(new Line(article(31), 1));
        List<String> ids = List.of(confirmed(regretted), confirmed(other));
        FulfilmentClient platform = shop().sides().platform();
        Trails trails = new Trails(shop().sides());
        eventually(
                "both orders are to be picked",
                () -> trails.latest().stream()
                                .filter(trail -> ids.contains(
                                        trail.shopOrder().path("id").asText()))
                                .filter(Trail::routed)
                                .count()
                        == 2);

        List<Task> waiting = new Picking(platform, line -> false)
                .waiting(100).stream().map(job -> Task.of(job.json())).toList();
        List<String> begun = new Regrets(platform, List.of(regretted.number()))
                .without(waiting).stream().map(Task::order).toList();

        assertThat(begun).contains(orderOf(platform, other)).doesNotContain(orderOf(platform, regretted));
        assertThat(waiting).extracting(Task::order).contains(orderOf(platform, regretted));
    }

    private static String orderOf(FulfilmentClient platform, Purchase purchase) {
        return platform.orders().withTenantOrderId(purchase.number()).getFirst().id();
    }
}
