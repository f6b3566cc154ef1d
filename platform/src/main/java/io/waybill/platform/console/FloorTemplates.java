package io.waybill.platform.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages of the floor. Checked against their files at build time. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class FloorTemplates {
    private FloorTemplates() {}

    static native TemplateInstance floor(List<Floor.Site> sites);

    static native TemplateInstance station(Floor.Station station);

    static native TemplateInstance stationJobs(Floor.Station station);

    static native TemplateInstance pick(PickStation.Pick job);

    static native TemplateInstance pack(PackStation.Pack job);

    static native TemplateInstance shipment(Sending.Shipment shipment);

    static native TemplateInstance customers(HandoverDesk.Customers desk);

    static native TemplateInstance carriers(HandoverDesk.Carriers desk);

    static native TemplateInstance handover(HandoverDesk.Handover handover);
}
