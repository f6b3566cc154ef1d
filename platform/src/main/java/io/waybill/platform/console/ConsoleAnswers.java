package io.waybill.platform.console;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waybill.platform.access.BrowserSessions;
import io.waybill.platform.kernel.ApiError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What all answers of the console have in common: headers that leave a foreign script nothing to do, a page instead of the
 * error array of the wire, and the way to the sign-in for those who are not known.
 */
@ApplicationScoped
class ConsoleAnswers {
    private static final String PLACE = "/console";

    /** Before everything of the framework, so that files have the headers too. */
    private static final int FIRST = -90;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
                    + "base-uri 'none'";

    private final Html html;

    ConsoleAnswers(Html html) {
        this.html = html;
    }

    void install(@Observes Router router) {
        router.route(PLACE + "*").order(FIRST).handler(ConsoleAnswers::protect);
    }

    private static void protect(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        context.next();
    }

    @ServerResponseFilter
    void finish(ContainerRequestContext request, ContainerResponseContext response) {
        URI address = request.getUriInfo().getRequestUri();
        if (!address.getRawPath().startsWith(PLACE)) {
            return;
        }
        response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
        if (response.getStatus() == 401) {
            leadToSignIn(request, response, address);
        } else if (response.getStatus() >= 400 && response.getEntity() instanceof List<?> errors) {
            List<String> summaries = errors.stream()
                    .filter(ApiError.class::isInstance)
                    .map(error -> ((ApiError) error).summary())
                    .toList();
            boolean part =
                    request.getHeaderString("HX-Request") != null && request.getHeaderString("HX-Boosted") == null;
            response.setEntity(
                    html.text(part ? Templates.problem(summaries) : Templates.error(response.getStatus(), summaries)),
                    new Annotation[0],
                    MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    private static void leadToSignIn(ContainerRequestContext request, ContainerResponseContext response, URI address) {
        boolean ended = request.getCookies().containsKey(BrowserSessions.COOKIE);
        String current = request.getHeaderString("HX-Current-URL");
        URI back = current == null ? address : URI.create(current);
        String then = back.getRawPath() + (back.getRawQuery() == null ? "" : "?" + back.getRawQuery());
        UriBuilder signIn = UriBuilder.fromPath(SignInPages.PATH).queryParam("then", "{then}");
        if (ended) {
            signIn.queryParam("ended", true);
        }
        String target = signIn.build(then).toString();
        response.setEntity(null);
        if (current == null) {
            response.setStatus(303);
            response.getHeaders().putSingle(HttpHeaders.LOCATION, target);
        } else {
            response.getHeaders().putSingle("HX-Redirect", target);
        }
    }
}
