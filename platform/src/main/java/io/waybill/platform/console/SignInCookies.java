package io.waybill.platform.console;

import io.waybill.platform.access.BrowserSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;

/** The cookies that a browser gets, none of which goes along with what pages of others send. Thread-safe. */
@ApplicationScoped
class SignInCookies {
    private final UriInfo uri;

    SignInCookies(UriInfo uri) {
        this.uri = uri;
    }

    /** Proves who is signed in, until the browser is closed or the session ends. */
    NewCookie session(String value) {
        return hidden(BrowserSessions.COOKIE, value, SignInPages.HOME, NewCookie.DEFAULT_MAX_AGE);
    }

    /** One that no script sees. */
    NewCookie hidden(String name, String value, String path, int maxAge) {
        return cookie(name, value, path, maxAge).httpOnly(true).build();
    }

    NewCookie.Builder cookie(String name, String value, String path, int maxAge) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge(maxAge)
                .secure("https".equals(uri.getRequestUri().getScheme()))
                .sameSite(NewCookie.SameSite.LAX);
    }
}
