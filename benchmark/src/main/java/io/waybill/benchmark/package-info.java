/**
 * Measures Waybill as its users meet it: starts the packaged programs, speaks HTTP to them, and prints figures. Uses no
 * code of the platform; of the repository only the sourcing engine, which it measures in process.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.benchmark;
