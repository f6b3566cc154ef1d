/** Orders and carts: creation, import and every update action of an order, grouped by theme. */
package io.waybill.sandbox.orders;
