package io.waybill.platform.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that changes something may have been sent by a page of somebody else, which a browser would send with
 * our cookie (cross-site request forgery). Browsers say where a request comes from in {@code Sec-Fetch-Site}, older ones
 * in {@code Origin}; neither can be set by a page. The same check as in Go's {@code net/http.CrossOriginProtection}.
 */
final class SameOrigin {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private SameOrigin() {}

    static boolean allows(ContainerRequestContext request) {
        if (READS.contains(request.getMethod())) {
            return true;
        }
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeaderString("Origin");
        return origin == null || sameHost(origin, request.getHeaderString("Host"));
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
