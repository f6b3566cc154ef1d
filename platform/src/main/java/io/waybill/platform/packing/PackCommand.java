package io.waybill.platform.packing;

/** What can be asked of a pack job, in either dialect of the API. */
sealed interface PackCommand permits PackJobAction, PackJobModification {}
