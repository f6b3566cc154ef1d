package io.waybill.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/** Orders to be sent: shipped, as a shop connector writes them. Made before the clock runs. */
final class Orders implements IntFunction<LoadClient.Request> {
    private final List<LoadClient.Request> requests = new ArrayList<>();

    /** Of two articles of the network each. */
    Orders(int count, Network network) {
        this(count, (lines, random) -> {
            int first = random.nextInt(network.articles());
            addLine(lines, Network.article(first));
            addLine(lines, Network.article((first + 1 + random.nextInt(network.articles() - 1)) % network.articles()));
        });
    }

    private Orders(int count, BiConsumer<ArrayNode, Random> addLines) {
        Random random = new Random(7);
        for (int number = 0; number < count; number++) {
            requests.add(new LoadClient.Request(
                    HttpMethod.POST,
                    "/api/orders",
                    Buffer.buffer(order(random, addLines).toString())));
        }
    }

    /** Of one unit of the same article each. */
    static Orders of(int count, String article) {
        return new Orders(count, (lines, random) -> addLine(lines, article));
    }

    @Override
    public LoadClient.Request apply(int number) {
        return requests.get(number);
    }

    private static ObjectNode order(Random random, BiConsumer<ArrayNode, Random> addLines) {
        ObjectNode order = LoadClient.JSON
                .createObjectNode()
                .put("tenantOrderId", "T-" + UUID.randomUUID())
                .put("orderDate", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode consumer = order.putObject("consumer").put("consumerId", "C-" + UUID.randomUUID());
        ObjectNode address = consumer.putArray("addresses")
                .addObject()
                .put("firstName", "Ada")
                .put("lastName", "Klein")
                .put("street", "Schanzenstraße")
                .put("houseNumber", "6")
                .put("postalCode", "51063")
                .put("city", "Köln")
                .put("country", "DE");
        address.putObject("coordinates")
                .put("lat", 47.5 + random.nextDouble() * 6.5)
                .put("lon", 6 + random.nextDouble() * 8);
        addLines.accept(order.putArray("orderLineItems"), random);
        order.putObject("customAttributes")
                .put("commercetoolsId", UUID.randomUUID().toString());
        return order;
    }

    private static void addLine(ArrayNode lines, String article) {
        lines.addObject()
                .put("quantity", 1)
                .putObject("article")
                .put("tenantArticleId", article)
                .put("title", article);
    }
}
