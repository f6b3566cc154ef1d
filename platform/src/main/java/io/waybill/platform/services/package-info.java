/** Service jobs: what a facility does to goods after they are picked and before they are packed or leave. */
package io.waybill.platform.services;
