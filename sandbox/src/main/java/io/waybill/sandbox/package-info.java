/** A stand-in for a commercetools project, strict like the real one, for demos and tests. */
package io.waybill.sandbox;
