package io.waybill.platform.documents;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of documents. The words stand in {@code messages/doc_*.properties}, one file for each language. */
@MessageBundle("doc")
interface DocumentTexts {
    @Message
    String page();

    @Message
    String page_of();

    @Message
    String pick_list();

    @Message
    String delivery_note();

    @Message
    String return_note();

    @Message
    String placeholder();

    @Message
    String transfer_label();

    @Message
    String order_number();

    @Message
    String order_date();

    @Message
    String reference();

    @Message
    String carrier();

    @Message
    String tracking_number();

    @Message
    String parcel();

    @Message
    String article();

    @Message
    String title();

    @Message
    String quantity();

    @Message
    String substitutes(String title);

    @Message
    String part_of_parcels(String parcels);

    @Message
    String nothing_listed();

    @Message
    String from();

    @Message
    String to();

    @Message
    String facility();

    @Message
    String due();

    @Message
    String customer();

    @Message
    String collects();

    @Message
    String ships();

    @Message
    String done();

    @Message
    String location();

    @Message
    String summary(String lines, String units);

    @Message
    String picked_so_far(String units);

    @Message
    String also_at(String places);

    @Message
    String picked_by();

    @Message
    String as_of(String time);

    @Message
    String return_to();

    @Message
    String returned_quantity();

    @Message
    String return_reason();

    @Message
    String reason_explanation();

    @Message
    String return_explanation();

    @Message
    String comment();

    @Message
    String reason_size();

    @Message
    String reason_damaged();

    @Message
    String reason_wrong();

    @Message
    String reason_dislike();

    @Message
    String reason_late();

    @Message
    String reason_other();

    @Message
    String receiver();

    @Message
    String supplier();
}
