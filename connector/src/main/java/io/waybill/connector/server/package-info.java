/** The web server and the paths of the three Connect applications. Binds, authorises, calls, answers; decides nothing. */
package io.waybill.connector.server;
