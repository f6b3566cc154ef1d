package io.waybill.platform.facilities;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Resource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the tenant works with a carrier (platform.md 7.7); as stored and answered.
 *
 * @param id that of the carrier: each has one configuration
 * @param version 0 as long as nothing was configured
 * @param content everything else, by field; fields that only one carrier knows are kept as they came
 */
record CarrierConfiguration(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String carrierRef,
        boolean returnLabel,
        List<CountryServiceMapping> countryServiceMappings,
        @JsonAnySetter Map<String, JsonNode> content)
        implements Resource<CarrierConfiguration> {

    /** What holds until somebody configures the carrier: no return labels, and nothing else said. */
    static CarrierConfiguration none(String carrierId) {
        return new CarrierConfiguration(
                carrierId, 0, Instant.EPOCH, Instant.EPOCH, carrierId, false, List.of(), Map.of());
    }

    @JsonAnyGetter
    @Override
    public Map<String, JsonNode> content() {
        return content;
    }

    @Override
    public CarrierConfiguration touched(long newVersion, Instant modified) {
        return new CarrierConfiguration(
                id,
                newVersion,
                version == 0 ? modified : created,
                modified,
                carrierRef,
                returnLabel,
                countryServiceMappings,
                content);
    }

    CarrierConfiguration with(List<CountryServiceMapping> mappings) {
        return new CarrierConfiguration(
                id, version, created, lastModified, carrierRef, returnLabel, List.copyOf(mappings), content);
    }

    CarrierConfiguration with(
            boolean returns, List<CountryServiceMapping> mappings, Map<String, JsonNode> changedContent) {
        return new CarrierConfiguration(
                id,
                version,
                created,
                lastModified,
                carrierRef,
                returns,
                List.copyOf(mappings),
                new LinkedHashMap<>(changedContent));
    }
}
