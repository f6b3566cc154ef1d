package io.waybill.platform.documents;

import java.util.ArrayList;
import java.util.List;

/** What stands beside the recipient of any note. Pure. */
final class NoteFacts {
    /** Room for the barcode of the order number, in millimetres. */
    static final double CODE_WIDTH = 82;

    static final double CODE_HEIGHT = 13;

    private NoteFacts() {}

    static List<NoteSheet.Fact> of(
            Consignment consignment, NoteWords words, DocumentTexts texts, DocumentLanguage language) {
        List<NoteSheet.Fact> facts = new ArrayList<>();
        add(facts, words.orderNumber(), consignment.orderNumber());
        if (consignment.orderDate() != null) {
            add(facts, words.orderDate(), language.day(consignment.orderDate(), consignment.zone()));
        }
        add(facts, texts.reference(), consignment.reference());
        return facts;
    }

    /** What nobody knows is left out. */
    static void add(List<NoteSheet.Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new NoteSheet.Fact(name, value));
        }
    }
}
