/** What an operator can set, checked at start, and what a merchant can set while it runs. */
package io.waybill.connector.settings;
