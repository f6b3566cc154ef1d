/**
 * The demo: a made-up retailer on a real platform. It sets the retailer up, lets customers order and staff work, and
 * tells how it ended. Everything here uses the public interfaces of both sides over HTTP, as anybody else would.
 */
@NullMarked
package io.waybill.application.demo;

import org.jspecify.annotations.NullMarked;
