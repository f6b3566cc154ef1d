/** Shipments, parcels and labels: what a facility sends, in which boxes, with which carrier. */
package io.waybill.platform.shipping;
