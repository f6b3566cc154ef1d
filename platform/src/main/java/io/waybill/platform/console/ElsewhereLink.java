package io.waybill.platform.console;

/**
 * Another place to sign in.
 *
 * @param label of the identity provider
 * @param address where its sign-in begins
 */
record ElsewhereLink(String label, String address) {}
