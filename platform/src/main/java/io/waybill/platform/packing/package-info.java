/** Pack jobs: what a facility packs after picking, where the tags of an order ask for it. */
package io.waybill.platform.packing;
