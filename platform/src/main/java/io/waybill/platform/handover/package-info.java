/** Handover jobs: goods that lie ready for a carrier or for the consumer. */
package io.waybill.platform.handover;
