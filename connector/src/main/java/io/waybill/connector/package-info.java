/** The commercetools connector: its start, its embedding and its command line. */
package io.waybill.connector;
