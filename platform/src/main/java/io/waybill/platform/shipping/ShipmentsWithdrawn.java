package io.waybill.platform.shipping;

import io.waybill.platform.database.Transaction;
import java.util.List;

/** Fact: these shipments were given up; their parcels are not handed over. */
public record ShipmentsWithdrawn(Transaction transaction, List<Shipment> shipments) {}
