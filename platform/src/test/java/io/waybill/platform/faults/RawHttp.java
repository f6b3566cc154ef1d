package io.waybill.platform.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client that sends exactly the bytes it is told to, and says what is wrong with an answer. Thread-safe. */
final class RawHttp {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What only somebody who knows the program's inside could want to read. */
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[a-z.]+\\(|java\\.|io\\.waybill|org\\.postgres|PSQL|SELECT |<html");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI root;
    private final String token;

    /** @param token goes into each request's Authorization header */
    RawHttp(URI root, String token) {
        this.root = root;
        this.token = token;
    }

    /** An answer; the body as text. */
    record Answer(int status, String contentType, String retryAfter, String body) {
        /** 303 leads to what is there already. */
        boolean succeeded() {
            return status >= 200 && status < 300 || status == 303;
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Null where the answer is a refusal as the API promises it: a 4xx with the array of errors, nothing of the inside. */
        @Nullable
        String faultOfRefusal() {
            if (status < 400 || status > 499) {
                return "status " + status + ": " + brief();
            }
            if (!contentType.startsWith("application/json")) {
                return status + " with content type '" + contentType + "': " + brief();
            }
            JsonNode errors;
            try {
                errors = JSON.readTree(body);
            } catch (IOException notJson) {
                return status + " without JSON: " + brief();
            }
            if (!errors.isArray()
                    || errors.isEmpty()
                    || errors.get(0).path("summary").asText().isBlank()) {
                return status + " without the array of errors: " + brief();
            }
            return INSIDE.matcher(body).find() ? status + " tells of the program's inside: " + brief() : null;
        }

        /** Null where the answer is a success, or a refusal as above. */
        @Nullable
        String fault() {
            return succeeded() ? null : faultOfRefusal();
        }

        private String brief() {
            return body.length() < 300 ? body : body.substring(0, 300) + "...";
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    /** @param headers names and values in turn; they replace those that are there by default */
    Answer send(String method, String path, byte @Nullable [] body, String... headers) {
        return stream(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body), headers);
    }

    /** As {@link #send}, with a body that is made while it is sent. */
    Answer stream(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body)
                .header("Authorization", "Bearer " + token);
        List<String> given = new ArrayList<>(List.of(headers));
        if (!given.contains("Content-Type") && !method.equals("GET")) {
            request.header("Content-Type", "application/json");
        }
        for (int at = 0; at < given.size(); at += 2) {
            request.header(given.get(at), given.get(at + 1));
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("content-type").orElse(""),
                    answer.headers().firstValue("retry-after").orElse(""),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
