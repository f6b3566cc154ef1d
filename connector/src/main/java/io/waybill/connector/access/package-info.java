/** Who may call the connector. */
package io.waybill.connector.access;
