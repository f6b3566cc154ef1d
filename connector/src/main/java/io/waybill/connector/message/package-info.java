/** Messages of the shop as queues deliver them, and the use case that each is a hint for. */
package io.waybill.connector.message;
