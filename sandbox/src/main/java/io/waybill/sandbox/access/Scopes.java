package io.waybill.sandbox.access;

import io.waybill.sandbox.wire.Rejection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The scopes of a token, such as {@code manage_orders:demo}. {@code manage_project} opens everything; {@code manage_x}
 * includes {@code view_x}.
 *
 * @param text as the token answer shows them
 * @param names without the project, for instance {@code manage_orders} or {@code manage_orders:my-store}
 */
public record Scopes(String text, Set<String> names) {

    private static final Pattern KNOWN = Pattern.compile("(manage|view)_[a-z_]+|create_anonymous_token");

    static Scopes of(String projectKey, String text) {
        Set<String> names = Set.of(text.replace(":" + projectKey, "").split("\\s+"));
        return new Scopes(text, names);
    }

    static boolean isKnown(String name) {
        return KNOWN.matcher(name).matches();
    }

    /**
     * Refuses with 403 insufficient_scope unless the token may do this.
     *
     * @param area the part after {@code manage_} and {@code view_}, for instance {@code orders}
     * @param restriction the store or container the request is about; empty if none
     */
    public void demand(String area, boolean write, String restriction) {
        if (names.contains("manage_project") || allows("manage_" + area, restriction)) {
            return;
        }
        if (!write && allows("view_" + area, restriction)) {
            return;
        }
        String missing = write ? "manage_" + area : "view_" + area;
        throw Rejection.oauth(
                403,
                "insufficient_scope",
                "Insufficient scope. One of the following scopes is missing: " + missing + ".");
    }

    private boolean allows(String scope, String restriction) {
        return names.contains(scope) || (!restriction.isEmpty() && names.contains(scope + ":" + restriction));
    }
}
