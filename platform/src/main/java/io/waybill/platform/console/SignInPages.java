package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.BrowserSessions;
import io.waybill.platform.access.Open;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.access.SignInElsewhere;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and choosing a language. */
@Browser
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SignInPages {
    static final String PATH = "/console/sign-in";

    /** Where everybody begins, and the path of the cookies. */
    static final String HOME = "/console";

    private static final int LONGEST = 512;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int LANGUAGE_KEPT = (int) Duration.ofDays(365).toSeconds();

    private final BrowserSessions sessions;
    private final SignInElsewhere elsewhere;
    private final SignInCookies cookies;
    private final Html html;

    SignInPages(BrowserSessions sessions, SignInElsewhere elsewhere, SignInCookies cookies, Html html) {
        this.sessions = sessions;
        this.elsewhere = elsewhere;
        this.cookies = cookies;
        this.html = html;
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
        return page(200, notice, 0, then, "");
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
            return page(400, Notice.REFUSED, 0, then, "");
        }
        return switch (sessions.signIn(name, password)) {
            case BrowserSessions.Outcome.SignedIn signedIn ->
                Response.seeOther(URI.create(inside(then)))
                        .cookie(cookies.session(signedIn.cookie()))
                        .build();
            case BrowserSessions.Outcome.Refused refused -> page(400, Notice.REFUSED, 0, then, name);
            case BrowserSessions.Outcome.Blocked blocked -> {
                long seconds = blocked.waitFor().plusMillis(999).toSeconds();
                yield Response.fromResponse(page(429, Notice.BLOCKED, seconds, then, name))
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
                .cookie(cookies.hidden(BrowserSessions.COOKIE, "", HOME, 0))
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
            back.cookie(cookies.cookie(Viewer.LANGUAGE_COOKIE, language, HOME, LANGUAGE_KEPT)
                    .build());
        }
        return back.build();
    }

    /** The form once more, after signing in elsewhere came to nothing. */
    Response elsewhere(int status, ElsewhereNotice notice, @Nullable String then) {
        return html.page(status, Templates.signIn(Notice.NONE, notice, 0, inside(then), "", links(then)));
    }

    private Response page(int status, Notice notice, long seconds, @Nullable String then, String name) {
        return html.page(
                status, Templates.signIn(notice, ElsewhereNotice.NONE, seconds, inside(then), name, links(then)));
    }

    private List<ElsewhereLink> links(@Nullable String then) {
        return elsewhere.providers().stream()
                .map(provider -> new ElsewhereLink(
                        provider.label(),
                        UriBuilder.fromPath(OidcPages.PATH)
                                .path("{name}")
                                .queryParam("then", "{then}")
                                .build(provider.name(), inside(then))
                                .toString()))
                .toList();
    }

    /** Where to go on, unless that leads out of the console. */
    static String inside(@Nullable String then) {
        if (then == null || then.length() > LONGEST_ADDRESS || then.startsWith(PATH) || then.contains("//")) {
            return HOME;
        }
        boolean ours = then.equals(HOME) || then.startsWith(HOME + "/") || then.startsWith(HOME + "?");
        boolean plain = then.chars().allMatch(c -> c > ' ' && c < 127 && "\\\"<>".indexOf(c) < 0);
        return ours && plain ? then : HOME;
    }
}
