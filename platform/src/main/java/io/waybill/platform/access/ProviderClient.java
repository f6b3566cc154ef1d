package io.waybill.platform.access;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waybill as a client of one identity provider: authorization code with PKCE (RFC 6749, RFC 7636, OpenID Connect Core 1.0).
 * Where to ask is read from the provider's own description (OpenID Connect Discovery 1.0). Thread-safe.
 */
final class ProviderClient {
    private static final Logger LOG = Logger.getLogger(ProviderClient.class);
    private static final int SERVER_ERROR = 500;

    private final OidcSettings.Provider settings;
    private final ClientID client;
    private final Clock clock;
    private volatile @Nullable Description description;

    ProviderClient(OidcSettings.Provider settings, Clock clock) {
        this.settings = settings;
        this.client = new ClientID(settings.clientId().orElseThrow());
        this.clock = clock;
    }

    OidcSettings.Provider settings() {
        return settings;
    }

    private record Description(OIDCProviderMetadata metadata, Instant until) {}

    /** The provider cannot be reached, or does not answer as one does. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(Throwable cause) {
            super(cause);
        }

        Unavailable(String what) {
            super(what);
        }
    }

    /** Where to send a browser, for somebody to sign in there. */
    URI authorization(String state, String nonce, String codeVerifier, URI redirect) throws Unavailable {
        Scope scope = new Scope("openid");
        settings.scopes().forEach(scope::add);
        return new AuthenticationRequest.Builder(new ResponseType(ResponseType.Value.CODE), scope, client, redirect)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(nonce))
                .codeChallenge(new CodeVerifier(codeVerifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** The ID token that the code stands for, not verified yet; null when the provider refuses the code. */
    @Nullable
    String idToken(String code, String codeVerifier, URI redirect) throws Unavailable {
        OIDCProviderMetadata metadata = metadata();
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, new CodeVerifier(codeVerifier));
        ClientAuthentication proof = proof(metadata.getTokenEndpointAuthMethods());
        URI endpoint = metadata.getTokenEndpointURI();
        TokenRequest request = proof == null
                ? new TokenRequest.Builder(endpoint, client, grant).build()
                : new TokenRequest.Builder(endpoint, proof, grant).build();
        try {
            HTTPRequest http = request.toHTTPRequest();
            http.setConnectTimeout((int) settings.timeout().toMillis());
            http.setReadTimeout((int) settings.timeout().toMillis());
            http.setFollowRedirects(false);
            HTTPResponse answer = http.send();
            if (answer.getStatusCode() >= SERVER_ERROR) {
                throw new Unavailable("The token endpoint answered " + answer.getStatusCode());
            }
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            if (!response.indicatesSuccess()) {
                LOG.debugf(
                        "The provider refused a code: %s",
                        response.toErrorResponse().getErrorObject().getCode());
                return null;
            }
            return ((OIDCTokenResponse) response.toSuccessResponse())
                    .getOIDCTokens()
                    .getIDTokenString();
        } catch (IOException | ParseException failure) {
            throw new Unavailable(failure);
        }
    }

    private @Nullable ClientAuthentication proof(@Nullable List<ClientAuthenticationMethod> offered) {
        if (settings.clientSecret().isEmpty()) {
            return null;
        }
        Secret secret = new Secret(settings.clientSecret().get());
        boolean basic = offered == null || offered.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
    }

    private OIDCProviderMetadata metadata() throws Unavailable {
        Description known = description;
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.metadata();
        }
        int timeout = (int) settings.timeout().toMillis();
        try {
            OIDCProviderMetadata read = OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), timeout, timeout);
            if (read.getAuthorizationEndpointURI() == null || read.getTokenEndpointURI() == null) {
                throw new Unavailable("The provider's description names no endpoints");
            }
            description = new Description(read, clock.instant().plus(settings.keysFor()));
            return read;
        } catch (GeneralException | IOException failure) {
            throw new Unavailable(failure);
        }
    }
}
