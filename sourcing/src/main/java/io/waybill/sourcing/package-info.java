/**
 * The sourcing engine: decides which facilities serve an order.
 *
 * <p>Pure: no I/O, no framework, no clock, no random of its own. A {@link io.waybill.sourcing.SourcingRequest} (what is
 * wanted), a {@link io.waybill.sourcing.SourcingSnapshot} (what is there) and a
 * {@link io.waybill.sourcing.SourcingConfiguration} (what is preferred) go into
 * {@link io.waybill.sourcing.SourcingEngine#decide}; a {@link io.waybill.sourcing.SourcingDecision} with its
 * {@link io.waybill.sourcing.Explanation} comes out. The same input always gives the same decision.
 *
 * <p>Five stages: candidates, fences, ratings, plan, explain. See {@code docs/how-an-order-finds-its-facility.md}.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.sourcing;
