/** Work that a clock starts: repair what both message flows missed. */
package io.waybill.connector.job;
