/** HTTP and JSON as commercetools speaks them: requests, replies, error bodies, typed reading of request bodies. */
package io.waybill.sandbox.wire;
