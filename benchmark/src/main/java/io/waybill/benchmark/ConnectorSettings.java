package io.waybill.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a connector is set up for the bench, whoever wrote it. */
final class ConnectorSettings {
    private static final String SECRET = "bench-bench-bench-bench-bench-bench";

    private ConnectorSettings() {}

    /** The settings, under this connector's names, for both sides at that address. */
    static Map<String, String> against(String remoteSides) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("CTP_PROJECT_KEY", "bench");
        settings.put("CTP_CLIENT_ID", "bench");
        settings.put("CTP_CLIENT_SECRET", "bench");
        settings.put("CTP_API_URL", remoteSides);
        settings.put("CTP_AUTH_URL", remoteSides);
        settings.put("FFT_API_URL", remoteSides);
        settings.put("FFT_LOGIN_URL", remoteSides + "/v1/accounts:signInWithPassword");
        settings.put("FFT_REFRESH_URL", remoteSides + "/v1/token");
        settings.put("FFT_API_KEY", "bench");
        settings.put("FFT_API_USER", "bench@example.com");
        settings.put("FFT_API_PASSWORD", "bench");
        settings.put("JWT_SECRET", SECRET);
        settings.put("JWT_ISSUER", "bench");
        settings.put("JWT_AUDIENCE", "bench");
        settings.put("JWT_SUBJECT", "bench");
        return settings;
    }

    /** A token of the platform's webhooks, valid for a day. */
    static String token() {
        String claims = "{\"iss\":\"bench\",\"aud\":\"bench\",\"sub\":\"bench\",\"exp\":"
                + Instant.now().plus(Duration.ofDays(1)).getEpochSecond() + "}";
        String signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
