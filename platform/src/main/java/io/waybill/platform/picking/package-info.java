/** Pick jobs and load units: what a facility takes from its shelves, and in what it is carried on. */
package io.waybill.platform.picking;
