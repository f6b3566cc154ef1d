package io.waybill.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@link ConsoleCopies} multiplies, made through the public API so that every document is as the platform writes it:
 * ten facilities, and orders in every state that people meet.
 */
final class ConsoleSeeds {
    /** In names and numbers, where a copy of a region or of an order puts its own. */
    static final String REGION = "x000";

    static final String NUMBER = "y000000";

    static final int FACILITIES = 10;

    private static final String RARE = "rare-article";
    private static final int PATIENCE_SECONDS = 120;
    private static final int PLENTY = 1_000;

    private final LoadClient client;
    private final int articles;
    private String carrier = "";
    private int orders;

    ConsoleSeeds(LoadClient client, ConsoleSize size) {
        this.client = client;
        this.articles = size.articles();
    }

    /** Id of the one carrier. */
    String carrier() {
        return carrier;
    }

    /** Facilities with listings, stock and the carrier, a tag that asks for packing, and somebody who wants to hear of orders. */
    void network() {
        carrier = client.post(
                        "/api/carriers",
                        object().put("key", "CUSTOM_BENCH")
                                .put("name", "Carrier")
                                .put("status", "ACTIVE"))
                .path("id")
                .asText();
        for (int number = 0; number < FACILITIES; number++) {
            String id =
                    client.post("/api/facilities", facility(number)).path("id").asText();
            ObjectNode connection = object().put("status", "ACTIVE");
            connection.putObject("configuration").put("manualParcelHandlingActive", true);
            client.post("/api/facilities/" + id + "/carriers/" + carrier, connection);
            client.put("/api/facilities/" + id + "/listings", listings());
            client.put("/api/stocks", stocks(id, number));
        }
        ObjectNode tag = object().put("id", "packed");
        tag.putArray("allowedValues").add("yes");
        client.post("/api/tags", tag);
        ObjectNode packing = object().put("version", 0);
        packing.putArray("packJobCreationPerTag")
                .addObject()
                .put("tagRef", "packed")
                .put("packJobCreationDisabled", false)
                .putArray("matchingValues")
                .add("yes");
        packing.putArray("offeredDocumentsByDefault");
        packing.putArray("offeredDocumentsPerTag");
        client.put("/api/configurations/tags/packjob", packing);
        client.put("/waybill/connectors/shop", object().put("version", "1").put("projectKey", "bench"));
        ObjectNode user = object().put("username", "clerk")
                .put("password", "password of the clerk")
                .put("firstname", "Ada")
                .put("lastname", "Klein");
        user.putArray("assignedRoles").addObject().put("ref", "FULFILLER");
        client.post("/api/users", user);
        client.post(
                "/api/subscriptions",
                object().put("name", "bench")
                        .put("event", "ORDER_CREATED")
                        .put("callbackUrl", "https://shop.invalid/"));
    }

    private ObjectNode facility(int number) {
        ObjectNode facility = object().put("name", "Store " + REGION + " " + number)
                .put("tenantFacilityId", "store-" + REGION + "-" + number)
                .put("status", "ONLINE")
                .put("locationType", "STORE");
        ArrayNode services = facility.putArray("services");
        services.addObject().put("type", "SHIP_FROM_STORE");
        services.addObject().put("type", "PICKUP");
        ObjectNode address = facility.putObject("address")
                .put("companyName", "Shop")
                .put("street", "Hauptstraße")
                .put("houseNumber", Integer.toString(number + 1))
                .put("postalCode", String.format(Locale.ROOT, "%05d", 10_000 + number))
                .put("city", "Stadt")
                .put("country", "DE");
        // Copies are moved apart.
        address.putObject("resolvedCoordinates").put("lat", 51.0).put("lon", 10.0);
        return facility;
    }

    private ObjectNode listings() {
        ObjectNode body = object();
        ArrayNode listings = body.putArray("listings");
        for (int article = 0; article < articles; article++) {
            listings.addObject()
                    .put("tenantArticleId", Network.article(article))
                    .put("title", "Article " + article)
                    .put("status", "ACTIVE");
        }
        listings.addObject().put("tenantArticleId", RARE).put("title", "Rare").put("status", "ACTIVE");
        return body;
    }

    private ObjectNode stocks(String facility, int number) {
        ObjectNode body = object();
        ArrayNode stocks = body.putArray("stocks");
        for (int article = 0; article < articles; article++) {
            stocks.addObject()
                    .put("facilityRef", facility)
                    .put("tenantArticleId", Network.article(article))
                    .put("tenantStockId", "store-" + REGION + "-" + number + "/" + article)
                    .put("value", PLENTY);
        }
        return body;
    }

    /** Orders that are over: most were sent, some collected, some cancelled. */
    void finished() {
        for (int number = 0; number < 36; number++) {
            String job = routed(place(order()));
            pick(job);
            label(parcel(job), false);
            handOver(job);
        }
        for (int number = 0; number < 8; number++) {
            String job = routed(place(collected()));
            pick(job);
            handOver(job);
        }
        for (int number = 0; number < 4; number++) {
            JsonNode order = place(order());
            routed(order);
            JsonNode now = client.get("/api/orders/" + order.path("id").asText());
            client.post(
                    "/api/orders/" + order.path("id").asText() + "/actions",
                    object().put("name", "CANCEL")
                            .put("version", now.path("version").asLong()));
        }
    }

    /**
     * Orders that somebody has to do something for.
     *
     * @return the ids of those that wait for an article which nobody has
     */
    List<String> live() {
        List<String> waiting = List.of(waiting(), waiting(), waiting(), waiting());
        for (int number = 0; number < 2; number++) {
            place(order().put("status", "LOCKED"));
        }
        for (int number = 0; number < 12; number++) {
            routed(place(number % 3 == 0 ? collected() : order()));
        }
        for (int number = 0; number < 6; number++) {
            start(routed(place(order())));
        }
        for (int number = 0; number < 2; number++) {
            String job = routed(place(order()));
            start(job);
            act(job, "PAUSE");
        }
        for (int number = 0; number < 4; number++) {
            pick(routed(place(order())));
        }
        for (int number = 0; number < 2; number++) {
            String job = routed(place(order()));
            pick(job);
            label(parcel(job), true);
        }
        for (int number = 0; number < 5; number++) {
            String job = routed(place(order()));
            pick(job);
            label(parcel(job), false);
        }
        for (int number = 0; number < 3; number++) {
            pick(routed(place(collected())));
        }
        for (int number = 0; number < 4; number++) {
            ObjectNode order = order();
            order.putArray("tags").addObject().put("id", "packed").put("value", "yes");
            pick(routed(place(order)));
        }
        return waiting;
    }

    private String waiting() {
        ObjectNode order = order();
        order.putArray("orderLineItems").add(line(RARE));
        JsonNode placed = place(order);
        await(() -> plan(placed).path("status").asText().equals("RETRYABLE"));
        return placed.path("id").asText();
    }

    private ObjectNode order() {
        String number = NUMBER + String.format(Locale.ROOT, "%02d", orders++);
        ObjectNode order = object().put("tenantOrderId", number)
                .put("orderDate", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode consumer = order.putObject("consumer").put("consumerId", "C-" + number);
        ObjectNode address = consumer.putArray("addresses")
                .addObject()
                .put("firstName", List.of("Ada", "Jan", "Mia", "Tom").get(orders % 4))
                .put(
                        "lastName",
                        List.of("Klein", "Groß", "Schmidt", "Yilmaz", "Nowak").get(orders % 5))
                .put("street", "Schanzenstraße")
                .put("houseNumber", "6")
                .put("postalCode", "51063")
                .put("city", "Köln")
                .put("country", "DE");
        address.putObject("coordinates").put("lat", 47.5 + orders * 0.37 % 6.5).put("lon", 6 + orders * 0.53 % 8);
        ArrayNode lines = order.putArray("orderLineItems");
        lines.add(line(Network.article(orders % articles)));
        lines.add(line(Network.article((orders + 1) % articles)));
        order.putObject("customAttributes").put("commercetoolsId", number);
        return order;
    }

    private ObjectNode collected() {
        ObjectNode order = order();
        JsonNode some = client.get("/api/facilities?size=" + FACILITIES)
                .path("facilities")
                .path(orders % FACILITIES);
        order.putObject("deliveryPreferences")
                .putArray("collect")
                .addObject()
                .put("facilityRef", some.path("id").asText())
                .put("paid", true);
        return order;
    }

    private static ObjectNode line(String article) {
        ObjectNode line = object().put("quantity", 2);
        line.putObject("article").put("tenantArticleId", article).put("title", "A thing");
        return line;
    }

    private JsonNode place(ObjectNode order) {
        return client.post("/api/orders", order);
    }

    private JsonNode plan(JsonNode order) {
        return client.get("/api/routingplans?orderRef=" + order.path("id").asText())
                .path("routingPlans")
                .path(0);
    }

    /** The pick job of the order, once there is one. */
    private String routed(JsonNode order) {
        await(() -> plan(order).path("status").asText().equals("ROUTED"));
        return plan(order).path("pickJobRef").asText();
    }

    private JsonNode job(String job) {
        return client.get("/api/pickjobs/" + job);
    }

    private void act(String job, String action) {
        client.post(
                "/api/pickjobs/" + job + "/actions",
                object().put("name", action)
                        .put("version", job(job).path("version").asLong()));
    }

    /** Begun, with one line picked. */
    private void start(String job) {
        act(job, "START");
        JsonNode now = job(job);
        JsonNode line = now.path("pickLineItems").path(0);
        ObjectNode action = object().put("name", "MODIFY_PICK_JOB_LINE_ITEMS")
                .put("version", now.path("version").asLong());
        action.putArray("pickJobLineItemUpdates")
                .addObject()
                .put("id", line.path("id").asText())
                .put("picked", line.path("quantity").asLong())
                .put("status", "CLOSED");
        client.post("/api/pickjobs/" + job + "/actions", action);
    }

    private void pick(String job) {
        JsonNode now = job(job);
        ObjectNode action =
                object().put("name", "PICK").put("version", now.path("version").asLong());
        ArrayNode lines = action.putArray("lineItems");
        for (JsonNode line : now.path("pickLineItems")) {
            lines.addObject()
                    .put("id", line.path("id").asText())
                    .put("picked", line.path("quantity").asLong());
        }
        client.post("/api/pickjobs/" + job + "/actions", action);
    }

    private JsonNode parcel(String job) {
        await(() -> !shipment(job).isMissingNode());
        return client.post("/api/shipments/" + shipment(job).path("id").asText() + "/parcels", object());
    }

    private JsonNode shipment(String job) {
        return client.get("/api/shipments?pickJobRef=" + job).path("shipments").path(0);
    }

    private void label(JsonNode parcel, boolean fails) {
        ObjectNode action = object().put("name", "ADD_LABELS_TO_PARCEL")
                .put("version", parcel.path("version").asLong());
        ObjectNode label = action.putArray("labels").addObject().put("labelType", "SEND_LABEL");
        if (fails) {
            label.put("errorCode", "E7").put("errorDescription", "no such street");
        } else {
            String number = "T-" + parcel.path("id").asText();
            label.put("trackingNumber", number).put("trackingUrl", "https://track.example.com/" + number);
            label.putObject("labelFile")
                    .put("type", "ZPL")
                    .put("content", Base64.getEncoder().encodeToString("^XA^XZ".getBytes(StandardCharsets.US_ASCII)));
        }
        client.post("/api/parcels/" + parcel.path("id").asText() + "/actions", action);
    }

    private void handOver(String job) {
        String list = "/api/handoverjobs?pickJobRef=" + job;
        await(() -> client.get(list)
                .path("handoverjobs")
                .path(0)
                .path("status")
                .asText()
                .equals("OPEN"));
        JsonNode handover = client.get(list).path("handoverjobs").path(0);
        ObjectNode body = object().put("version", handover.path("version").asLong());
        body.putArray("actions").addObject().put("action", "ModifyHandoverjob").put("status", "HANDED_OVER");
        client.patch("/api/handoverjobs/" + handover.path("id").asText(), body);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new BenchFailed(
                        "The platform did not do what the bench waits for within " + PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static ObjectNode object() {
        return LoadClient.JSON.createObjectNode();
    }
}
