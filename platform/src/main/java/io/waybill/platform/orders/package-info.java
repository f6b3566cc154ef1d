/**
 * Orders and processes: what a consumer bought, and one view of everything that follows from it. Other modules learn of
 * orders through the facts of this package, and report how far they are through {@link Processes}.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.platform.orders;
