/** A thin client of the commercetools HTTP API: what the connector calls, and nothing else. */
package io.waybill.connector.commercetools;
