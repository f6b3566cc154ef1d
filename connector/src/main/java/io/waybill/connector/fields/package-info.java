/** Custom types and fields that the connector writes in the shop. */
package io.waybill.connector.fields;
