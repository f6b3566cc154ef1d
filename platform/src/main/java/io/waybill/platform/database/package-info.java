/** The PostgreSQL server that Waybill runs itself when the operator brings no database of their own. */
@NullMarked
package io.waybill.platform.database;

import org.jspecify.annotations.NullMarked;
