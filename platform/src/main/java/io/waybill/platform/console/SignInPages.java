package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.BrowserSessions;
import io.waybill.platform.access.Open;
import io.waybill.platform.access.Permitted;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and choosing a language. */
@Browser
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SignInPages {
    static final String PATH = "/console/sign-in";

    private static final String HOME = "/console";
    private static final int LONGEST = 512;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int LANGUAGE_KEPT = (int) Duration.ofDays(365).toSeconds();

    private final BrowserSessions sessions;
    private final Html html;
    private final UriInfo uri;

    SignInPages(BrowserSessions sessions, Html html, UriInfo uri) {
        this.sessions = sessions;
        this.html = html;
        this.uri = uri;
    }

    /** What to say above the form. */
    enum Notice {
        NONE,
        ENDED,
        SIGNED_OUT,
        REFUSED,
        BLOCKED
    }

    @GET
    @Path("/sign-in")
    @Open
    public Response form(
            @QueryParam("then") @Nullable String then,
            @QueryParam("ended") boolean ended,
            @QueryParam("out") boolean out) {
        Notice notice = ended ? Notice.ENDED : out ? Notice.SIGNED_OUT : Notice.NONE;
        return html.page(Templates.signIn(notice, 0, inside(then), ""));
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    public Response signIn(
            @FormParam("username") @DefaultValue("") String username,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("then") @Nullable String then) {
        String name = username.strip();
        if (name.isEmpty() || password.isEmpty() || name.length() > LONGEST || password.length() > LONGEST) {
            return html.page(400, Templates.signIn(Notice.REFUSED, 0, inside(then), ""));
        }
        return switch (sessions.signIn(name, password)) {
            case BrowserSessions.Outcome.SignedIn signedIn ->
                Response.seeOther(URI.create(inside(then)))
                        .cookie(cookie(BrowserSessions.COOKIE, signedIn.cookie(), NewCookie.DEFAULT_MAX_AGE, true))
                        .build();
            case BrowserSessions.Outcome.Refused refused ->
                html.page(400, Templates.signIn(Notice.REFUSED, 0, inside(then), name));
            case BrowserSessions.Outcome.Blocked blocked -> {
                long seconds = blocked.waitFor().plusMillis(999).toSeconds();
                yield Response.fromResponse(
                                html.page(429, Templates.signIn(Notice.BLOCKED, seconds, inside(then), name)))
                        .header(HttpHeaders.RETRY_AFTER, seconds)
                        .build();
            }
        };
    }

    @POST
    @Path("/sign-out")
    @Permitted({})
    public Response signOut(@CookieParam(BrowserSessions.COOKIE) String cookie) {
        sessions.signOut(cookie);
        return Response.seeOther(URI.create(PATH + "?out=true"))
                .cookie(cookie(BrowserSessions.COOKIE, "", 0, true))
                .build();
    }

    @POST
    @Path("/language")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    public Response language(
            @FormParam("language") @DefaultValue("") String language, @FormParam("then") @Nullable String then) {
        Response.ResponseBuilder back = Response.seeOther(URI.create(inside(then)));
        if (Viewer.LANGUAGES.contains(Locale.of(language))) {
            back.cookie(cookie(Viewer.LANGUAGE_COOKIE, language, LANGUAGE_KEPT, false));
        }
        return back.build();
    }

    private NewCookie cookie(String name, String value, int maxAge, boolean hidden) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(HOME)
                .maxAge(maxAge)
                .httpOnly(hidden)
                .secure("https".equals(uri.getRequestUri().getScheme()))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    /** Where to go on, unless that leads out of the console. */
    private static String inside(@Nullable String then) {
        if (then == null || then.length() > LONGEST_ADDRESS || then.startsWith(PATH) || then.contains("//")) {
            return HOME;
        }
        boolean ours = then.equals(HOME) || then.startsWith(HOME + "/") || then.startsWith(HOME + "?");
        boolean plain = then.chars().allMatch(c -> c > ' ' && c < 127 && "\\\"<>".indexOf(c) < 0);
        return ours && plain ? then : HOME;
    }
}
