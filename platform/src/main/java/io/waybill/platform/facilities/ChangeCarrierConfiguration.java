package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.BodyReader;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sets the configuration of a carrier, as a whole or mapping by mapping. Mappings have no version of their own: who adds or
 * changes one names the version of the configuration.
 */
@ApplicationScoped
class ChangeCarrierConfiguration {
    static final String CONFIGURATION_VERSION = "carrierConfigurationVersion";
    private static final int MOST_MAPPINGS = 100;

    /** Not part of the content: the platform says these, or they have a place of their own. */
    private static final Set<String> APART =
            Set.of("id", "version", "created", "lastModified", "carrierRef", "returnLabel", "countryServiceMappings");

    /** What single carriers cannot do without (their schemas in the contract). */
    private static final Map<String, List<String>> NEEDED_BY = Map.of(
            "FEDEX",
            List.of(
                    "useEconomyService",
                    "defaultPriceValue",
                    "defaultPriceCurrency",
                    "defaultManufactureCountry",
                    "defaultCommodityDescription"),
            "BRING",
            List.of("customerId", "supportPhoneNumber"));

    private final Database database;
    private final Carriers carriers;
    private final CarrierConfigurations configurations;
    private final BodyReader bodies;
    private final ObjectMapper json;
    private final Identifiers identifiers;

    ChangeCarrierConfiguration(
            Database database,
            Carriers carriers,
            CarrierConfigurations configurations,
            BodyReader bodies,
            ObjectMapper json,
            Identifiers identifiers) {
        this.database = database;
        this.carriers = carriers;
        this.configurations = configurations;
        this.bodies = bodies;
        this.json = json;
        this.identifiers = identifiers;
    }

    /**
     * Replaces the configuration; what the body leaves out is gone.
     *
     * @throws Rejection 400 for what is not valid, 404 when there is no such carrier, 409 for another version
     */
    CarrierConfiguration put(String carrierId, @Nullable JsonNode body) {
        CarrierConfigurationBody said = bodies.read(body, CarrierConfigurationBody.class);
        JsonNode configuration = Objects.requireNonNull(body);
        if (!said.carrierRef().equals(carrierId)) {
            throw Rejection.invalid("carrierRef must be the carrier of the path, " + carrierId);
        }
        requireComplete("alternativeReturnAddress", said.alternativeReturnAddress());
        requireComplete("alternativeSendAddress", said.alternativeSendAddress());
        List<CountryServiceMapping> mappings = new ArrayList<>();
        if (said.countryServiceMappings() != null) {
            said.countryServiceMappings().forEach(mapping -> mappings.add(mapping(mapping, identifiers.next())));
        }
        requireDistinct(mappings);
        return database.transaction(transaction -> {
            requireWhatItNeeds(carriers.get(transaction.handle(), carrierId), configuration);
            CarrierConfiguration before = configurations.get(transaction.handle(), carrierId, said.version());
            return configurations.store(
                    transaction.handle(), before, before.with(said.returnLabel(), mappings, content(configuration)));
        });
    }

    /** @throws Rejection 400, 404, 409 as {@link #put} */
    CountryServiceMapping add(String carrierId, @Nullable JsonNode body) {
        CountryServiceMapping added = mapping(withoutId(body), identifiers.next());
        change(carrierId, version(body), mappings -> {
            if (mappings.size() == MOST_MAPPINGS) {
                throw Rejection.invalid("A carrier has at most " + MOST_MAPPINGS + " country service mappings");
            }
            List<CountryServiceMapping> more = new ArrayList<>(mappings);
            more.add(added);
            return more;
        });
        return added;
    }

    /** Changes the fields that the body names. */
    CountryServiceMapping modify(String carrierId, String mappingId, @Nullable JsonNode body) {
        JsonNode changes = withoutId(body);
        CarrierConfiguration changed = change(
                carrierId,
                version(body),
                mappings -> replaced(mappings, mappingId, before -> {
                    ObjectNode merged = json.valueToTree(before);
                    changes.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
                    return mapping(merged, mappingId);
                }));
        return mapping(changed, mappingId);
    }

    /** @throws Rejection 404 when the carrier has no such mapping */
    void remove(String carrierId, String mappingId) {
        database.inTransaction(transaction -> {
            carriers.get(transaction.handle(), carrierId);
            CarrierConfiguration before = configurations.get(transaction.handle(), carrierId);
            mapping(before, mappingId);
            CarrierConfiguration locked = configurations.lock(transaction.handle(), carrierId);
            mapping(locked, mappingId);
            configurations.store(
                    transaction.handle(),
                    locked,
                    locked.with(locked.countryServiceMappings().stream()
                            .filter(mapping -> !mapping.id().equals(mappingId))
                            .toList()));
        });
    }

    /** @throws Rejection 404 when there is no such mapping */
    static CountryServiceMapping mapping(CarrierConfiguration configuration, String mappingId) {
        return configuration.countryServiceMappings().stream()
                .filter(mapping -> mapping.id().equals(mappingId))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("Country service mapping", mappingId));
    }

    private CarrierConfiguration change(
            String carrierId, long version, UnaryOperator<List<CountryServiceMapping>> change) {
        return database.transaction(transaction -> {
            CarrierConfiguration before = configurations.get(transaction.handle(), carrierId, version);
            return configurations.store(
                    transaction.handle(), before, before.with(change.apply(before.countryServiceMappings())));
        });
    }

    private static List<CountryServiceMapping> replaced(
            List<CountryServiceMapping> mappings, String mappingId, UnaryOperator<CountryServiceMapping> change) {
        List<CountryServiceMapping> replaced = new ArrayList<>();
        boolean found = false;
        for (CountryServiceMapping mapping : mappings) {
            boolean meant = mapping.id().equals(mappingId);
            found |= meant;
            replaced.add(meant ? change.apply(mapping) : mapping);
        }
        if (!found) {
            throw Rejection.notFound("Country service mapping", mappingId);
        }
        return replaced;
    }

    /** @param newId for a mapping that has none yet */
    private CountryServiceMapping mapping(JsonNode body, String newId) {
        if (!body.isObject()) {
            throw Rejection.invalid("A country service mapping must be an object");
        }
        ObjectNode identified = body.deepCopy();
        if (!identified.hasNonNull("id")) {
            identified.put("id", newId);
        }
        return bodies.read(identified, CountryServiceMapping.class);
    }

    private static JsonNode withoutId(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Rejection.invalid("The body must be an object");
        }
        ObjectNode copy = body.deepCopy();
        copy.remove(List.of("id", CONFIGURATION_VERSION));
        return copy;
    }

    private static long version(@Nullable JsonNode body) {
        JsonNode version = body == null ? null : body.get(CONFIGURATION_VERSION);
        if (version == null || !version.isIntegralNumber() || !version.canConvertToLong()) {
            throw Rejection.invalid(CONFIGURATION_VERSION + " must be a whole number");
        }
        return version.longValue();
    }

    private static void requireDistinct(List<CountryServiceMapping> mappings) {
        Set<String> ids = new HashSet<>();
        for (CountryServiceMapping mapping : mappings) {
            if (!ids.add(mapping.id())) {
                throw Rejection.invalid("countryServiceMappings: two have the id " + mapping.id());
            }
        }
    }

    private static void requireWhatItNeeds(Carrier carrier, JsonNode body) {
        NEEDED_BY.getOrDefault(carrier.key(), List.of()).forEach(field -> {
            if (!body.hasNonNull(field)) {
                throw Rejection.invalid(field + " must be given for " + carrier.key());
            }
        });
    }

    private static void requireComplete(String field, @Nullable FacilityAddress address) {
        if (address != null && (address.street() == null || address.postalCode() == null || address.city() == null)) {
            throw Rejection.invalid(field + " must have street, postalCode and city");
        }
    }

    private static Map<String, JsonNode> content(JsonNode body) {
        Map<String, JsonNode> content = new LinkedHashMap<>();
        body.properties().forEach(field -> {
            if (!APART.contains(field.getKey()) && !field.getValue().isNull()) {
                content.put(field.getKey(), field.getValue());
            }
        });
        return content;
    }
}
