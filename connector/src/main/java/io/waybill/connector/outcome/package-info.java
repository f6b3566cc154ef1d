/** What can come of the work on one message, whichever side it came from. */
package io.waybill.connector.outcome;
