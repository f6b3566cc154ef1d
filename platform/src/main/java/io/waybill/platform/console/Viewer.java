package io.waybill.platform.console;

import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who looks at the page being rendered, and in which language. Templates know it as {@code inject:viewer}. */
@Named("viewer")
@RequestScoped
public class Viewer {
    /** Name of the cookie with the language that somebody chose. */
    static final String LANGUAGE_COOKIE = "waybill_language";

    /** The languages there are texts in, the first one for everybody else. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final Caller caller;
    private final HttpHeaders headers;
    private final UriInfo uri;

    Viewer(Caller caller, HttpHeaders headers, UriInfo uri) {
        this.caller = caller;
        this.headers = headers;
        this.uri = uri;
    }

    /** Whether somebody is signed in. */
    public boolean isKnown() {
        return caller.isKnown();
    }

    /** The name of who is signed in. */
    public String username() {
        return caller.username();
    }

    /** Whether the viewer holds the permission of that name. */
    public boolean may(String permission) {
        return caller.isKnown() && caller.permissions().contains(Permission.valueOf(permission));
    }

    /** Whether the viewer's role is not limited to facilities. */
    public boolean isEverywhere() {
        return caller.facilityIds().isEmpty();
    }

    /**
     * For pages that tell of every facility at once.
     *
     * @throws Rejection 403 when the viewer's role is limited to facilities
     */
    void mustSeeEverything() {
        if (!isEverywhere()) {
            throw Rejection.forbidden("This is for those whose role is not limited to facilities");
        }
    }

    /** @throws Rejection 403 when the viewer does not hold the permission */
    void require(Permission permission) {
        if (!may(permission.name())) {
            throw Rejection.forbidden("You need the permission " + permission);
        }
    }

    /** The language chosen by hand, else the one that the browser asks for, as far as there are texts in it. */
    public Locale language() {
        Cookie chosen = headers.getCookies().get(LANGUAGE_COOKIE);
        if (chosen != null) {
            for (Locale language : LANGUAGES) {
                if (language.getLanguage().equals(chosen.getValue())) {
                    return language;
                }
            }
        }
        return headers.getAcceptableLanguages().stream()
                .flatMap(wanted ->
                        LANGUAGES.stream().filter(known -> known.getLanguage().equals(wanted.getLanguage())))
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }

    /** Path of the page with its query, as the browser asked for it. */
    public String address() {
        String query = uri.getRequestUri().getRawQuery();
        return uri.getRequestUri().getRawPath() + (query == null ? "" : "?" + query);
    }

    /** The page of the console that the viewer came from; null when it is not known. */
    public @Nullable String cameFrom() {
        String referer = headers.getHeaderString("Referer");
        if (referer == null) {
            return null;
        }
        try {
            URI from = URI.create(referer);
            return from.getRawPath() != null && from.getRawPath().startsWith("/console") ? from.getRawPath() : null;
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /** Where this platform is, as the viewer's browser knows it, without a path. */
    String host() {
        String base = uri.getBaseUri().toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** Whether the page belongs to that part of the console. */
    public boolean isAt(String path) {
        return uri.getRequestUri().getRawPath().startsWith(path);
    }
}
