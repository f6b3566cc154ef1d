/** Events of the platform on their way to the shop: what an order of the shop shows of its fulfilment. */
package io.waybill.connector.status;
