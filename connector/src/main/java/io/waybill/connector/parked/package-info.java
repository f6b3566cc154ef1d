/** Messages that cannot work until a person changes something: kept with their reason, listed, replayed. */
package io.waybill.connector.parked;
