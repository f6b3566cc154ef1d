package io.waybill.platform.kernel;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A page of found documents.
 *
 * @param plural name of the list in the answer
 * @param documents the stored JSON of each, in the order asked for
 * @param total how many there are on all pages; null when it was not asked for
 */
public record SearchResult(
        String plural,
        List<String> documents,
        PageInfo pageInfo,
        @Nullable Long total) {

    /** The answer of the search endpoint. */
    public String json() {
        return json(UnaryOperator.identity());
    }

    /** The answer of the search endpoint, with each document as the function presents it. */
    public String json(UnaryOperator<String> presentation) {
        StringBuilder answer = JsonList.open(plural, documents, presentation);
        answer.append(",\"pageInfo\":{\"startCursor\":\"")
                .append(pageInfo.startCursor())
                .append("\",\"endCursor\":\"")
                .append(pageInfo.endCursor())
                .append("\",\"hasNextPage\":")
                .append(pageInfo.hasNextPage())
                .append(",\"hasPreviousPage\":")
                .append(pageInfo.hasPreviousPage())
                .append('}');
        if (total != null) {
            answer.append(",\"total\":").append(total);
        }
        return answer.append('}').toString();
    }
}
