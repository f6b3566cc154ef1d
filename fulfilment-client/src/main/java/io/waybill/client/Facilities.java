package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facilities of the platform, with their carriers and listings. */
public final class Facilities {
    private final Api api;

    Facilities(Api api) {
        this.api = api;
    }

    /** The facility with that caller's id, in the short form of lists. */
    public Optional<Facility> withTenantFacilityId(String tenantFacilityId) {
        return api.get("/api/facilities", Query.of("tenantFacilityId", tenantFacilityId))
                .path("facilities")
                .valueStream()
                .map(Facility::from)
                // A platform that does not know the filter answers with everything.
                .filter(found -> found.tenantFacilityId() == null || tenantFacilityId.equals(found.tenantFacilityId()))
                .findFirst();
    }

    /** All facilities that match. */
    public List<Facility> list(Query query) {
        return api.all("/api/facilities", "facilities", query, Facility::from);
    }

    /** The ids of the facilities of the group with that caller's id; empty when there is no such group. */
    public List<String> membersOfGroup(String tenantFacilityGroupId) {
        Query query = Query.of("tenantFacilityGroupId", tenantFacilityGroupId);
        return api.get("/api/facilitygroups", query)
                .path("facilityGroups")
                .valueStream()
                // A platform that does not know the filter answers with everything.
                .filter(found -> tenantFacilityGroupId.equals(Fields.text(found, "tenantFacilityGroupId")))
                .findFirst()
                .map(found -> api.get("/api/facilitygroups/" + JsonHttp.encode(Fields.required(found, "id"))))
                .map(found -> found.path("facilityRefs")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList())
                .orElse(List.of());
    }

    /** One facility by id or URN. */
    public Facility get(String id) {
        return Facility.from(api.get(path(id)));
    }

    /** Creates a facility. */
    public Facility create(JsonNode facility) {
        return Facility.from(api.writeOnce("POST", "/api/facilities", facility, Map.of()));
    }

    /** Changes the named fields; {@code changes} carries {@code type} and {@code version}. */
    public Facility patch(String id, JsonNode changes) {
        return Facility.from(api.writeGuarded("PATCH", path(id), changes));
    }

    /** Changes the named fields in the deprecated form that wraps them in a ModifyFacility action. */
    public Facility patchByAction(String id, long version, ObjectNode changes) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("version", version);
        ObjectNode action = body.putArray("actions").addObject().put("action", "ModifyFacility");
        action.setAll(changes);
        return Facility.from(api.writeGuarded("PATCH", path(id), body));
    }

    /** Connects a carrier to a facility. */
    public JsonNode connectCarrier(String facilityId, String carrierRef, JsonNode connection) {
        return api.writeOnce(
                "POST", path(facilityId) + "/carriers/" + JsonHttp.encode(carrierRef), connection, Map.of());
    }

    /**
     * Those of the articles, at most 50, that the facility lists and does not offer now.
     *
     * @return article ids whose listing is INACTIVE
     */
    public Set<String> inactiveListings(String facilityId, Collection<String> tenantArticleIds) {
        // The API takes the list with commas, so an article that has one itself has to be asked for alone.
        List<String> plain =
                tenantArticleIds.stream().filter(id -> !id.contains(",")).toList();
        Set<String> inactive = new HashSet<>();
        if (!plain.isEmpty()) {
            Query query = Query.of("size", "100").with("tenantArticleIds", String.join(",", plain));
            api.get(path(facilityId) + "/listings", query)
                    .path("listings")
                    .forEach(listing -> addIfInactive(inactive, listing));
        }
        for (String id : tenantArticleIds) {
            if (id.contains(",")) {
                listing(facilityId, id).ifPresent(listing -> addIfInactive(inactive, listing));
            }
        }
        return Set.copyOf(inactive);
    }

    private Optional<JsonNode> listing(String facilityId, String tenantArticleId) {
        try {
            return Optional.of(api.get(path(facilityId) + "/listings/" + JsonHttp.encode(tenantArticleId)));
        } catch (FulfilmentRejectedException refused) {
            if (refused.notFound()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static void addIfInactive(Set<String> inactive, JsonNode listing) {
        if (Fields.required(listing, "status").equals("INACTIVE")) {
            inactive.add(Fields.required(listing, "tenantArticleId"));
        }
    }

    /** Replaces the listings of a facility; {@code listings} is the API's ListingsForReplacement. */
    public JsonNode putListings(String facilityId, JsonNode listings) {
        return api.writeGuarded("PUT", path(facilityId) + "/listings", listings);
    }

    private static String path(String id) {
        return "/api/facilities/" + JsonHttp.encode(id);
    }
}
