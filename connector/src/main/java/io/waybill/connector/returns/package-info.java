/** Returns, both ways: what the shop announces and what the platform takes back. */
@org.jspecify.annotations.NullMarked
package io.waybill.connector.returns;
