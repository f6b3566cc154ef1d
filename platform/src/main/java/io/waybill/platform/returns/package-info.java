/** Item return jobs: goods that came back, or may come back, from consumers. */
package io.waybill.platform.returns;
