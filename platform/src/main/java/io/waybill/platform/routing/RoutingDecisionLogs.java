package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The list of decisions with their options. Nothing is stored for it: what a plan's decision log and an answer with
 * sourcing options hold is told in another form. Thread-safe.
 */
@ApplicationScoped
class RoutingDecisionLogs {
    private static final char BEFORE_RUN = '-';

    private final RoutingPlans plans;
    private final SourcingOptions options;
    private final Orders orders;
    private final Facilities facilities;
    private final ObjectMapper json;

    RoutingDecisionLogs(
            RoutingPlans plans, SourcingOptions options, Orders orders, Facilities facilities, ObjectMapper json) {
        this.plans = plans;
        this.options = options;
        this.orders = orders;
        this.facilities = facilities;
        this.json = json;
    }

    /** What is asked for; null keeps all. Filters are taken together. */
    record Filter(
            @Nullable String sourcingOptionRef,
            @Nullable String sourcingOptionsRef,
            @Nullable String processRef,
            @Nullable String orderRef,
            @Nullable String routingPlanRef,
            @Nullable String tenantOrderId) {

        private @Nullable String sourcing() {
            return sourcingOptionRef != null ? sourcingOptionRef : sourcingOptionsRef;
        }

        private boolean namesPlans() {
            return processRef != null || orderRef != null || routingPlanRef != null;
        }
    }

    record Page(List<RoutingDecisionLog> decisionLogs, long total) {}

    private record Row(RoutingPlan plan, int run, Instant created, JsonNode log) {}

    /**
     * One page: of a sourcing option or a question for such, what was answered; otherwise the decisions on plans, in the
     * order of plans and runs.
     *
     * @throws Rejection 400 when startAfterId is no id of such a decision
     */
    Page page(Handle handle, ListPage page, Filter filter) {
        String sourcing = filter.sourcing();
        if (sourcing != null) {
            List<RoutingDecisionLog> found = options.logged(handle, sourcing).stream()
                    .filter(logged -> matches(logged, filter))
                    .map(RoutingDecisionLogs::of)
                    .toList();
            return new Page(page.startAfterId() == null ? found : List.of(), found.size());
        }
        return ofPlans(handle, page, filter);
    }

    private static boolean matches(SourcingOptions.Logged logged, Filter filter) {
        return !filter.namesPlans()
                && (filter.sourcingOptionsRef() == null
                        || filter.sourcingOptionsRef().equals(logged.id()))
                && (filter.tenantOrderId() == null || filter.tenantOrderId().equals(logged.tenantOrderId()));
    }

    private static RoutingDecisionLog of(SourcingOptions.Logged logged) {
        List<SourcingOption> found = logged.answer().result().options();
        return RoutingDecisionLog.of(
                logged.id(),
                logged.created(),
                new RoutingDecisionLog.RelatedRefs(
                        null,
                        null,
                        null,
                        found.isEmpty() ? null : found.getFirst().runId(),
                        found.stream().map(SourcingOption::id).toList(),
                        logged.id(),
                        logged.tenantOrderId()),
                found);
    }

    private Page ofPlans(Handle handle, ListPage page, Filter filter) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new LinkedHashMap<>();
        equal("p.process_id", "process", filter.processRef(), conditions, values);
        equal("p.order_ref", "order", filter.orderRef(), conditions, values);
        equal("l.routing_plan_id", "plan", filter.routingPlanRef(), conditions, values);
        if (filter.tenantOrderId() != null) {
            conditions.add("p.order_ref = any(:orders)");
            values.put("orders", orders.idsOf(handle, filter.tenantOrderId()));
        }
        String from = " from routing_decision_log l join routing_plan p on p.id = l.routing_plan_id where "
                + String.join(" and ", conditions);
        long total = bound(handle.createQuery("select count(*)" + from), values)
                .mapTo(Long.class)
                .one();
        String after = "";
        if (page.startAfterId() != null) {
            after = " and (l.routing_plan_id, l.routing_run) > (:afterPlan, :afterRun)";
            int split = page.startAfterId().lastIndexOf(BEFORE_RUN);
            values.put("afterPlan", split < 0 ? "" : page.startAfterId().substring(0, split));
            values.put("afterRun", run(page.startAfterId().substring(split + 1)));
        }
        List<Row> rows = bound(
                        handle.createQuery("select p.document::text, l.routing_run, l.created, l.document" + from
                                + after + " order by l.routing_plan_id, l.routing_run limit :limit"),
                        values)
                .bind("limit", page.size())
                .map((row, context) -> new Row(
                        plans.table().parse(row.getString(1)),
                        row.getInt(2),
                        row.getTimestamp(3).toInstant(),
                        read(row.getString(4))))
                .list();
        Set<String> named = new HashSet<>();
        rows.forEach(row -> {
            if (row.plan().facilityRef() != null) {
                named.add(row.plan().facilityRef());
            }
        });
        Map<String, Facility> known = facilities.byIds(handle, named);
        return new Page(rows.stream().map(row -> of(row, known)).toList(), total);
    }

    private static int run(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException failure) {
            throw Rejection.invalid("startAfterId must be the id of an entry of this list");
        }
    }

    private static void equal(
            String column, String name, @Nullable String value, List<String> conditions, Map<String, Object> values) {
        if (value != null) {
            conditions.add(column + " = :" + name);
            values.put(name, value);
        }
    }

    private static Query bound(Query query, Map<String, Object> values) {
        values.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                query.bindArray(name, String.class, list.toArray());
            } else {
                query.bind(name, value);
            }
        });
        return query;
    }

    private RoutingDecisionLog of(Row row, Map<String, Facility> facilities) {
        RoutingPlan plan = row.plan();
        return RoutingDecisionLog.of(
                plan.id() + BEFORE_RUN + row.run(),
                row.created(),
                new RoutingDecisionLog.RelatedRefs(
                        plan.orderRef(),
                        plan.processId(),
                        List.of(plan.id()),
                        plan.runId(),
                        null,
                        null,
                        plan.tenantOrderId()),
                taken(row, facilities));
    }

    /** The way that was taken in the run; empty when nobody could serve anything, or the facility is gone. */
    private static List<SourcingOption> taken(Row row, Map<String, Facility> facilities) {
        RoutingPlan plan = row.plan();
        JsonNode assigned = row.log().path("results").path("assignedItems");
        Facility facility = plan.facilityRef() == null ? null : facilities.get(plan.facilityRef());
        if (assigned.isEmpty() || facility == null) {
            return List.of();
        }
        String id = plan.id() + BEFORE_RUN + row.run();
        List<SourcingOption.HandledItem> items = new ArrayList<>();
        assigned.forEach(item -> items.add(new SourcingOption.HandledItem(
                item.path("tenantArticleId").asText(), item.path("quantity").asLong())));
        BigDecimal penalty = BigDecimal.ZERO;
        List<SourcingOption.RatingResult> ratings = new ArrayList<>();
        for (JsonNode decision : row.log().path("facilityDecisions")) {
            if (decision.path("facility").path("facilityRef").asText().equals(facility.id())) {
                penalty = decision.path("totalPenalty").decimalValue();
                decision.path("orderRatings").forEach(rating -> ratings.add(rating(rating, plan)));
            }
        }
        boolean collected =
                plan.deliveryPreferences() != null && plan.deliveryPreferences().collection() != null;
        SourcingOption.Node source = new SourcingOption.Node(
                id + "-source", facility.type().name(), facility.id(), facility.tenantFacilityId(), collected, items);
        SourcingOption.Node customer = new SourcingOption.Node(id + "-customer", "CUSTOMER", null, null, null, items);
        return List.of(new SourcingOption(
                id,
                plan.runId() == null ? id : plan.runId(),
                penalty,
                collected ? List.of(source) : List.of(source, customer),
                collected
                        ? List.of()
                        : List.of(
                                new SourcingOption.Transfer(source.id(), customer.id(), null, items, null, List.of())),
                List.of(),
                ratings,
                List.of(),
                null,
                null,
                null,
                null));
    }

    private static SourcingOption.RatingResult rating(JsonNode rating, RoutingPlan plan) {
        String name = rating.path("name").asText();
        return new SourcingOption.RatingResult(
                name,
                name,
                rating.path("normalizedScore")
                        .decimalValue()
                        .multiply(rating.path("maxPenalty").decimalValue()),
                plan.id(),
                "StandardRating");
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored decision log cannot be read", failure);
        }
    }
}
