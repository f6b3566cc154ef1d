/** The runnable application: it reads the command line, sees to a database, and hosts Waybill's parts in one process. */
@NullMarked
package io.waybill.application;

import org.jspecify.annotations.NullMarked;
