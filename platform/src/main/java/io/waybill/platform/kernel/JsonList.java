package io.waybill.platform.kernel;

import java.util.List;
import java.util.function.UnaryOperator;

/** Writes stored documents into the list of an answer without parsing them again. */
final class JsonList {
    private JsonList() {}

    /** An object with the list as its only field so far, still open. */
    static StringBuilder open(String plural, List<String> documents, UnaryOperator<String> presentation) {
        StringBuilder answer = new StringBuilder(
                64 + documents.stream().mapToInt(String::length).sum() + documents.size());
        answer.append("{\"").append(plural).append("\":[");
        String separator = "";
        for (String document : documents) {
            answer.append(separator).append(presentation.apply(document));
            separator = ",";
        }
        return answer.append(']');
    }
}
