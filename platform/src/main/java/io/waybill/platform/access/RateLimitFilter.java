package io.waybill.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.waybill.platform.kernel.ApiError;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Limits how many requests a caller sends, when that is configured: 429 with Retry-After beyond it. */
class RateLimitFilter {
    private static final long CALLERS_KEPT = 10_000;

    private final RateLimitSettings settings;
    private final RequestCaller caller;
    private final boolean enabled;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CALLERS_KEPT)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    RateLimitFilter(RateLimitSettings settings, RequestCaller caller) {
        this.settings = settings;
        this.caller = caller;
        this.enabled = settings.enabled();
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION + 100)
    @Nullable
    Response check(ContainerRequestContext request) {
        if (!enabled || !caller.isKnown()) {
            return null;
        }
        ConsumptionProbe probe =
                buckets.get(caller.userId(), ignored -> bucket()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return null;
        }
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + 999_999_999L));
        return Response.status(429)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(List.of(new ApiError(
                        "Too many requests; " + settings.requestsPerSecond() + " a second are allowed to one caller")))
                .build();
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.burst())
                        .refillGreedy(settings.requestsPerSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
