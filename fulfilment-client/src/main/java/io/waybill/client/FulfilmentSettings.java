package io.waybill.client;

import java.net.URI;
import java.time.Duration;

/**
 * Where a platform is and how to log in.
 *
 * @param apiUrl base of the API without {@code /api}, for example {@code https://ocff-acme-prd.api.fulfillmenttools.com}
 * @param loginUrl the sign-in address without its query
 * @param refreshUrl the token refresh address without its query
 * @param apiKey the project's key, sent to the login and refresh addresses only
 * @param user e-mail address of the user
 * @param password the user's password
 * @param connectTimeout how long a connection may take
 * @param requestTimeout how long one attempt may take
 * @param callBudget how long one call may take with its repeats, when the caller names no deadline
 */
public record FulfilmentSettings(
        URI apiUrl,
        URI loginUrl,
        URI refreshUrl,
        String apiKey,
        String user,
        String password,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration callBudget) {
    /** The identity service that the original platform logs in at. */
    public static final URI DEFAULT_LOGIN_URL =
            URI.create("https://identitytoolkit.googleapis.com/v1/accounts:signInWithPassword");

    /** The identity service that the original platform renews tokens at. */
    public static final URI DEFAULT_REFRESH_URL = URI.create("https://securetoken.googleapis.com/v1/token");

    /** Settings with the default timeouts: connect 2 s, attempt 5 s, call 15 s. */
    public static FulfilmentSettings of(
            URI apiUrl, URI loginUrl, URI refreshUrl, String apiKey, String user, String password) {
        return new FulfilmentSettings(
                apiUrl,
                loginUrl,
                refreshUrl,
                apiKey,
                user,
                password,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15));
    }

    /** Without secrets, so that it may be logged. */
    @Override
    public String toString() {
        return "FulfilmentSettings[apiUrl=" + apiUrl + ", user=" + user + "]";
    }
}
