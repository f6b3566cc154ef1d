/**
 * What connectors tell of themselves: programs that bring a shop's orders and tell the shop what came of them. They run
 * elsewhere and speak the API; the platform does not call them.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.platform.connectors;
