/** Whether the connector can do its work now, and if not, why. */
package io.waybill.connector.health;
