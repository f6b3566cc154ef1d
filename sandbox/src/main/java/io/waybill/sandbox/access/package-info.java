/** OAuth 2.0 client credentials: tokens and scopes. */
package io.waybill.sandbox.access;
