package io.waybill.platform.facilities;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The configurations of carriers. Thread-safe; every method is at most two statements. */
@ApplicationScoped
public class CarrierConfigurations {
    private final DocumentTable<CarrierConfiguration> table;
    private final Carriers carriers;
    private final ObjectMapper json;

    public CarrierConfigurations(Carriers carriers, ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(
                "carrier_configuration", "Carrier configuration", CarrierConfiguration.class, json, clock);
        this.carriers = carriers;
        this.json = json;
    }

    /** What each of the carriers offers from where to where; carriers that nobody configured are left out. */
    public Map<String, List<CountryServiceMapping>> mappings(Handle handle, Collection<String> carrierIds) {
        return carrierIds.isEmpty()
                ? Map.of()
                : table.findAll(handle, carrierIds).values().stream()
                        .collect(Collectors.toMap(
                                CarrierConfiguration::id, CarrierConfiguration::countryServiceMappings));
    }

    /** How long each of the carriers takes from where to where; carriers that nobody configured are left out. */
    public Map<String, CarrierTransits> transits(Handle handle, Collection<String> carrierIds) {
        return carrierIds.isEmpty()
                ? Map.of()
                : table.findAll(handle, carrierIds).values().stream()
                        .collect(Collectors.toMap(CarrierConfiguration::id, this::transits));
    }

    private CarrierTransits transits(CarrierConfiguration configuration) {
        JsonNode days = configuration.content().get("nonDeliveryDaysPerCountryAndProvince");
        return new CarrierTransits(
                configuration.countryServiceMappings(),
                days == null || days.isNull()
                        ? List.of()
                        : json.convertValue(
                                days, new TypeReference<List<CarrierConfigurationBody.NonDeliveryDaysOfCountry>>() {}));
    }

    /** @throws Rejection 404 when there is no such carrier */
    CarrierConfiguration get(Handle handle, String carrierId) {
        return table.find(handle, carrierId).orElseGet(() -> {
            carriers.get(handle, carrierId);
            return CarrierConfiguration.none(carrierId);
        });
    }

    /** @throws Rejection 404 when there is no such carrier, 409 when the configuration has another version */
    CarrierConfiguration get(Handle handle, String carrierId, long version) {
        CarrierConfiguration present = get(handle, carrierId);
        if (present.version() != version) {
            throw Rejection.versionConflict(table.kind(), carrierId, version, present.version());
        }
        return present;
    }

    /**
     * The configuration, changed by nobody else until the transaction ends.
     *
     * @throws Rejection 404 when nothing was configured
     */
    CarrierConfiguration lock(Handle handle, String carrierId) {
        return table.lock(handle, carrierId);
    }

    /**
     * @param present as it was read
     * @throws Rejection 409 when somebody else was faster
     */
    CarrierConfiguration store(Handle handle, CarrierConfiguration present, CarrierConfiguration changed) {
        return table.put(handle, present, changed).resource();
    }
}
