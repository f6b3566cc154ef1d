/** The query language: predicates of {@code where}, {@code sort}, {@code expand}, paging. */
package io.waybill.sandbox.query;
