package io.waybill.connector.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import io.waybill.connector.settings.ConnectorSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookTokensTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OLD_KEY = "ffffffffffffffffffffffffffffffff";

    private final WebhookTokens tokens = tokens(KEY, OLD_KEY);

    @Test
    void an_own_token_is_accepted_whatever_the_case_of_the_scheme() {
        String token = tokens.issue(Duration.ofMinutes(5));

        assertThat(tokens.accepts(Optional.of("Bearer " + token))).isTrue();
        assertThat(tokens.accepts(Optional.of("bearer " + token))).isTrue();
    }

    @Test
    void another_scheme_is_refused_even_with_a_good_token() {
        assertThat(tokens.accepts(Optional.of("Basic " + tokens.issue(Duration.ofMinutes(5)))))
                .isFalse();
        assertThat(tokens.accepts(Optional.of(tokens.issue(Duration.ofMinutes(5)))))
                .isFalse();
        assertThat(tokens.accepts(Optional.of("Bearer "))).isFalse();
        assertThat(tokens.accepts(Optional.of(""))).isFalse();
        assertThat(tokens.accepts(Optional.empty())).isFalse();
    }

    @Test
    void every_claim_counts() {
        assertThat(accepted(claims())).isTrue();
        assertThat(accepted(claims().withIssuer("other"))).isFalse();
        assertThat(accepted(claims().withAudience("other"))).isFalse();
        assertThat(accepted(claims().withSubject("other"))).isFalse();
        assertThat(accepted(claims().withExpiresAt(Instant.now().minusSeconds(60))))
                .isFalse();
        assertThat(accepted(claims().withNotBefore(Instant.now().plusSeconds(600))))
                .isFalse();
    }

    @Test
    void a_token_that_never_expires_is_refused() {
        String token = JWT.create()
                .withIssuer("waybill")
                .withAudience("connector")
                .withSubject("webhook")
                .sign(Algorithm.HMAC256(KEY));

        assertThat(tokens.accepts(Optional.of("Bearer " + token))).isFalse();
    }

    @Test
    void another_key_or_algorithm_is_refused() {
        assertThat(accepted(claims(), Algorithm.HMAC256("another-key-another-key-another-")))
                .isFalse();
        assertThat(accepted(claims(), Algorithm.HMAC512(KEY))).isFalse();
        assertThat(accepted(claims(), Algorithm.none())).isFalse();
    }

    @Test
    void the_previous_key_is_accepted_but_not_fresh() {
        String header = "Bearer " + claims().sign(Algorithm.HMAC256(OLD_KEY));

        assertThat(tokens.accepts(Optional.of(header))).isTrue();
        assertThat(tokens.fresh(header)).isFalse();
    }

    @Test
    void a_token_says_by_which_key_it_is_signed_and_one_of_a_key_nobody_knows_is_refused() {
        String own = JWT.decode(tokens.issue(Duration.ofMinutes(5))).getKeyId();
        String ofOldKey =
                JWT.decode(tokens(OLD_KEY, KEY).issue(Duration.ofMinutes(5))).getKeyId();

        assertThat(own).isNotBlank().isNotEqualTo(ofOldKey);
        assertThat(accepted(claims().withKeyId(own))).isTrue();
        assertThat(accepted(claims().withKeyId(ofOldKey), Algorithm.HMAC256(OLD_KEY)))
                .isTrue();
        assertThat(accepted(claims().withKeyId(ofOldKey), Algorithm.HMAC256(KEY)))
                .isFalse();
        assertThat(accepted(claims().withKeyId("none"))).isFalse();
        assertThat(tokens.accepts(Optional.of("Bearer no.token"))).isFalse();
    }

    @Test
    void a_token_past_half_of_its_life_is_not_fresh() {
        assertThat(tokens.fresh(tokens.newHeader())).isTrue();
        assertThat(tokens.fresh("Bearer " + tokens.issue(Duration.ofDays(100)))).isFalse();
    }

    private static JWTCreator.Builder claims() {
        return JWT.create()
                .withIssuer("waybill")
                .withAudience("connector")
                .withSubject("webhook")
                .withExpiresAt(Instant.now().plus(Duration.ofDays(300)));
    }

    private boolean accepted(JWTCreator.Builder claims) {
        return accepted(claims, Algorithm.HMAC256(KEY));
    }

    private boolean accepted(JWTCreator.Builder claims, Algorithm algorithm) {
        return tokens.accepts(Optional.of("Bearer " + claims.sign(algorithm)));
    }

    private static WebhookTokens tokens(String key, String previous) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "CTP_PROJECT_KEY", "demo",
                "CTP_CLIENT_ID", "client",
                "CTP_CLIENT_SECRET", "secret",
                "FFT_PROJECT_ID", "acme",
                "FFT_API_KEY", "key",
                "FFT_API_USER", "user",
                "FFT_API_PASSWORD", "password"));
        settings.put("JWT_SECRET", key);
        settings.put("JWT_PREVIOUS_SECRET", previous);
        settings.put("JWT_ISSUER", "waybill");
        settings.put("JWT_AUDIENCE", "connector");
        settings.put("JWT_SUBJECT", "webhook");
        return new WebhookTokens(ConnectorSettings.from(settings), Clock.systemUTC());
    }
}
