package io.waybill.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.settings.FeatureAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A remote fulfilment platform for tests of the connector: as strict about orders as the contract, with faults on
 * demand. It keeps what it is told; the jobs of an order are put in by the test.
 */
final class PlatformStandIn implements AutoCloseable {
    private record Fault(
            String method, String path, int status, String says, boolean afterwards, int[] left, int[] spared) {
        boolean strikes(HttpExchange exchange, boolean now) {
            boolean due = afterwards == now
                    && left[0] > 0
                    && exchange.getRequestURI().getPath().contains(path)
                    && exchange.getRequestMethod().equals(method);
            if (due && spared[0] > 0) {
                spared[0]--;
                return false;
            }
            if (due) {
                left[0]--;
            }
            return due;
        }
    }

    private final HttpServer server;
    private final Map<String, List<ObjectNode>> entities = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    /** The item return jobs. */
    final ReturnDesk returns = new ReturnDesk(this);

    private String token = UUID.randomUUID().toString();
    private final Set<String> uncancellable = new HashSet<>();
    private boolean refusesCancel;
    private int created;
    private Set<String> permissions = Arrays.stream(FeatureAccess.values())
            .flatMap(feature -> feature.permissions().stream())
            .collect(Collectors.toSet());
    private boolean refusesLines;
    private final List<ObjectNode> reports = new ArrayList<>();
    private @Nullable List<String> wishes;

    PlatformStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    // ---- what a test says

    /** The next calls to a path that contains the text answer with that status. */
    synchronized void fail(String method, String path, int status, int times) {
        fail(method, path, status, "ordered fault", times);
    }

    /** The same, with words of the platform's own. */
    synchronized void fail(String method, String path, int status, String says, int times) {
        faults.add(new Fault(method, path, status, says, false, new int[] {times}, new int[] {0}));
    }

    /** So many calls to a path that contains the text are answered; all after them with that status. */
    synchronized void failAfter(String method, String path, int status, int answered) {
        faults.add(new Fault(
                method, path, status, "ordered fault", false, new int[] {Integer.MAX_VALUE}, new int[] {answered}));
    }

    /** The next call does what it should, but its caller is told that status. */
    synchronized void loseAnswer(String method, String path, int status) {
        faults.add(new Fault(method, path, status, "the answer was lost", true, new int[] {1}, new int[] {0}));
    }

    /** Takes reports of connectors from now on, as Waybill's platform does, and asks the next run for those replays. */
    synchronized void takeReports(String... replays) {
        wishes = List.of(replays);
    }

    /** The reports it was given. */
    synchronized List<ObjectNode> reports() {
        return List.copyOf(reports);
    }

    synchronized void heal() {
        faults.clear();
    }

    synchronized void refuseCancel() {
        refusesCancel = true;
    }

    /** What the connector's user may do from now on. */
    synchronized void permit(Collection<String> wanted) {
        permissions = Set.copyOf(wanted);
    }

    synchronized void refuseCancel(String orderId) {
        uncancellable.add(orderId);
    }

    synchronized void cancelAgain() {
        refusesCancel = false;
        uncancellable.clear();
    }

    synchronized void refuseLineChanges(boolean refuses) {
        refusesLines = refuses;
    }

    synchronized void forgetTokens() {
        token = UUID.randomUUID().toString();
    }

    synchronized List<ObjectNode> all(String kind) {
        return entities.getOrDefault(kind, List.of()).stream()
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** The orders that an order of the shop became. */
    synchronized List<ObjectNode> ordersOf(String shopOrderId) {
        return stored("orders")
                .filter(order -> order.path("customAttributes")
                        .path("commercetoolsId")
                        .asText()
                        .equals(shopOrderId))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** The ids of a shipment's parcels. */
    synchronized List<String> parcelsOf(String shipmentRef) {
        return stored("shipments")
                .filter(shipment -> shipment.path("id").asText().equals(shipmentRef))
                .flatMap(shipment -> shipment.path("parcels").valueStream())
                .map(parcel -> parcel.path("parcelRef").asText())
                .toList();
    }

    private Stream<ObjectNode> stored(String kind) {
        return entities.getOrDefault(kind, List.of()).stream();
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized ObjectNode put(String kind, ObjectNode entity) {
        if (!entity.has("id")) {
            entity.put("id", UUID.randomUUID().toString());
        }
        entity.put("version", entity.path("version").asLong(0) + 1);
        if (!entity.has("created")) {
            entity.put("created", "2026-11-24T00:00:00.%06dZ".formatted(++created));
        }
        List<ObjectNode> list = entities.computeIfAbsent(kind, key -> new ArrayList<>());
        list.removeIf(known -> known.path("id").equals(entity.path("id")));
        list.add(entity);
        return entity.deepCopy();
    }

    synchronized void remove(String kind) {
        entities.remove(kind);
    }

    ObjectNode facility(String tenantFacilityId) {
        ObjectNode facility = JsonHttp.JSON
                .createObjectNode()
                .put("name", tenantFacilityId)
                .put("tenantFacilityId", tenantFacilityId)
                .put("status", "ONLINE")
                .put("type", "MANAGED_FACILITY");
        facility.putObject("address")
                .put("street", "s")
                .put("city", "c")
                .put("postalCode", "1")
                .put("country", "DE");
        return put("facilities", facility);
    }

    /** What the facility has of the article from now on; all of it lies there, and that much may be ordered. */
    synchronized void stock(JsonNode facility, String article, int available, int onHand) {
        String facilityRef = facility.path("id").asText();
        ObjectNode stock = JsonHttp.JSON
                .createObjectNode()
                .put("id", facilityRef + "/" + article)
                .put("facilityRef", facilityRef)
                .put("tenantArticleId", article)
                .put("availableForPicking", available)
                .put("stockOnHand", onHand)
                .put("safetyStock", 1);
        put("stocks", stock);
    }

    /** The facility lists the article and does not offer it now. */
    synchronized void deactivate(JsonNode facility, String article) {
        put(
                "stocks",
                find("stocks", facility.path("id").asText() + "/" + article).put("status", "INACTIVE"));
    }

    /** The facility lists the article no more. */
    synchronized void unlist(JsonNode facility, String article) {
        entities.getOrDefault("stocks", new ArrayList<>())
                .removeIf(each ->
                        each.path("id").asText().equals(facility.path("id").asText() + "/" + article));
    }

    /** A pick job of the order for that many pieces of its first line. */
    ObjectNode pickJob(JsonNode order, String shortId, long pieces) {
        ObjectNode job = JsonHttp.JSON
                .createObjectNode()
                .put("status", "OPEN")
                .put("shortId", shortId)
                .put("facilityRef", "facility-" + shortId)
                .put("orderRef", order.path("id").asText())
                .put("tenantOrderId", order.path("tenantOrderId").asText())
                .put("processId", order.path("processId").asText());
        job.set("customAttributes", order.path("customAttributes"));
        job.putArray("pickLineItems")
                .addObject()
                .put("id", UUID.randomUUID().toString())
                .put("quantity", pieces)
                .put("picked", 0)
                .put("status", "OPEN")
                .put(
                        "globalLineItemId",
                        order.path("orderLineItems").path(0).path("id").asText())
                .set("article", order.path("orderLineItems").path(0).path("article"));
        return put("pickjobs", job);
    }

    /** The pick job, closed after that many pieces were found. */
    ObjectNode picked(JsonNode pickJob, long pieces) {
        ObjectNode job = pickJob.deepCopy();
        ObjectNode line = (ObjectNode) job.path("pickLineItems").path(0);
        line.put("picked", pieces).put("status", "CLOSED");
        if (pieces < line.path("quantity").asLong()) {
            job.put("subStatus", "SHORT_PICKED");
        }
        return put("pickjobs", job.put("status", pieces == 0 ? "ABORTED" : "CLOSED"));
    }

    /** A closed pack job of what was picked. */
    ObjectNode packJob(JsonNode order, JsonNode pickJob) {
        ObjectNode job = JsonHttp.JSON
                .createObjectNode()
                .put("status", "CLOSED")
                .put("orderRef", order.path("id").asText())
                .put("pickJobRef", pickJob.path("id").asText())
                .put("processId", order.path("processId").asText());
        JsonNode line = pickJob.path("pickLineItems").path(0);
        job.putArray("lineItems")
                .addObject()
                .put("id", UUID.randomUUID().toString())
                .put("quantity", line.path("picked").asLong())
                .put("packed", line.path("picked").asLong())
                .set("article", line.path("article"));
        return put("packjobs", job);
    }

    /** A routing plan of the order in that status. */
    ObjectNode routingPlan(JsonNode order, String status) {
        return put(
                "routingplans",
                JsonHttp.JSON
                        .createObjectNode()
                        .put("status", status)
                        .put("orderRef", order.path("id").asText())
                        .put("processId", order.path("processId").asText()));
    }

    /** A handover job of the pick job with one parcel that has that tracking number. */
    ObjectNode handoverJob(JsonNode order, JsonNode pickJob, String tracking) {
        ObjectNode parcel =
                JsonHttp.JSON.createObjectNode().put("status", "DONE").put("carrierRef", "carrier-1");
        parcel.putObject("result")
                .put("summary", "ok")
                .put("carrierTrackingNumber", tracking)
                .put("trackingUrl", "https://track.example/" + tracking);
        String parcelRef = put("parcels", parcel).path("id").asText();
        ObjectNode shipment =
                JsonHttp.JSON.createObjectNode().put("status", "CONFIRMED").put("carrierKey", "CUSTOM_POST");
        shipment.putArray("parcels").addObject().put("parcelRef", parcelRef).put("status", "DONE");
        String shipmentRef = put("shipments", shipment).path("id").asText();
        ObjectNode job = JsonHttp.JSON
                .createObjectNode()
                .put("status", "OPEN")
                .put("channel", "SHIPPING")
                .put("pickJobRef", pickJob.path("id").asText())
                .put("shipmentRef", shipmentRef)
                .put("tenantOrderId", order.path("tenantOrderId").asText())
                .put("processId", order.path("processId").asText());
        ObjectNode line = job.putArray("handoverJobLineItems").addObject();
        line.put("id", UUID.randomUUID().toString());
        line.put(
                "quantity",
                pickJob.path("pickLineItems").path(0).path("quantity").asLong());
        line.put("handedOverQuantity", line.path("quantity").asLong());
        line.set("article", order.path("orderLineItems").path(0).path("article"));
        return put("handoverjobs", job);
    }

    ObjectNode set(String kind, JsonNode entity, String field, String value) {
        ObjectNode copy = entity.deepCopy();
        return put(kind, copy.put(field, value));
    }

    // ---- what the connector says

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer;
        synchronized (this) {
            calls.add(exchange.getRequestMethod() + " " + path);
            answer = answer(
                    exchange, path, body.length == 0 ? JsonHttp.JSON.createObjectNode() : JsonHttp.JSON.readTree(body));
        }
        byte[] content = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    record Answer(int status, JsonNode body) {}

    /** What Waybill has and others have not. */
    private Answer waybill(String method, String path, JsonNode body) {
        if (wishes == null || !method.equals("PUT") || !path.startsWith("/waybill/connectors/")) {
            return error(404, "no such path");
        }
        reports.add((ObjectNode) body.deepCopy());
        ObjectNode answer = JsonHttp.JSON.createObjectNode();
        wishes.forEach(answer.putArray("replay")::add);
        if (body.has("reconciliation")) {
            wishes = List.of();
        }
        return ok(answer);
    }

    private Answer answer(HttpExchange exchange, String path, JsonNode body) {
        for (Fault fault : faults) {
            if (fault.strikes(exchange, false)) {
                return error(fault.status(), fault.says());
            }
        }
        Answer answer = work(exchange, path, body);
        for (Fault fault : faults) {
            if (fault.strikes(exchange, true)) {
                return error(fault.status(), fault.says());
            }
        }
        return answer;
    }

    private Answer work(HttpExchange exchange, String path, JsonNode body) {
        String method = exchange.getRequestMethod();
        if (path.equals("/v1/accounts:signInWithPassword")) {
            return ok(JsonHttp.JSON
                    .createObjectNode()
                    .put("idToken", token)
                    .put("refreshToken", "r")
                    .put("expiresIn", "3600"));
        }
        if (path.equals("/v1/token")) {
            return ok(JsonHttp.JSON
                    .createObjectNode()
                    .put("id_token", token)
                    .put("refresh_token", "r")
                    .put("expires_in", "3600"));
        }
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, "no valid token");
        }
        if (path.startsWith("/waybill/")) {
            return waybill(method, path, body);
        }
        String[] segments = path.substring("/api/".length()).split("/");
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return switch (segments[0]) {
            case "orders" -> orders(method, segments, query, body);
            case "users" -> effectivePermissions();
            case "facilities" ->
                segments.length == 3
                        ? listings(segments[1], exchange.getRequestURI().getRawQuery())
                        : facilities(method, segments, query, body);
            case "pickjobs" -> read("pickjobs", "pickjobs", segments, query);
            case "packjobs" -> read("packjobs", "packJobs", segments, query);
            case "routingplans" ->
                segments.length == 1
                                && all("routingplans").stream()
                                        .noneMatch(plan ->
                                                plan.path("orderRef").asText().equals(query.get("orderRef")))
                        ? error(404, "no plan of that order")
                        : read("routingplans", "routingPlans", segments, query);
            case "handoverjobs" -> read("handoverjobs", "handoverjobs", segments, query);
            case "shipments" -> read("shipments", "shipments", segments, query);
            case "parcels" -> read("parcels", "parcels", segments, query);
            case "loadunits" ->
                list(
                        "loadUnits",
                        "loadunits",
                        query,
                        unit -> unit.path("pickJobRefs").toString().contains(query.get("pickJobRef")));
            case "facilitygroups" -> facilityGroups(segments, query);
            case "stocks" -> stockSummaries(exchange.getRequestURI().getRawQuery());
            case "processes" -> read("processes", "processes", segments, query);
            case "itemreturnjobs" -> returns.answer(method, segments, query, body);
            case "subscriptions" -> subscriptions(method, segments, query, body);
            default -> error(404, "no such path");
        };
    }

    private Answer orders(String method, String[] segments, Map<String, String> query, JsonNode body) {
        if (method.equals("POST") && segments.length == 1) {
            return createOrder((ObjectNode) body);
        }
        if (method.equals("POST") && segments.length == 3) {
            ObjectNode order = find("orders", segments[1]);
            if (order == null) {
                return error(404, "no such order");
            }
            if (body.path("version").asLong() != order.path("version").asLong()) {
                return error(409, "version conflict");
            }
            if (refusesCancel || uncancellable.contains(segments[1])) {
                return error(422, "The order is picked already");
            }
            return ok(put("orders", order.put("status", "CANCELLED")));
        }
        if (method.equals("PATCH")) {
            return changeOrder(find("orders", segments[1]), body);
        }
        if (segments.length == 2) {
            ObjectNode order = find("orders", segments[1]);
            return order == null ? error(404, "no such order") : ok(order);
        }
        return list(
                "orders",
                "orders",
                query,
                order -> order.path("tenantOrderId").asText().equals(query.get("tenantOrderId")));
    }

    private Answer effectivePermissions() {
        ObjectNode answer = JsonHttp.JSON.createObjectNode().put("userId", "u-1");
        ArrayNode list =
                answer.putArray("roles").addObject().put("name", "CONNECTOR").putArray("permissions");
        permissions.forEach(list::add);
        return ok(answer);
    }

    private Answer changeOrder(ObjectNode order, JsonNode change) {
        if (order == null) {
            return error(404, "no such order");
        }
        if (change.path("version").asLong() != order.path("version").asLong()) {
            return error(409, "version conflict");
        }
        if (refusesLines && change.has("orderLineItems")) {
            return error(422, "Work on the lines has begun");
        }
        if (change.has("consumer")) {
            ((ObjectNode) order.path("consumer")).setAll((ObjectNode) change.path("consumer"));
        }
        if (change.has("customAttributes")) {
            order.set("customAttributes", change.path("customAttributes"));
        }
        if (change.has("orderLineItems")) {
            JsonNode before = order.path("orderLineItems");
            ArrayNode after = JsonHttp.JSON.createArrayNode();
            for (JsonNode line : change.path("orderLineItems")) {
                ObjectNode changed = before.valueStream()
                        .filter(known -> known.path("id").equals(line.path("id")))
                        .findFirst()
                        .map(known -> (ObjectNode) known.deepCopy())
                        .orElseGet(() -> JsonHttp.JSON
                                .createObjectNode()
                                .put("id", UUID.randomUUID().toString()));
                line.properties().forEach(each -> changed.set(each.getKey(), each.getValue()));
                after.add(changed);
            }
            if (after.isEmpty()) {
                return error(400, "orderLineItems must have at least one");
            }
            order.set("orderLineItems", after);
        }
        return ok(put("orders", order));
    }

    private Answer createOrder(ObjectNode order) {
        List<String> wrong = new ArrayList<>();
        require(order, "orderDate", wrong);
        if (!order.path("consumer").isObject()) {
            wrong.add("consumer");
        }
        for (JsonNode address : order.path("consumer").path("addresses")) {
            for (String field : List.of("street", "city", "postalCode", "country")) {
                require(address, field, wrong);
            }
            address.properties().forEach(each -> {
                if (each.getValue().isTextual() && each.getValue().textValue().isBlank()) {
                    wrong.add("address." + each.getKey());
                }
            });
        }
        for (JsonNode line : order.path("orderLineItems")) {
            require(line.path("article"), "tenantArticleId", wrong);
            require(line.path("article"), "title", wrong);
            if (line.path("quantity").asLong() < 1) {
                wrong.add("quantity");
            }
            line.path("article").path("attributes").forEach(attribute -> require(attribute, "value", wrong));
        }
        order.path("tags").forEach(tag -> require(tag, "value", wrong));
        if (!wrong.isEmpty()) {
            return error(400, "invalid: " + wrong);
        }
        boolean duplicate = all("orders").stream()
                .anyMatch(known -> known.path("tenantOrderId").equals(order.path("tenantOrderId"))
                        && known.path("status").asText().equals("OPEN"));
        if (duplicate) {
            return error(400, "tenantOrderId is taken by an open order");
        }
        order.put("status", "OPEN").put("processId", UUID.randomUUID().toString());
        order.path("orderLineItems")
                .forEach(line -> ((ObjectNode) line).put("id", UUID.randomUUID().toString()));
        ObjectNode created = put("orders", order);
        put(
                "processes",
                JsonHttp.JSON
                        .createObjectNode()
                        .put("id", created.path("processId").asText())
                        .put("orderRef", created.path("id").asText()));
        return new Answer(201, created);
    }

    private static void require(JsonNode node, String field, List<String> wrong) {
        if (!node.path(field).isTextual() || node.path(field).textValue().isBlank()) {
            wrong.add(field);
        }
    }

    private Answer facilities(String method, String[] segments, Map<String, String> query, JsonNode body) {
        if (method.equals("POST")) {
            boolean taken = all("facilities").stream()
                    .anyMatch(known -> known.path("tenantFacilityId").equals(body.path("tenantFacilityId")));
            return taken
                    ? error(400, "tenantFacilityId is taken")
                    : new Answer(201, put("facilities", (ObjectNode) body));
        }
        if (segments.length == 2) {
            ObjectNode facility = find("facilities", segments[1]);
            if (facility == null) {
                return error(404, "no such facility");
            }
            if (method.equals("GET")) {
                return ok(facility);
            }
            if (body.path("version").asLong() != facility.path("version").asLong()) {
                return error(409, "version conflict");
            }
            body.properties().forEach(each -> facility.set(each.getKey(), each.getValue()));
            return ok(put("facilities", facility));
        }
        String wanted = query.get("tenantFacilityId");
        return list(
                "facilities",
                "facilities",
                query,
                each -> wanted == null || each.path("tenantFacilityId").asText().equals(wanted));
    }

    /** Lists do not tell the members. */
    private Answer facilityGroups(String[] segments, Map<String, String> query) {
        if (segments.length == 2) {
            ObjectNode group = find("facilitygroups", segments[1]);
            return group == null ? error(404, "no such group") : ok(group);
        }
        ObjectNode page = JsonHttp.JSON.createObjectNode();
        ArrayNode groups = page.putArray("facilityGroups");
        all("facilitygroups").stream()
                .filter(group ->
                        group.path("tenantFacilityGroupId").asText().equals(query.get("tenantFacilityGroupId")))
                .forEach(group -> groups.add(group.without("facilityRefs")));
        return ok(page);
    }

    /** Summed up over the facilities asked for, by article, paged by article. */
    private Answer stockSummaries(String rawQuery) {
        List<String> facilities = values(rawQuery, "facilityRefs");
        List<String> articles = values(rawQuery, "tenantArticleIds");
        List<String> statuses = values(rawQuery, "facilityStatus");
        Map<String, String> query = query(rawQuery);
        String after = query.getOrDefault("startAfterId", "");
        ArrayNode summaries = JsonHttp.JSON.createArrayNode();
        all("stocks").stream()
                .filter(stock -> facilities.contains(stock.path("facilityRef").asText()))
                .filter(stock -> statuses.isEmpty() || statuses.contains(statusOf(stock)))
                .filter(stock -> articles.isEmpty()
                        || articles.contains(stock.path("tenantArticleId").asText()))
                .filter(stock -> stock.path("tenantArticleId").asText().compareTo(after) > 0)
                .sorted(java.util.Comparator.comparing(
                        stock -> stock.path("tenantArticleId").asText()))
                .limit(Integer.parseInt(query.getOrDefault("size", "25")))
                .forEach(stock -> {
                    ObjectNode summary = summaries.addObject();
                    summary.putObject("article").set("tenantArticleId", stock.get("tenantArticleId"));
                    summary.putArray("includedFacilityRefs").add(stock.get("facilityRef"));
                    summary.set("details", stock);
                });
        ObjectNode page = JsonHttp.JSON.createObjectNode().put("total", summaries.size());
        page.set("stockSummaries", summaries);
        return ok(page);
    }

    private String statusOf(JsonNode stock) {
        ObjectNode facility = find("facilities", stock.path("facilityRef").asText());
        return facility == null ? "" : facility.path("status").asText();
    }

    private Answer listings(String facilityRef, String rawQuery) {
        List<String> articles =
                List.of(query(rawQuery).getOrDefault("tenantArticleIds", "").split(","));
        ArrayNode listings = JsonHttp.JSON.createArrayNode();
        all("stocks").stream()
                .filter(stock -> stock.path("facilityRef").asText().equals(facilityRef))
                .filter(stock -> articles.contains(stock.path("tenantArticleId").asText()))
                .forEach(stock -> listings.addObject()
                        .put("tenantArticleId", stock.path("tenantArticleId").asText())
                        .put("status", stock.path("status").asText("ACTIVE")));
        ObjectNode page = JsonHttp.JSON.createObjectNode();
        page.set("listings", listings);
        return ok(page);
    }

    private static List<String> values(String rawQuery, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : (rawQuery == null ? "" : rawQuery).split("&")) {
            if (pair.startsWith(name + "=")) {
                values.add(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private Answer subscriptions(String method, String[] segments, Map<String, String> query, JsonNode body) {
        if (method.equals("POST")) {
            long same = all("subscriptions").stream()
                    .filter(each -> each.path("event").equals(body.path("event")))
                    .count();
            return same >= 5
                    ? error(400, "five subscriptions per event")
                    : new Answer(201, put("subscriptions", (ObjectNode) body));
        }
        if (method.equals("DELETE")) {
            boolean gone = entities.getOrDefault("subscriptions", new ArrayList<>())
                    .removeIf(each -> each.path("id").asText().equals(segments[1]));
            return gone ? ok(JsonHttp.JSON.createObjectNode()) : error(404, "no such subscription");
        }
        List<ObjectNode> all = all("subscriptions");
        int size = Integer.parseInt(query.getOrDefault("size", "25"));
        String after = query.get("startAfterId");
        int from = 0;
        for (int i = 0; after != null && i < all.size(); i++) {
            if (all.get(i).path("id").asText().equals(after)) {
                from = i + 1;
            }
        }
        ObjectNode page = JsonHttp.JSON.createObjectNode().put("total", all.size());
        page.putArray("subscriptions").addAll(all.subList(from, Math.min(all.size(), from + size)));
        return ok(page);
    }

    private Answer read(String kind, String plural, String[] segments, Map<String, String> query) {
        if (segments.length == 2) {
            ObjectNode entity = find(kind, segments[1]);
            return entity == null ? error(404, "no such " + kind) : ok(entity);
        }
        return list(
                plural,
                kind,
                query,
                each -> List.of("orderRef", "tenantOrderId", "pickJobRef").stream()
                        .allMatch(field -> !query.containsKey(field)
                                || each.path(field).asText().equals(query.get(field))));
    }

    /** Lists are stripped and paged by the last id, as the original's are. */
    private Answer list(String plural, String kind, Map<String, String> query, Predicate<ObjectNode> filter) {
        List<ObjectNode> matching =
                stored(kind).filter(filter).map(ObjectNode::deepCopy).toList();
        ArrayNode items = JsonHttp.JSON.createArrayNode();
        boolean reached = !query.containsKey("startAfterId");
        for (ObjectNode each : matching) {
            if (reached && items.size() < Integer.parseInt(query.getOrDefault("size", "25"))) {
                each.remove(List.of(
                        "customAttributes",
                        "pickLineItems",
                        "lineItems",
                        "handoverJobLineItems",
                        "shortId",
                        "processId"));
                items.add(each);
            }
            reached |= each.path("id").asText().equals(query.get("startAfterId"));
        }
        ObjectNode page = JsonHttp.JSON.createObjectNode().put("total", matching.size());
        page.set(plural, items);
        return ok(page);
    }

    private ObjectNode find(String kind, String id) {
        return stored(kind)
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .map(ObjectNode::deepCopy)
                .orElse(null);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    static Answer error(int status, String summary) {
        return new Answer(
                status,
                JsonHttp.JSON
                        .createArrayNode()
                        .add(JsonHttp.JSON.createObjectNode().put("summary", summary)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
