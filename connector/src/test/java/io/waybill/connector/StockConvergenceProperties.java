package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever order, repetition and mixture of events and full runs: the shop ends at the platform's values. */
class StockConvergenceProperties {
    private static final List<String> ARTICLES = List.of("A-1", "A-2", "A-3", "A-4");
    private static final StockScene STOCK = new StockScene();
    private static final List<Connector.Running> INSTANCES =
            List.of(STOCK.scene.connector(StockScene.ON), STOCK.scene.connector(StockScene.ON));

    private enum Kind {
        CHANGE,
        UNLIST,
        EVENT,
        FULL_RUN,
        FOREIGN_WRITE
    }

    record Step(Kind kind, String article, int quantity) {}

    @AfterContainer
    static void close() {
        STOCK.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void the_last_event_of_each_article_is_enough_in_whatever_order(
            @ForAll("steps") List<Step> steps, @ForAll Random random) {
        Map<String, Integer> platform = play(steps, random);

        List<String> last = new ArrayList<>(ARTICLES);
        last.addAll(ARTICLES);
        Collections.shuffle(last, random);
        last.forEach(article -> STOCK.changed(instance(random), article));

        platform.forEach((article, quantity) ->
                assertThat(STOCK.shown(article).orElse(0)).isEqualTo((long) quantity));
    }

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void a_full_run_is_enough_whatever_events_were_lost(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        Map<String, Integer> platform = play(steps, random);
        // A facility that lists nothing at all is left alone.
        STOCK.scene.platform.stock(STOCK.facility, "Z", 1, 1);

        STOCK.fullRun(instance(random));

        platform.forEach((article, quantity) ->
                assertThat(STOCK.shown(article).orElse(0)).isEqualTo((long) quantity));
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void two_instances_that_work_while_the_platform_changes_end_at_its_values(
            @ForAll("steps") List<Step> steps, @ForAll Random random) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> changes = new ArrayList<>();
            for (Step step : steps) {
                Connector.Running instance = instance(random);
                changes.add(() -> {
                    change(step, new HashMap<>());
                    int status = STOCK.changed(instance, step.article());
                    while (status == 503) {
                        status = STOCK.changed(instance, step.article());
                    }
                    return status;
                });
            }
            for (Future<Integer> status : threads.invokeAll(changes)) {
                assertThat(status.get()).isEqualTo(201);
            }
        }

        Map<String, Long> platform = new HashMap<>();
        STOCK.scene
                .platform
                .all("stocks")
                .forEach(stock -> platform.put(
                        stock.path("tenantArticleId").asText(),
                        stock.path("availableForPicking").asLong()));
        steps.forEach(step ->
                assertThat(STOCK.shown(step.article()).orElse(0)).isEqualTo(platform.getOrDefault(step.article(), 0L)));
    }

    private static Map<String, Integer> play(List<Step> steps, Random random) {
        Map<String, Integer> platform = new HashMap<>();
        for (Step step : steps) {
            switch (step.kind()) {
                case CHANGE, UNLIST -> change(step, platform);
                case EVENT -> STOCK.changed(instance(random), step.article());
                case FULL_RUN -> STOCK.fullRun(instance(random));
                case FOREIGN_WRITE ->
                    STOCK.entries(step.article())
                            .forEach(entry -> STOCK.scene.shop.post(
                                    "/inventory/" + entry.path("id").asText(),
                                    Scene.json("{\"version\":" + entry.path("version")
                                            + ",\"actions\":[{\"action\":\"changeQuantity\",\"quantity\":"
                                            + step.quantity() + "}]}")));
            }
        }
        return platform;
    }

    private static void change(Step step, Map<String, Integer> platform) {
        if (step.kind() == Kind.UNLIST) {
            STOCK.scene.platform.unlist(STOCK.facility, step.article());
            platform.put(step.article(), 0);
        } else if (step.kind() == Kind.CHANGE) {
            STOCK.scene.platform.stock(STOCK.facility, step.article(), step.quantity(), step.quantity());
            platform.put(step.article(), step.quantity());
        }
    }

    private static Connector.Running instance(Random random) {
        return INSTANCES.get(random.nextInt(INSTANCES.size()));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.values()),
                        Arbitraries.of(ARTICLES),
                        Arbitraries.integers().between(0, 9))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
