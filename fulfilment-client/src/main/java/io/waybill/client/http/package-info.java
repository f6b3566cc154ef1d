/**
 * JSON over HTTP as both sides of the connector need it: deadlines, bounded repeats and a token cache. Nothing here
 * knows a particular API.
 */
package io.waybill.client.http;
