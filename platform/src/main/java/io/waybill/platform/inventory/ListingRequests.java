package io.waybill.platform.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import io.waybill.platform.kernel.TagReference;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;
/** What both resources of listings need to read a request and to answer it. Thread-safe. */
@ApplicationScoped
class ListingRequests {
    private final Database database;
    private final Facilities facilities;
    private final ObjectMapper json;
    private final Validator validator;

    ListingRequests(Database database, Facilities facilities, ObjectMapper json, Validator validator) {
        this.database = database;
        this.facilities = facilities;
        this.json = json;
        this.validator = validator;
    }

    ListingBody bind(ObjectNode entry) {
        try {
            ListingBody listing = json.treeToValue(entry, ListingBody.class);
            Set<ConstraintViolation<ListingBody>> violations = validator.validate(listing);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return listing;
        } catch (JsonProcessingException failure) {
            throw Rejection.invalid("listings must hold listings: " + failure.getOriginalMessage());
        }
    }

    static String article(ListingBody listing) {
        if (listing.tenantArticleId() == null) {
            throw Rejection.invalid("listings[].tenantArticleId must be given");
        }
        return listing.tenantArticleId();
    }

    String facility(String idOrUrn) {
        return database.read(handle -> facilities.resolve(handle, idOrUrn).id());
    }

    ArrayNode results(List<PutListings.Result> results, String field) {
        ArrayNode answer = json.createArrayNode();
        results.forEach(result -> answer.addObject()
                .put("status", result.outcome().name())
                .putRawValue(field, new com.fasterxml.jackson.databind.util.RawValue(result.json())));
        return answer;
    }
}
