package io.waybill.application.demo;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where the platform is and who signs in.
 *
 * @param uri the root of the API, without a trailing slash
 */
public record PlatformAccess(URI uri, Credentials administrator) {

    /** Name and password of a user. */
    public record Credentials(String username, String password) {
        /** An administrator with a password that nobody knows yet. */
        public static Credentials madeUp() {
            return new Credentials("demo", secret());
        }

        /** What the user signs in with, where an e-mail address is asked for. */
        public String email() {
            return username + "@waybill.local";
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    URI login() {
        return URI.create(uri + "/v1/accounts:signInWithPassword");
    }

    URI refresh() {
        return URI.create(uri + "/v1/token");
    }
}
