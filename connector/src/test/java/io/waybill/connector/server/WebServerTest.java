package io.waybill.connector.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebServerTest {

    @Test
    void an_unexpected_fault_is_answered_with_a_reference_and_nothing_of_the_inside() throws Exception {
        try (WebServer server = WebServer.start("127.0.0.1", 0, 1_000, Map.of("GET /broken", request -> {
                    throw new IllegalStateException("jdbc:secret://inside");
                }));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.baseUri() + "/broken"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .matches("\\{\"message\":\"Unexpected fault, reference [0-9a-f-]{36}\"}")
                    .doesNotContain("secret", "IllegalState", "WebServerTest");
        }
    }
}
