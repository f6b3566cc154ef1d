/** What the connector counts. */
package io.waybill.connector.metrics;
