package io.waybill.application.demo;

import java.net.URI;

/**
 * Where the commercetools project is and who signs in.
 *
 * @param uri the root of API and token endpoint, without a trailing slash
 */
record ShopAccess(URI uri, String projectKey, String clientId, String clientSecret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "ShopAccess[" + uri + ", " + projectKey + "]";
    }
}
