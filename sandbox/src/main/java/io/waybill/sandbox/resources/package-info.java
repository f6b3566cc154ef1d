/** The resources beside orders: types, custom objects, channels, stores, states, shipping methods, inventory. */
package io.waybill.sandbox.resources;
