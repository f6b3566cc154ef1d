package io.waybill.connector.access;

import io.waybill.client.http.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads what SNS points to: its signing certificates, and the page that confirms a subscription. Thread-safe. */
@FunctionalInterface
public interface AmazonPages {
    /**
     * The body of the page.
     *
     * @throws IOException when there is none, or its status is not 200
     */
    byte[] read(URI address, Deadline deadline) throws IOException;

    /** Pages from the network. Redirects are not followed: only the address that was checked is read. */
    static AmazonPages overHttps(Duration connectTimeout, Duration requestTimeout) {
        return (address, deadline) -> {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(deadline.atMost(requestTimeout).plusMillis(1))
                    .build();
            // Of its own and short-lived: a certificate is read once in months.
            try (HttpClient http = HttpClient.newBuilder()
                    .connectTimeout(connectTimeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build()) {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() != 200) {
                    throw new IOException("GET " + address.getHost() + " answered " + response.statusCode());
                }
                return response.body();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("GET " + address.getHost() + " was interrupted", stopped);
            }
        };
    }
}
