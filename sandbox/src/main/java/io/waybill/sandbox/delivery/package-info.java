/** Subscriptions and the delivery of their notifications in Pub/Sub push form. */
package io.waybill.sandbox.delivery;
