package io.waybill.connector.access;

import io.waybill.client.http.Deadline;
import io.waybill.connector.message.SnsMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says whether a message comes from the configured SNS topic. SNS signs for every account, so the signature alone says
 * nothing: the topic has to be ours. Certificates are read from Amazon's own hosts only, once each. Thread-safe.
 */
public final class SnsSignatures {
    private static final Pattern HOST = Pattern.compile("sns\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[0-9a-zA-Z]+\\.pem");
    private static final String SIGNER = "CN=sns.amazonaws.com";
    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");
    private static final int MOST_CERTIFICATES = 16;

    /** What can be said of a message. */
    public sealed interface Verdict {}

    /** SNS signed it for our topic. */
    public record Genuine() implements Verdict {}

    /** Somebody else's. */
    public record Forged(String reason) implements Verdict {}

    /** The certificate cannot be read now. */
    public record Undecided(String reason) implements Verdict {}

    private final Optional<String> topicArn;
    private final AmazonPages pages;
    private final Clock clock;
    private final Map<URI, X509Certificate> certificates = new ConcurrentHashMap<>();

    /** Checks for that topic. */
    public SnsSignatures(Optional<String> topicArn, AmazonPages pages, Clock clock) {
        this.topicArn = topicArn;
        this.pages = pages;
        this.clock = clock;
    }

    /** Checks topic, signing certificate and signature. */
    public Verdict check(SnsMessage message, Deadline deadline) {
        if (topicArn.isEmpty()) {
            return new Forged("CONNECT_AWS_TOPIC_ARN is not set, so no topic is expected to send anything");
        }
        if (!topicArn.get().equals(message.topicArn())) {
            return new Forged("it is not from the topic that CONNECT_AWS_TOPIC_ARN names");
        }
        String algorithm = ALGORITHMS.get(message.signatureVersion());
        if (algorithm == null || message.signature().isEmpty()) {
            return new Forged("it carries no signature of version 1 or 2");
        }
        Optional<URI> address = amazon(message.signingCertUrl())
                .filter(uri -> CERTIFICATE.matcher(uri.getPath()).matches());
        if (address.isEmpty()) {
            return new Forged("its certificate does not lie at Amazon");
        }
        try {
            return verify(message, algorithm, certificate(address.get(), deadline));
        } catch (IOException unread) {
            return new Undecided("the signing certificate cannot be read: " + unread.getMessage());
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return new Forged("signature or certificate cannot be used: " + unusable.getMessage());
        }
    }

    /** Where the subscription is confirmed; empty when that address does not belong to our topic at Amazon. */
    public Optional<URI> confirmation(SnsMessage message) {
        String region = topicArn.map(arn -> arn.split(":", -1))
                .filter(parts -> parts.length == 6)
                .map(parts -> parts[3])
                .orElse("");
        return amazon(message.subscribeUrl())
                .filter(uri -> {
                    Matcher host = HOST.matcher(uri.getHost());
                    return host.matches() && host.group(1).equals(region);
                })
                .filter(uri -> uri.getQuery() != null
                        && Arrays.asList(uri.getQuery().split("&", -1)).contains("TopicArn=" + topicArn.orElse("")));
    }

    /**
     * Confirms the subscription at an address of {@link #confirmation}.
     *
     * @throws IOException when SNS does not take it now
     */
    public void confirm(URI address, Deadline deadline) throws IOException {
        pages.read(address, deadline);
    }

    private Verdict verify(SnsMessage message, String algorithm, X509Certificate certificate)
            throws GeneralSecurityException {
        certificate.checkValidity(Date.from(clock.instant()));
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(certificate.getPublicKey());
        signature.update(message.signedText().getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getDecoder().decode(message.signature()))
                ? new Genuine()
                : new Forged("its signature is wrong");
    }

    private X509Certificate certificate(URI address, Deadline deadline) throws GeneralSecurityException, IOException {
        X509Certificate known = certificates.get(address);
        if (known != null) {
            return known;
        }
        X509Certificate read = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pages.read(address, deadline)));
        if (!Arrays.asList(read.getSubjectX500Principal().getName().split(",", -1))
                .contains(SIGNER)) {
            throw new GeneralSecurityException("the certificate is not that of SNS");
        }
        if (certificates.size() >= MOST_CERTIFICATES) {
            certificates.clear();
        }
        certificates.put(address, read);
        return read;
    }

    private static Optional<URI> amazon(String address) {
        try {
            URI uri = URI.create(address);
            boolean plain = "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() == -1
                    && uri.getUserInfo() == null
                    && uri.getPath() != null;
            return plain && HOST.matcher(uri.getHost()).matches() ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
