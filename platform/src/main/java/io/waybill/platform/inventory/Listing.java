package io.waybill.platform.inventory;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Resource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An article offered at one facility.
 *
 * @param content title, attributes, codes and whatever else {@link ListingBody} describes, by the names of the wire
 */
record Listing(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityId,
        String tenantArticleId,
        ListingStatus status,
        @JsonAnySetter Map<String, JsonNode> content)
        implements Resource<Listing> {

    @JsonAnyGetter
    @Override
    public Map<String, JsonNode> content() {
        return content;
    }

    @Override
    public Listing touched(long version, Instant lastModified) {
        return new Listing(id, version, created, lastModified, facilityId, tenantArticleId, status, content);
    }

    Listing with(ListingStatus changedStatus, Map<String, JsonNode> changedContent) {
        return new Listing(
                id, version, created, lastModified, facilityId, tenantArticleId, changedStatus, changedContent);
    }

    /** How long stock of the article is available here unless the stock itself says. */
    Optional<ListingBody.AvailableUntil> availableUntil() {
        JsonNode definition = content.get("stockAvailableUntil");
        return definition == null || !definition.path("calculationBase").isTextual()
                ? Optional.empty()
                : Optional.of(new ListingBody.AvailableUntil(
                        definition.path("calculationBase").textValue(),
                        definition.path("modifier").textValue()));
    }

    boolean saysTheSameAs(Listing other) {
        return status == other.status && content.equals(other.content);
    }
}
