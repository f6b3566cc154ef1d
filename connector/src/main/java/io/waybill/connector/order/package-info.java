/** Orders on their way from the shop to the platform: what they become there, and that they become it once. */
package io.waybill.connector.order;
