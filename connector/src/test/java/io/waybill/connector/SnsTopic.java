package io.waybill.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.access.AmazonPages;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** An SNS topic with a key and a certificate of its own, and the pages at Amazon that its messages point to. */
final class SnsTopic implements AmazonPages {
    static final String ARN = "arn:aws:sns:eu-central-1:123456789012:shop";
    static final String CERTIFICATE =
            "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";

    private final PrivateKey key;
    private final byte[] certificate;
    private final List<URI> read = new ArrayList<>();
    private boolean silent;

    private SnsTopic(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * A topic.
     *
     * @param signer name on the certificate
     * @param start when the certificate begins its ten days, as keytool takes it, for example {@code -1d}
     */
    static SnsTopic of(String signer, String start) {
        try {
            Path store = Files.createTempDirectory("sns").resolve("keys.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "sns",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-validity",
                            "10",
                            "-startdate",
                            start,
                            "-dname",
                            "CN=" + signer,
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            "changeit")
                    .redirectErrorStream(true)
                    .start();
            keytool.getInputStream().readAllBytes();
            if (keytool.waitFor() != 0) {
                throw new AssertionError("keytool failed");
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, "changeit".toCharArray());
            }
            Certificate certificate = keys.getCertificate("sns");
            String pem = Stream.of(
                            "-----BEGIN CERTIFICATE-----",
                            Base64.getMimeEncoder().encodeToString(certificate.getEncoded()),
                            "-----END CERTIFICATE-----")
                    .reduce("", (all, line) -> all + line + "\n");
            return new SnsTopic(
                    (PrivateKey) keys.getKey("sns", "changeit".toCharArray()), pem.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized byte[] read(URI address, Deadline deadline) throws IOException {
        read.add(address);
        if (silent) {
            throw new IOException("no answer");
        }
        return certificate.clone();
    }

    synchronized List<URI> read() {
        return List.copyOf(read);
    }

    synchronized void silent(boolean now) {
        silent = now;
    }

    /** A signed notification. */
    ObjectNode notification(JsonNode content, String version) {
        ObjectNode message = message("Notification", content.toString());
        return sign(message, version, List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"));
    }

    /** A signed request to confirm. */
    ObjectNode confirmation(String topicArn, String subscribeUrl) {
        ObjectNode message = message("SubscriptionConfirmation", "You have chosen to subscribe")
                .put("TopicArn", topicArn)
                .put("Token", "t0ken")
                .put("SubscribeURL", subscribeUrl);
        return sign(
                message,
                "2",
                List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"));
    }

    private static ObjectNode message(String type, String content) {
        return JsonHttp.JSON
                .createObjectNode()
                .put("Type", type)
                .put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324")
                .put("TopicArn", ARN)
                .put("Message", content)
                .put("Timestamp", "2026-11-24T10:00:00.000Z");
    }

    private ObjectNode sign(ObjectNode message, String version, List<String> fields) {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            if (message.has(field)) {
                text.append(field)
                        .append('\n')
                        .append(message.path(field).asText())
                        .append('\n');
            }
        }
        try {
            Signature signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return message.put("SignatureVersion", version)
                    .put("Signature", Base64.getEncoder().encodeToString(signature.sign()))
                    .put("SigningCertURL", CERTIFICATE);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
