/**
 * Routing: decides with the sourcing engine which facilities serve an order, and reserves the stock there. Other modules
 * learn of it through {@link PlansRouted} and {@link PlansWithdrawn}.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.platform.routing;
