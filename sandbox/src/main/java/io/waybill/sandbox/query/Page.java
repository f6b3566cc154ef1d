package io.waybill.sandbox.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query request: {@code where} (several are joined by and), {@code sort}, {@code limit} up to 500, {@code offset} up
 * to 10,000, {@code withTotal}, {@code expand}.
 */
public record Page(
        List<Predicate> where, List<String> sort, int limit, int offset, boolean withTotal, List<String> expand) {

    private static final int USUAL_LIMIT = 20;
    private static final int MOST = 500;
    private static final int FURTHEST = 10_000;
    private static final String VARIABLE = "var.";

    /** @param fields what a predicate may name at its root */
    public static Page of(Request request, Set<String> fields) {
        Map<String, List<String>> variables = new HashMap<>();
        request.query().forEach((name, values) -> {
            if (name.startsWith(VARIABLE)) {
                variables.put(name.substring(VARIABLE.length()), values);
            }
        });
        List<Predicate> where = new ArrayList<>();
        for (String predicate : request.all("where")) {
            where.add(PredicateParser.parse(predicate, variables, fields));
        }
        return new Page(
                where,
                request.all("sort"),
                request.integer("limit", USUAL_LIMIT, 0, MOST),
                request.integer("offset", 0, 0, FURTHEST),
                !"false".equals(request.first("withTotal")),
                request.all("expand"));
    }

    /** The documents that satisfy every predicate, sorted, not cut. */
    public List<ObjectNode> matching(List<ObjectNode> documents) {
        return documents.stream()
                .filter(document -> where.stream().allMatch(predicate -> predicate.test(document)))
                .sorted(Sorting.by(sort))
                .toList();
    }

    /** The answer: {@code {limit, offset, count, total?, results}}. */
    public ObjectNode answer(List<ObjectNode> documents, Expansion expansion) {
        List<ObjectNode> matching = matching(documents);
        ObjectNode answer = Json.object().put("limit", limit).put("offset", offset);
        ArrayNode results = Json.array();
        matching.stream().skip(offset).limit(limit).forEach(d -> results.add(expansion.expand(d, expand)));
        answer.put("count", results.size());
        if (withTotal) {
            answer.put("total", matching.size());
        }
        answer.set("results", results);
        return answer;
    }
}
