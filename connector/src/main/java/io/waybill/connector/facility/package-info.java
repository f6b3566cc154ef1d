/** Channels of the shop as facilities of the platform. */
package io.waybill.connector.facility;
