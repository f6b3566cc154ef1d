/** Work that is longer than one call of a job may take: leased to one instance, continued where it stopped. */
package io.waybill.connector.longrun;
