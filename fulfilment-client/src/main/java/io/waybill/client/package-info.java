/**
 * A client of the public fulfilment API, for Waybill's own platform and for fulfillmenttools alike. Records carry the
 * fields that callers decide on; everything else stays reachable as JSON, so that an unknown field is never lost.
 */
package io.waybill.client;
