/**
 * The console: pages for the people who run fulfilment, rendered on the server (Qute) and kept lively by htmx. It reads
 * through the other modules' public types and acts through their operations, so that it can do nothing that the API does
 * not allow.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.platform.console;
