package io.waybill.platform.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;

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
