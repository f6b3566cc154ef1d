/** Telling Waybill's platform how the connector is. */
@org.jspecify.annotations.NullMarked
package io.waybill.connector.report;
