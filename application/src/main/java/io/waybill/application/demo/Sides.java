package io.waybill.application.demo;

import io.waybill.client.FulfilmentClient;
import io.waybill.connector.commercetools.Commercetools;

/**
 * The two systems that the demo stands between, each reached by its public API.
 *
 * @param platform signed in as an administrator
 * @param shop with the scope to manage the project
 */
record Sides(FulfilmentClient platform, Commercetools shop) {}
