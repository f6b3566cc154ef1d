package io.waybill.platform.documents;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What clients tell for notes of their own, as the contract shapes it. */
final class NoteBody {
    private static final int MOST_ITEMS = 500;

    private NoteBody() {}

    /** Which order it is. */
    record OrderInformation(
            @Nullable @Size(min = 1, max = 500) String orderNumber,
            @Nullable Instant orderDate) {}

    /** Where goods go to. */
    enum AddressType {
        PARCEL_LOCKER,
        POSTAL_ADDRESS,
        INVOICE_ADDRESS
    }

    /** @param addressType only in a list of addresses */
    record Address(
            @Nullable @Size(max = 500) String companyName,
            @Nullable @Size(max = 500) String personalTitle,
            @Nullable @Size(max = 500) String firstName,
            @Nullable @Size(max = 500) String lastName,
            @NotNull @Size(min = 1, max = 500) String street,
            @Nullable @Size(min = 1, max = 500) String houseNumber,
            @NotNull @Size(min = 1, max = 500) String postalCode,
            @NotNull @Size(min = 1, max = 500) String city,
            @Nullable AddressType addressType) {

        PostalAddress printed() {
            return PostalAddress.of(
                    companyName,
                    words(personalTitle, firstName, lastName),
                    words(street, houseNumber),
                    words(postalCode, city));
        }

        private static String words(@Nullable String... words) {
            return String.join(" ", Stream.of(words).filter(Objects::nonNull).toList());
        }
    }

    /**
     * @param id of the article
     * @param quantity as it is to be printed
     * @param substitutes title of the article that it takes the place of
     */
    record DeliveryNoteItem(
            @NotNull @Size(max = 500) String id,
            @NotNull @Size(max = 1000) String title,
            @NotNull @Size(max = 50) String quantity,
            @Nullable @Size(max = 1000) String substitutes) {

        Consignment.Line line() {
            return new Consignment.Line(
                    PrintedText.of(id), PrintedText.of(title), PrintedText.of(quantity), PrintedText.of(substitutes));
        }
    }

    /** As {@link DeliveryNoteItem}. */
    record ReturnNoteItem(
            @Nullable @Size(max = 500) String id,
            @NotNull @Size(max = 1000) String title,
            @Nullable @Min(0) @Max(1_000_000_000) Long quantity,
            @Nullable @Size(max = 1000) String substitutes) {

        Consignment.Line line() {
            return new Consignment.Line(
                    PrintedText.of(id),
                    PrintedText.of(title),
                    quantity == null ? "" : quantity.toString(),
                    PrintedText.of(substitutes));
        }
    }

    /** @param deliveryAddress counts where {@code deliveryAddresses} has none */
    record DeliveryNote(
            @NotNull @Valid OrderInformation orderInformation,
            @NotNull @Size(max = MOST_ITEMS) List<@NotNull @Valid DeliveryNoteItem> items,
            @Nullable @Valid CompanyAddress companyAddress,
            @Nullable @Valid Address deliveryAddress,
            @Nullable @Size(max = 3) List<@NotNull @Valid Address> deliveryAddresses) {

        Consignment consignment(Instant now) {
            return NoteBody.consignment(
                    orderInformation,
                    companyAddress,
                    recipient(
                            deliveryAddress,
                            deliveryAddresses,
                            List.of(
                                    AddressType.PARCEL_LOCKER,
                                    AddressType.POSTAL_ADDRESS,
                                    AddressType.INVOICE_ADDRESS)),
                    items.stream().map(DeliveryNoteItem::line).toList(),
                    now);
        }
    }

    /** @param qrCodeContent what a QR code on the note is to hold */
    record ReturnNote(
            @NotNull @Valid OrderInformation orderInformation,
            @NotNull @Size(max = MOST_ITEMS) List<@NotNull @Valid ReturnNoteItem> items,
            @Nullable @Valid CompanyAddress companyAddress,
            @Nullable @Valid Address deliveryAddress,
            @Nullable @Size(max = 3) List<@NotNull @Valid Address> deliveryAddresses,
            @Nullable @Size(max = 300) String qrCodeContent) {

        Consignment consignment(Instant now) {
            return NoteBody.consignment(
                    orderInformation,
                    companyAddress,
                    recipient(
                            deliveryAddress,
                            deliveryAddresses,
                            List.of(AddressType.INVOICE_ADDRESS, AddressType.POSTAL_ADDRESS)),
                    items.stream().map(ReturnNoteItem::line).toList(),
                    now);
        }
    }

    private static PostalAddress recipient(
            @Nullable Address single, @Nullable List<Address> several, List<AddressType> liked) {
        List<Address> given = Objects.requireNonNullElse(several, List.of());
        return liked.stream()
                .flatMap(type -> given.stream().filter(each -> each.addressType() == type))
                .findFirst()
                .or(() -> java.util.Optional.ofNullable(single))
                .map(Address::printed)
                .orElse(PostalAddress.UNKNOWN);
    }

    private static Consignment consignment(
            OrderInformation order,
            @Nullable CompanyAddress company,
            PostalAddress recipient,
            List<Consignment.Line> lines,
            Instant now) {
        PostalAddress sender = company == null ? PostalAddress.UNKNOWN : company.printed();
        return new Consignment(
                PrintedText.of(order.orderNumber()),
                order.orderDate(),
                "",
                "",
                "",
                sender,
                recipient,
                sender,
                ZoneOffset.UTC,
                lines,
                1,
                now);
    }
}
