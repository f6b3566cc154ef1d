/** What a deployment registers on both sides, and takes back: subscriptions and the order type. */
package io.waybill.connector.registration;
