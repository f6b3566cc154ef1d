/**
 * What is printed: pick lists, delivery notes, return notes, labels that take the place of a carrier's, and labels for goods
 * that are moved. Templates (Qute) become PDF; nothing is stored but how notes are to look.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.platform.documents;
