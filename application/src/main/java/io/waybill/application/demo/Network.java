package io.waybill.application.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.Facility;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.Query;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sets the retailer up: in the shop its configuration, shipping methods and a channel per site; on the platform, once
 * the connector has made facilities of the channels, carriers, listings, stocks and packing.
 */
final class Network {
    /** Keys and names of the two shipping methods. */
    static final String PARCEL = "parcel";

    static final String COLLECT = "click-and-collect";

    /** Labels for this carrier's parcels come from outside, where a facility says so. */
    static final String CARRIER = "CUSTOM_PARCEL_POST";

    private static final String BIKES = "CUSTOM_CITY_BIKES";

    private static final Duration SYNC_LIMIT = Duration.ofSeconds(60);
    private static final int STOCKS_PER_CALL = 500;

    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final List<Site> sites;
    private final List<Article> articles;
    private final StockPlan stock;

    Network(Sides sides, List<Site> sites, List<Article> articles, StockPlan stock) {
        this.shop = sides.shop();
        this.platform = sides.platform();
        this.sites = sites;
        this.articles = articles;
        this.stock = stock;
    }

    /** What the connector's registration reads, so it comes first. */
    void configureShop() {
        ObjectNode type = JsonHttp.JSON.createObjectNode().put("key", Shop.ORDER_TYPE);
        type.putObject("name").put("en", "Order of the demo shop");
        type.putArray("resourceTypeIds").add("order");
        ArrayNode fields = type.putArray("fieldDefinitions");
        fields.add(field(Shop.GIFT, "Gift wrapping", "Boolean"));
        fields.add(field(Shop.COLLECT_AT, "Store to collect at", "String"));
        shop.post("/types", type);

        ObjectNode object =
                JsonHttp.JSON.createObjectNode().put("container", "fft").put("key", "configuration");
        ObjectNode configuration = object.putObject("value").put("orderCustomTypeKey", Shop.ORDER_TYPE);
        ObjectNode methods = configuration.putObject("shippingMethodMapping");
        ObjectNode parcel =
                methods.putObject(PARCEL).put("serviceType", "SHIPPING").put("serviceLevel", "DELIVERY");
        parcel.putArray("carriers").add(CARRIER);
        methods.putObject(COLLECT).put("serviceType", "CLICK_AND_COLLECT");
        configuration.put("collectChannelReferenceFieldName", Shop.COLLECT_AT);
        configuration.putObject("customFieldTagMapping").put(Shop.GIFT, Shop.GIFT);
        shop.post("/custom-objects", object);

        addShippingMethods();
    }

    private static ObjectNode field(String name, String label, String type) {
        ObjectNode field = JsonHttp.JSON.createObjectNode().put("name", name).put("required", false);
        field.putObject("label").put("en", label);
        field.putObject("type").put("name", type);
        return field;
    }

    private void addShippingMethods() {
        List<String> countries =
                Place.cities().stream().map(Place::country).distinct().toList();
        ObjectNode zoneDraft = named("Europe");
        ArrayNode locations = zoneDraft.putArray("locations");
        countries.forEach(country -> locations.addObject().put("country", country));
        String zone = shop.post("/zones", zoneDraft).path("id").asText();
        ObjectNode taxDraft = named("Standard");
        ArrayNode rates = taxDraft.putArray("rates");
        for (String country : countries) {
            rates.addObject()
                    .put("name", "Standard " + country)
                    .put("amount", 0.2)
                    .put("includedInPrice", true)
                    .put("country", country);
        }
        String tax = shop.post("/tax-categories", taxDraft).path("id").asText();
        for (String method : List.of(PARCEL, COLLECT)) {
            ObjectNode draft = named(method).put("key", method).put("isDefault", method.equals(PARCEL));
            draft.putObject("taxCategory").put("typeId", "tax-category").put("id", tax);
            ObjectNode zoneRate = draft.putArray("zoneRates").addObject();
            zoneRate.putObject("zone").put("typeId", "zone").put("id", zone);
            zoneRate.putArray("shippingRates")
                    .addObject()
                    .putObject("price")
                    .put("currencyCode", "EUR")
                    .put("centAmount", method.equals(PARCEL) ? 490 : 0);
            shop.post("/shipping-methods", draft);
        }
    }

    /** Opens the sites: channels in the shop. The connector turns them into facilities. */
    void openChannels() {
        Parallel.forEach(sites, site -> shop.post("/channels", channel(site)));
    }

    /**
     * Equips the facilities, waiting for those that are not there yet.
     *
     * @return facility ids by site key
     * @throws IllegalStateException if the connector has not made all facilities in time
     */
    Map<String, String> equipFacilities() {
        Map<String, String> facilities = awaitFacilities();
        platform.send("POST", "/api/tags", tag());
        activatePackingOfGifts();
        String carrier = carrier(CARRIER, "Parcel Post");
        String bikes = carrier(BIKES, "City Bikes");
        Parallel.forEach(sites, site -> {
            String facility = Objects.requireNonNull(facilities.get(site.key()));
            if (site.warehouse()) {
                markAsWarehouse(facility);
            }
            // Every second facility gets its labels from outside; the others need none.
            connect(facility, carrier, site.position() % 2 == 0);
            if (site.position() % 5 == 0) {
                connect(facility, bikes, false);
            }
            list(facility, site);
            fill(facility, site);
        });
        return facilities;
    }

    private Map<String, String> awaitFacilities() {
        Map<String, String> found = new HashMap<>();
        Polling.until(SYNC_LIMIT, "the connector has made a facility of every channel", () -> {
            for (Facility facility : platform.facilities().list(Query.none())) {
                Optional.ofNullable(facility.tenantFacilityId()).ifPresent(key -> found.put(key, facility.id()));
            }
            return sites.stream().map(Site::key).allMatch(found::containsKey);
        });
        return Map.copyOf(found);
    }

    private static ObjectNode channel(Site site) {
        ObjectNode channel = JsonHttp.JSON.createObjectNode().put("key", site.key());
        channel.putArray("roles").add("InventorySupply");
        channel.putObject("name").put("en", site.name());
        Place place = site.place();
        channel.putObject("address")
                .put("company", "Demo Retail")
                .put("streetName", place.street())
                .put("streetNumber", place.houseNumber())
                .put("postalCode", place.postalCode())
                .put("city", place.city())
                .put("country", place.country());
        channel.putObject("geoLocation")
                .put("type", "Point")
                .putArray("coordinates")
                .add(place.longitude())
                .add(place.latitude());
        return channel;
    }

    private static ObjectNode tag() {
        ObjectNode tag = JsonHttp.JSON.createObjectNode().put("id", Shop.GIFT);
        tag.putArray("allowedValues").add("true");
        return tag;
    }

    private void activatePackingOfGifts() {
        ObjectNode configuration = JsonHttp.JSON.createObjectNode().put("version", 0);
        configuration.putArray("offeredDocumentsByDefault");
        configuration.putArray("offeredDocumentsPerTag");
        configuration
                .putArray("packJobCreationPerTag")
                .addObject()
                .put("tagRef", Shop.GIFT)
                .put("packJobCreationDisabled", false)
                .putArray("matchingValues")
                .add("true");
        platform.send("PUT", "/api/configurations/tags/packjob", configuration);
    }

    private String carrier(String key, String name) {
        return platform.createCarrier(JsonHttp.JSON
                        .createObjectNode()
                        .put("key", key)
                        .put("name", name)
                        .put("status", "ACTIVE"))
                .path("id")
                .asText();
    }

    private void connect(String facility, String carrier, boolean labelsFromOutside) {
        ObjectNode connection = JsonHttp.JSON.createObjectNode().put("status", "ACTIVE");
        connection.putObject("configuration").put("manualParcelHandlingActive", labelsFromOutside);
        platform.facilities().connectCarrier(facility, carrier, connection);
    }

    /** The connector may write the facility at the same time, so the version is read again on a conflict. */
    private void markAsWarehouse(String facility) {
        Conflicts.resolved(() -> platform.facilities()
                .patch(
                        facility,
                        JsonHttp.JSON
                                .createObjectNode()
                                .put("type", "MANAGED_FACILITY")
                                .put(
                                        "version",
                                        platform.facilities().get(facility).version())
                                .put("locationType", "WAREHOUSE")));
    }

    private void list(String facility, Site site) {
        Map<String, Integer> here = stock.at(site);
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        ArrayNode listings = body.putArray("listings");
        for (Article article : articles) {
            if (here.containsKey(article.sku())) {
                listings.addObject()
                        .put("tenantArticleId", article.sku())
                        .put("title", article.name())
                        .put("status", "ACTIVE");
            }
        }
        platform.facilities().putListings(facility, body);
    }

    private void fill(String facility, Site site) {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        ArrayNode stocks = body.putArray("stocks");
        stock.at(site).forEach((sku, units) -> {
            ObjectNode entry = stocks.addObject().put("tenantArticleId", sku).put("value", units);
            entry.put("facilityRef", facility).put("tenantStockId", site.key() + "/" + sku);
        });
        if (stocks.size() > STOCKS_PER_CALL) {
            throw new IllegalStateException("More than " + STOCKS_PER_CALL + " stocks at " + site.name());
        }
        platform.stocks().put(body);
    }

    private static ObjectNode named(String name) {
        return JsonHttp.JSON.createObjectNode().put("name", name);
    }
}
