/** Messages of the shop as queues deliver them, and what can come of the work on one. */
package io.waybill.connector.message;
