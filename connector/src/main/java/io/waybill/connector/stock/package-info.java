/** Quantities of the platform as inventory entries of the shop: one way, absolute, compared first. */
package io.waybill.connector.stock;
