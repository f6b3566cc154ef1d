package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Open;
import io.waybill.platform.access.SignInElsewhere;
import io.waybill.platform.access.SignInElsewhere.Beginning;
import io.waybill.platform.access.SignInElsewhere.CameBack;
import io.waybill.platform.access.SignInElsewhere.End;
import io.waybill.platform.access.SignInElsewhere.Provider;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Signing in at an identity provider: the way there, and the way back. */
@Browser
@Path(OidcPages.PATH + "/{provider}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class OidcPages {
    static final String PATH = SignInPages.PATH + "/oidc";

    private static final int BAD_GATEWAY = 502;

    private final SignInElsewhere elsewhere;
    private final SignInPages signIn;
    private final SignInCookies cookies;
    private final UriInfo uri;

    OidcPages(SignInElsewhere elsewhere, SignInPages signIn, SignInCookies cookies, UriInfo uri) {
        this.elsewhere = elsewhere;
        this.signIn = signIn;
        this.cookies = cookies;
        this.uri = uri;
    }

    @GET
    @Open
    public Response go(@PathParam("provider") String name, @QueryParam("then") @Nullable String then) {
        Provider provider = provider(name);
        return switch (elsewhere.begin(provider, SignInPages.inside(then), uri.getBaseUri())) {
            case Beginning.Go go ->
                Response.seeOther(go.address())
                        .cookie(state(provider, go.state(), (int) SignInElsewhere.PATIENCE.toSeconds()))
                        .build();
            case Beginning.Unavailable unavailable ->
                signIn.elsewhere(BAD_GATEWAY, new ElsewhereNotice(ElsewhereNotice.What.DOWN, provider.label()), then);
        };
    }

    @GET
    @Path("/callback")
    @Open
    public Response comeBack(
            @PathParam("provider") String name,
            @QueryParam("code") @Nullable String code,
            @QueryParam("state") @Nullable String state,
            @QueryParam("error") @Nullable String error,
            @QueryParam("iss") @Nullable String issuer,
            @CookieParam(SignInElsewhere.STATE_COOKIE) @Nullable String began) {
        Provider provider = provider(name);
        CameBack answer = new CameBack(code, state, error, issuer);
        Response page = switch (elsewhere.finish(provider, answer, began, uri.getBaseUri())) {
            case End.SignedIn in ->
                Response.seeOther(URI.create(SignInPages.inside(in.then())))
                        .cookie(cookies.session(in.cookie()))
                        .build();
            case End.Stale stale -> refused(400, ElsewhereNotice.What.STALE, provider.label());
            case End.Refused refused -> refused(400, ElsewhereNotice.What.REFUSED, provider.label());
            case End.NothingAllowed nothing -> refused(403, ElsewhereNotice.What.NOTHING_ALLOWED, nothing.username());
            case End.Unavailable unavailable -> refused(BAD_GATEWAY, ElsewhereNotice.What.DOWN, provider.label());
        };
        return Response.fromResponse(page).cookie(state(provider, "", 0)).build();
    }

    private Response refused(int status, ElsewhereNotice.What what, String name) {
        return signIn.elsewhere(status, new ElsewhereNotice(what, name), null);
    }

    private Provider provider(String name) {
        return elsewhere.find(name).orElseThrow(() -> Rejection.notFound("Identity provider", name));
    }

    private NewCookie state(Provider provider, String value, int seconds) {
        return cookies.hidden(SignInElsewhere.STATE_COOKIE, value, PATH + "/" + provider.name(), seconds);
    }
}
