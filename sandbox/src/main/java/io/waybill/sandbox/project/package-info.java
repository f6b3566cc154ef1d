/** The project's documents in memory: collections, versions, transactions, messages, references and custom fields. */
package io.waybill.sandbox.project;
