package io.waybill.platform.access;

import io.waybill.platform.kernel.ApiError;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through to an operation when its caller holds one of the permissions that the operation names. Runs on
 * the operation's own (virtual) thread. An operation that names nothing is closed. Callers are known by a token, those of
 * {@link Browser} resources by a cookie.
 */
class AccessFilter {
    private static final String SCHEME = "Bearer ";

    private final Authentication authentication;
    private final BrowserSessions browserSessions;
    private final RequestCaller caller;
    private final ConcurrentHashMap<Method, Rule> rules = new ConcurrentHashMap<>();

    AccessFilter(Authentication authentication, BrowserSessions browserSessions, RequestCaller caller) {
        this.authentication = authentication;
        this.browserSessions = browserSessions;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    @Nullable
    Response check(ContainerRequestContext request, ResourceInfo resource) {
        Method operation = resource.getResourceMethod();
        if (operation == null) {
            return null;
        }
        Rule rule = rules.computeIfAbsent(operation, Rule::of);
        if (rule.browser() && !SameOrigin.allows(request)) {
            return refused(403, "The request comes from a page of another host").build();
        }
        if (rule.open()) {
            return null;
        }
        Principal principal =
                rule.browser() ? signedIn(request) : authenticate(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (principal == null) {
            return refused(401, "A valid token is needed: Authorization: Bearer <idToken>")
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build();
        }
        if (rule.closed() || !principal.hasAny(rule.permissions())) {
            return refused(
                            403,
                            "The permission for this operation is missing; it takes one of "
                                    + Arrays.toString(rule.permissions()))
                    .build();
        }
        caller.set(principal, rule.permissions());
        return null;
    }

    private static Response.ResponseBuilder refused(int status, String summary) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(List.of(new ApiError(summary)));
    }

    private @Nullable Principal signedIn(ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(BrowserSessions.COOKIE);
        return cookie == null ? null : browserSessions.find(cookie.getValue());
    }

    private @Nullable Principal authenticate(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return authentication.authenticate(
                authorization.substring(SCHEME.length()).trim());
    }

    private record Rule(boolean browser, boolean open, boolean closed, Permission[] permissions) {
        static Rule of(Method operation) {
            boolean browser = operation.getDeclaringClass().isAnnotationPresent(Browser.class);
            if (operation.isAnnotationPresent(Open.class)) {
                return new Rule(browser, true, false, new Permission[0]);
            }
            Permitted permitted = operation.getAnnotation(Permitted.class);
            return permitted == null
                    ? new Rule(browser, false, true, new Permission[0])
                    : new Rule(browser, false, false, permitted.value());
        }
    }
}
