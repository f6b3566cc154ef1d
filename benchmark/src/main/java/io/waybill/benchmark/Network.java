package io.waybill.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Random;

/**
 * A network in which every facility has every article, in quantities that never run out, so that an order is always one
 * plan and one pick job: with the full size 100 facilities and 10,000 stock rows.
 */
record Network(int facilities, int articles) {
    static final Network FULL = new Network(100, 100);

    private static final int PLENTY = 1_000_000;

    /** Makes it through the public API. */
    void create(LoadClient client) {
        Random places = new Random(11);
        for (int number = 0; number < facilities; number++) {
            String id = client.post("/api/facilities", facility(number, places))
                    .path("id")
                    .asText();
            client.put("/api/facilities/" + id + "/listings", listings());
            client.put("/api/stocks", stocks(id, number));
        }
    }

    /** Puts so many units of one more article into the first facility, and nowhere else. */
    void stock(LoadClient client, String article, int units) {
        String id = client.get("/api/facilities?tenantFacilityId=store-0")
                .path("facilities")
                .path(0)
                .path("id")
                .asText();
        ObjectNode listings = LoadClient.JSON.createObjectNode();
        addListing(listings.putArray("listings"), article);
        client.put("/api/facilities/" + id + "/listings", listings);
        ObjectNode stocks = LoadClient.JSON.createObjectNode();
        addStock(stocks.putArray("stocks"), id, article, "hot/" + article, units);
        client.put("/api/stocks", stocks);
    }

    /** Somewhere between the Alps and the North Sea. */
    private static ObjectNode facility(int number, Random places) {
        ObjectNode facility = LoadClient.JSON
                .createObjectNode()
                .put("name", "Store " + number)
                .put("tenantFacilityId", "store-" + number)
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
                .put("city", "Stadt " + number)
                .put("country", "DE");
        address.putObject("resolvedCoordinates")
                .put("lat", 47.5 + places.nextDouble() * 6.5)
                .put("lon", 6 + places.nextDouble() * 8);
        return facility;
    }

    private ObjectNode listings() {
        ObjectNode body = LoadClient.JSON.createObjectNode();
        ArrayNode listings = body.putArray("listings");
        for (int article = 0; article < articles; article++) {
            addListing(listings, article(article));
        }
        return body;
    }

    private static void addListing(ArrayNode listings, String article) {
        listings.addObject()
                .put("tenantArticleId", article)
                .put("title", article)
                .put("status", "ACTIVE");
    }

    private ObjectNode stocks(String facilityId, int number) {
        ObjectNode body = LoadClient.JSON.createObjectNode();
        ArrayNode stocks = body.putArray("stocks");
        for (int article = 0; article < articles; article++) {
            addStock(stocks, facilityId, article(article), "store-" + number + "/" + article(article), PLENTY);
        }
        return body;
    }

    private static void addStock(ArrayNode stocks, String facilityId, String article, String id, int units) {
        stocks.addObject()
                .put("facilityRef", facilityId)
                .put("tenantArticleId", article)
                .put("tenantStockId", id)
                .put("value", units);
    }

    static String article(int number) {
        return "article-" + number;
    }
}
