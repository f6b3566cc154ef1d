/** The sourcing engine: decides which facilities serve an order. Pure: no I/O, no framework, no clock of its own. */
package io.waybill.sourcing;
