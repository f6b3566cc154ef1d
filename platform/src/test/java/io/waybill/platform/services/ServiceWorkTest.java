package io.waybill.platform.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.waybill.platform.facilities.CustomService;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.Order;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.services.LinkServiceJobs.Linked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which services are done to what was picked, and how their jobs are linked. */
class ServiceWorkTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final AtomicInteger last = new AtomicInteger(1000);
    private final Identifiers identifiers = () -> "id-" + last.incrementAndGet();

    @Test
    void anOrderThatIsSplitHasEachUnitServedOnce() {
        Order order = order(Map.of("shirt", 7), service("engraving", Map.of("shirt", 5)));
        List<FloorServiceJob> first = jobs(order, pickJob("p1", line("shirt", 3)), List.of());
        List<FloorServiceJob> second = jobs(order, pickJob("p2", line("shirt", 4)), first);
        List<FloorServiceJob> both = new ArrayList<>(first);
        both.addAll(second);

        assertThat(units(first)).containsExactly("engraving:3");
        assertThat(units(second)).containsExactly("engraving:2");
        assertThat(jobs(order, pickJob("p3", line("shirt", 2)), both)).isEmpty();
    }

    @Test
    void whereLessWasPickedTheServicesFirstInTheOrderComeFirst() {
        Order order = order(
                Map.of("shirt", 4), service("engraving", Map.of("shirt", 2)), service("wrapping", Map.of("shirt", 2)));

        assertThat(units(jobs(order, pickJob("p1", line("shirt", 3)), List.of())))
                .containsExactly("engraving:2", "wrapping:1");
        assertThat(units(jobs(order, pickJob("p1", line("shirt", 1)), List.of())))
                .containsExactly("engraving:1");
    }

    @Test
    void aSubstituteIsServedInThePlaceOfWhatItWasPickedFor() {
        Order order = order(Map.of("shirt", 2), service("engraving", Map.of("shirt", 2)));
        Map<String, Object> line = line("shirt", 1);
        line.put(
                "substituteLineItems",
                List.of(Map.of("id", "s", "article", article("blouse"), "quantity", 1, "picked", 1)));

        List<FloorServiceJob> jobs = jobs(order, pickJob("p1", line), List.of());

        assertThat(jobs.getFirst().job().lineItems())
                .extracting(each -> each.article().tenantArticleId() + ":" + each.quantity())
                .containsExactly("shirt:1", "blouse:1");
        assertThat(jobs(order, pickJob("p2", line("shirt", 2)), jobs)).isEmpty();
    }

    @Test
    void aServiceWithoutGoodsIsDoneOnceWithTheFirstGoodsOfTheServiceAroundIt() {
        Map<String, Object> card = service("card", Map.of());
        Map<String, Object> wrapping = service("wrapping", Map.of("shirt", 2));
        wrapping.put("customServiceItems", List.of(card));
        Order order = order(Map.of("shirt", 2, "box", 1), wrapping);

        assertThat(jobs(order, pickJob("p0", line("box", 1)), List.of())).isEmpty();
        List<FloorServiceJob> first = jobs(order, pickJob("p1", line("shirt", 1)), List.of());
        assertThat(units(first)).containsExactly("card:", "wrapping:1");
        assertThat(first)
                .extracting(job -> job.job().status())
                .containsExactly(ServiceJobStatus.OPEN, ServiceJobStatus.NOT_READY);
        assertThat(units(jobs(order, pickJob("p2", line("shirt", 1)), first))).containsExactly("wrapping:1");
    }

    @Test
    void aServiceAroundOthersIsReadyWhenTheLastOfThemEnds() {
        Map<String, Object> wrapping = service("wrapping", Map.of());
        wrapping.put(
                "customServiceItems",
                List.of(service("engraving", Map.of("shirt", 1)), service("ironing", Map.of("shirt", 1))));
        List<FloorServiceJob> jobs =
                jobs(order(Map.of("shirt", 2), wrapping), pickJob("p1", line("shirt", 2)), List.of());
        FloorServiceJob engraved = ended(jobs.get(0), ServiceJobStatus.FINISHED);

        ServiceJobLifecycle.Progress first = ServiceJobLifecycle.progress(jobs, engraved);
        assertThat(first.changed()).containsExactly(engraved);
        assertThat(first.servicesDone()).isFalse();

        List<FloorServiceJob> now = new ArrayList<>(jobs);
        now.set(0, engraved);
        ServiceJobLifecycle.Progress second =
                ServiceJobLifecycle.progress(now, ended(jobs.get(1), ServiceJobStatus.CANCELLED));
        assertThat(second.changed())
                .extracting(job -> job.job().name() + " " + job.job().status())
                .containsExactly("ironing CANCELLED", "wrapping OPEN");
        assertThat(second.servicesDone()).isFalse();
        now.set(1, ended(jobs.get(1), ServiceJobStatus.CANCELLED));
        assertThat(ServiceJobLifecycle.progress(now, ended(jobs.get(2), ServiceJobStatus.FINISHED))
                        .servicesDone())
                .isTrue();
    }

    @Test
    void moreThanFiftyLinesAreSeveralJobsAndMoreThanFiftyChainsSeveralGroups() {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        List<Map<String, Object>> lines = new ArrayList<>();
        List<Map<String, Object>> services = new ArrayList<>();
        for (int article = 0; article < 60; article++) {
            ordered.put("a" + article, 2);
            lines.add(line("a" + article, 2));
            services.add(service("engraving", Map.of("a" + article, 1)));
        }
        Map<String, Integer> units = new LinkedHashMap<>();
        ordered.keySet().forEach(article -> units.put(article, 1));
        services.add(service("wrapping", units));
        Order order = order(ordered, services.toArray(Map[]::new));

        Linked linked = LinkServiceJobs.link(
                jobs(order, pickJob("p1", lines.toArray(Map[]::new)), List.of()), identifiers, NOW);

        assertThat(linked.jobs()).hasSize(62);
        assertThat(linked.jobs().subList(60, 62))
                .extracting(job -> job.job().lineItems().size())
                .containsExactly(50, 10);
        assertThat(linked.groups())
                .extracting(group -> group.serviceJobLinks().size())
                .containsExactly(50, 12);
        linked.jobs()
                .forEach(job -> assertThat(linked.groups())
                        .filteredOn(group -> group.id().equals(job.job().linkedServiceJobsRef()))
                        .allMatch(group -> group.includedServiceJobRefs()
                                        .contains(job.job().id())
                                && group.includedServiceJobLinkIds()
                                        .contains(job.job().serviceJobLinkRef()))
                        .hasSize(1));
    }

    private List<FloorServiceJob> jobs(Order order, PickJob pickJob, List<FloorServiceJob> made) {
        Map<String, CustomService> definitions = new HashMap<>();
        for (String name : List.of("engraving", "wrapping", "card", "ironing")) {
            definitions.put(
                    name,
                    JSON.convertValue(
                            Map.of(
                                    "id",
                                    name,
                                    "version",
                                    1,
                                    "created",
                                    NOW.toString(),
                                    "lastModified",
                                    NOW.toString(),
                                    "status",
                                    "ACTIVE",
                                    "nameLocalized",
                                    Map.of("en_US", name),
                                    "name",
                                    name,
                                    "additionalInformation",
                                    List.of(),
                                    "itemsRequired",
                                    "NONE"),
                            CustomService.class));
        }
        return ServiceJobsOfPickJob.create(
                pickJob,
                order.id(),
                ServiceWork.of(order, pickJob, made, identifiers),
                definitions,
                Map.of(),
                identifiers,
                NOW);
    }

    private static FloorServiceJob ended(FloorServiceJob job, ServiceJobStatus status) {
        return job.with(job.job().withStatus(status));
    }

    private static List<String> units(List<FloorServiceJob> jobs) {
        return jobs.stream()
                .map(job -> job.job().name() + ":"
                        + (job.job().lineItems().isEmpty()
                                ? ""
                                : job.job().lineItems().stream()
                                        .mapToLong(ServiceJobLineItem::quantity)
                                        .sum()))
                .toList();
    }

    private Map<String, Object> service(String name, Map<String, Integer> units) {
        List<Map<String, Object>> items = new ArrayList<>();
        units.forEach((article, quantity) -> items.add(Map.of("tenantArticleRef", article, "quantity", quantity)));
        return new HashMap<>(Map.of(
                "id",
                identifiers.next(),
                "customServiceDefinition",
                Map.of("customServiceRef", name),
                "articleItems",
                items,
                "customServiceItems",
                List.of()));
    }

    @SafeVarargs
    private Order order(Map<String, Integer> units, Map<String, Object>... services) {
        List<Map<String, Object>> lines = new ArrayList<>();
        units.forEach((article, quantity) ->
                lines.add(Map.of("id", "line-" + article, "quantity", quantity, "article", article(article))));
        Map<String, Object> order = new HashMap<>(Map.of(
                "id",
                "o",
                "version",
                1,
                "created",
                NOW.toString(),
                "lastModified",
                NOW.toString(),
                "processId",
                "process",
                "status",
                "OPEN",
                "orderDate",
                NOW.toString(),
                "orderLineItems",
                lines,
                "customServices",
                List.of(services)));
        return JSON.convertValue(order, Order.class);
    }

    private static Map<String, Object> line(String article, int picked) {
        return new HashMap<>(Map.of(
                "id",
                "pick-" + article,
                "article",
                article(article),
                "quantity",
                Math.max(1, picked),
                "picked",
                picked,
                "status",
                "CLOSED",
                "globalLineItemId",
                "line-" + article));
    }

    @SafeVarargs
    private static PickJob pickJob(String id, Map<String, Object>... lines) {
        Map<String, Object> job = new HashMap<>(Map.of(
                "id",
                id,
                "version",
                2,
                "created",
                NOW.toString(),
                "lastModified",
                NOW.toString(),
                "facilityRef",
                "f",
                "orderDate",
                NOW.toString(),
                "status",
                "CLOSED",
                "shortId",
                "K7M-2XQ",
                "processId",
                "process",
                "deliveryinformation",
                Map.of("channel", "COLLECT")));
        job.put("orderRef", "o");
        job.put("pickLineItems", List.of(lines));
        return JSON.convertValue(job, PickJob.class);
    }

    private static Map<String, Object> article(String id) {
        return Map.of("tenantArticleId", id, "title", "A " + id);
    }
}
