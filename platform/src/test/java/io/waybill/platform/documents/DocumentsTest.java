package io.waybill.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waybill.platform.packing.PackedTags;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.returns.Returns;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is printed, read as people and scanners do. With {@code -Dwaybill.docs.write=true} the pictures of docs/ are made anew. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DocumentsTest {
    /** Cheap label printers and good ones. */
    private static final int[] PRINTERS = {203, 300};

    private static final Path PICTURES = Path.of("..", "docs", "pictures");

    @Inject
    PrintDeliveryNote deliveryNote;

    @Inject
    PrintReturnNote returnNote;

    private String facility;

    @BeforeEach
    void openAFacility() {
        facility = Floor.facility();
    }

    // ---- pick list

    @Test
    void aPickListTellsWhatToTakeAndEveryCodeOnItCanBeScanned() throws IOException {
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "SHIPPING", 1));
        body.put("shortId", "AM12");
        body.put("tenantOrderId", order());
        body.put(
                "pickLineItems",
                List.of(
                        line("ART-1000", "Desk lamp “Lumen”, brass", 1, "4006381333931", "Z2 · B-04", 10),
                        line("ART-1001", "Notebook A5, dotted, 192 pages", 12, "9783161484100", "Z1 · A-01", 30),
                        line("ŠÁLEK/1", "Čajový šálek 0,3 l – modrý", 3, "ŠÁLEK/1", "Z1 · A-02", 20),
                        line("LAMP-000123-X", "Größere Kiste für Straußenfedern", 2, "LAMP-000123-X", "Z2 · C-01", 5)));
        Response job = Api.admin().body(body).post("/api/pickjobs");
        job.then().statusCode(201);
        String id = job.path("id");
        String path = "/waybill/pickjobs/" + id + "/picklist";

        try (Paper paper = paper(Api.admin().get(path))) {
            assertThat(paper.text())
                    .contains(
                            "Pick list",
                            "AM12",
                            "Store",
                            "Notebook A5, dotted, 192 pages",
                            "Čajový šálek 0,3 l – modrý")
                    .contains("Größere Kiste für Straußenfedern", "4 lines, 18 units", "Ada Lovelace", "Page 1 of 1");
            assertThat(paper.text()).containsSubsequence("Z1 · A-01", "Z1 · A-02", "Z2 · B-04", "Z2 · C-01");
            for (int dpi : PRINTERS) {
                assertThat(paper.scanned(dpi))
                        .as("%d dpi", dpi)
                        .containsExactlyInAnyOrder(id, "4006381333931", "9783161484100", "ŠÁLEK/1", "LAMP-000123-X");
            }
            picture(paper, "pick-list", 80);
        }
        try (Paper paper = paper(Api.admin().queryParam("locale", "de_DE").get(path))) {
            assertThat(paper.text()).contains("Pickliste", "Lagerplatz", "Seite 1 von 1");
        }
        try (Paper paper = paper(Api.admin().header("Accept-Language", "de-AT").get(path))) {
            assertThat(paper.text()).contains("Pickliste");
        }
        Api.admin()
                .queryParam("locale", "nonsense!")
                .get(path)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("locale"));
    }

    @Test
    void manyLinesFlowOverPagesThatAreNumberedAndNoneIsLost() {
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "SHIPPING", 1));
        body.put(
                "pickLineItems",
                IntStream.range(0, 500)
                        .mapToObj(line -> Map.of(
                                "article",
                                Map.of("tenantArticleId", "A-" + (1000 + line), "title", "Thing number " + line),
                                "quantity",
                                1))
                        .toList());
        String id = Api.admin().body(body).post("/api/pickjobs").path("id");

        for (String path : List.of("/waybill/pickjobs/%s/picklist", "/api/pickjobs/%s/deliverynote")) {
            try (Paper paper = paper(Api.admin().get(path.formatted(id)))) {
                assertThat(paper.pages()).isGreaterThan(15);
                assertThat(paper.text(2, 2)).contains("Page 2", String.valueOf(paper.pages()));
                String all = paper.text();
                assertThat(IntStream.range(0, 500).filter(line -> !all.contains("A-" + (1000 + line))))
                        .isEmpty();
            }
        }
    }

    // ---- delivery notes

    @Test
    void aDeliveryNoteTellsWhatIsInTheJobTheParcelAndTheShipmentAndForWhom() throws IOException {
        Carriage.carrier(facility, true);
        Response job = Floor.create(facility, "SHIPPING", 3);
        String pickJob = job.path("id");
        String order = job.path("tenantOrderId");
        String shipment = Carriage.shipmentOf(pickJob);
        Response parcel = Carriage.parcel(pickJob);
        parcel.then().statusCode(201);

        for (String path : List.of(
                "/api/pickjobs/" + pickJob + "/deliverynote",
                "/api/shipments/" + shipment + "/deliverynote",
                "/api/parcels/" + parcel.path("id") + "/deliverynote")) {
            try (Paper paper = paper(Api.admin().get(path))) {
                assertThat(paper.title()).isEqualTo("Delivery note " + order);
                assertThat(paper.size()).isEqualTo("210 x 297");
                assertThat(paper.text())
                        .as(path)
                        .contains("Delivery note", "Ada Lovelace", "Main Street 1", "50667 Cologne", "Germany", order)
                        .contains("A warm coat", "coat", "24 Nov 2026");
                assertThat(paper.scanned(203)).as(path).containsExactly(order);
            }
            try (Paper paper = paper(Api.admin().queryParam("locale", "de_DE").get(path))) {
                assertThat(paper.text()).as(path).contains("Lieferschein", "Bestellnummer", "Deutschland");
            }
        }
    }

    @Test
    void aDeliveryNoteListsWhatWasTakenOnceThatIsKnown() {
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "SHIPPING", 1));
        body.put(
                "pickLineItems",
                List.of(
                        Map.of("article", Map.of("tenantArticleId", "coat", "title", "A warm coat"), "quantity", 5),
                        Map.of("article", Map.of("tenantArticleId", "hat", "title", "A hat"), "quantity", 1)));
        Response job = Api.admin().body(body).post("/api/pickjobs");
        Api.admin()
                .body(Map.of(
                        "version",
                        1,
                        "actions",
                        List.of(
                                Map.of(
                                        "action",
                                        "ModifyPickLineItem",
                                        "id",
                                        job.<String>path("pickLineItems[0].id"),
                                        "picked",
                                        4,
                                        "status",
                                        "CLOSED"),
                                Map.of(
                                        "action",
                                        "ModifyPickLineItem",
                                        "id",
                                        job.<String>path("pickLineItems[1].id"),
                                        "picked",
                                        0,
                                        "status",
                                        "CLOSED"),
                                Map.of("action", "ModifyPickJob", "status", "CLOSED"))))
                .patch("/api/pickjobs/" + job.path("id"))
                .then()
                .statusCode(200);

        try (Paper paper = paper(Api.admin().get("/api/pickjobs/" + job.path("id") + "/deliverynote"))) {
            assertThat(paper.text()).contains("A warm coat 4").doesNotContain("A hat");
        }
    }

    @Test
    void aPackJobHasItsNotesAndItsTransferLabelAndOffersTheLabelInsteadOfThePickJob() {
        Carriage.carrier(facility, true);
        String tag = PackedTags.packed();
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "SHIPPING", 2));
        body.put("tags", List.of(Map.of("id", tag, "value", "yes")));
        Response job = Api.admin().body(body).post("/api/pickjobs");
        String pickJob = job.path("id");
        String offered = "/api/pickjobs/" + pickJob + "/documenthandling";
        Api.admin().get(offered).then().statusCode(200).body("sendLabel.enabled", equalTo(true));
        Floor.close(job);
        String packJob = Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/packjobs")
                .path("packJobs[0].id");
        String path = "/api/packjobs/" + packJob;

        Api.admin().get(offered).then().body("sendLabel.enabled", equalTo(false));
        Api.admin().get(path + "/documenthandling").then().statusCode(200).body("sendLabel.enabled", equalTo(true));
        try (Paper paper = paper(Api.admin().get(path + "/deliverynote"))) {
            assertThat(paper.text()).contains("Delivery note", "A warm coat 2", "Ada Lovelace");
        }
        try (Paper paper = paper(Api.admin().get(path + "/returnnote"))) {
            assertThat(paper.text()).contains("Return note", "A warm coat 2");
        }
        try (Paper paper = paper(Api.admin().get(path + "/transferlabel"))) {
            assertThat(paper.scanned(203)).containsExactly(packJob);
        }
    }

    // ---- labels

    @Test
    void aPlaceholderSaysInBothLanguagesThatItIsNoLabelOfACarrierAndIsNeverAnsweredAsOne() throws IOException {
        Carriage.carrier(facility, false);
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "SHIPPING", 1));
        body.put("tenantOrderId", order());
        Response made =
                Carriage.parcel(Api.admin().body(body).post("/api/pickjobs").path("id"));
        String parcel = made.path("id");
        String path = "/waybill/parcels/" + parcel + "/placeholderlabel";

        for (String locale : List.of("en_US", "de_DE")) {
            try (Paper paper = paper(Api.admin().queryParam("locale", locale).get(path))) {
                assertThat(paper.pages()).isEqualTo(1);
                assertThat(paper.size()).isEqualTo("148 x 105");
                assertThat(paper.text())
                        .contains("PLACEHOLDER – NOT A CARRIER'S LABEL", "PLATZHALTER – KEIN VERSANDETIKETT")
                        .contains("Own carrier", "Ada Lovelace", "50667 Cologne", parcel);
                for (int dpi : PRINTERS) {
                    assertThat(paper.scanned(dpi)).as("%d dpi", dpi).containsExactly(parcel);
                }
            }
        }
        for (String kind : List.of("send", "all")) {
            Api.admin()
                    .get("/api/parcels/" + parcel + "/labels/" + kind + ".pdf")
                    .then()
                    .statusCode(404);
        }
        Carriage.addLabel(parcel, made.<Integer>path("version")).then().statusCode(200);
        try (Paper paper = paper(Api.admin().get(path))) {
            assertThat(paper.text()).contains("T-" + parcel);
            assertThat(paper.scanned(203)).containsExactly("T-" + parcel);
            picture(paper, "parcel-label", 110);
        }
    }

    @Test
    void aTransferLabelIsForAPickJobAndForAParcel() {
        Carriage.carrier(facility, true);
        Response job = Floor.create(facility, "SHIPPING", 1);
        String pickJob = job.path("id");
        String parcel = Carriage.parcel(pickJob).path("id");

        try (Paper paper = paper(Api.admin().get("/api/pickjobs/" + pickJob + "/transferlabel"))) {
            assertThat(paper.text())
                    .contains(job.<String>path("shortId"), "Transfer label", job.<String>path("tenantOrderId"));
            assertThat(paper.scanned(203)).containsExactly(pickJob);
        }
        try (Paper paper =
                paper(Api.admin().header("Accept-Language", "de").get("/api/parcels/" + parcel + "/transferlabel"))) {
            assertThat(paper.text()).contains("Umlagerungsetikett");
            assertThat(paper.scanned(203)).containsExactly(parcel);
        }
    }

    @Test
    void aLabelStaysOnePageWhateverTheAddressIs() {
        String wide = "W".repeat(200) + " " + "straße ".repeat(40);
        Map<String, Object> body = Map.of(
                "recipient",
                Map.of(
                        "companyName", wide,
                        "lastName", wide,
                        "additionalAddressInfo", wide,
                        "street", wide,
                        "postalCode", "10623",
                        "city", "<b>Berlin</b>",
                        "country", "DE"),
                "sender",
                Carriage.SENDER);
        Carriage.carrier(facility, true);
        String shipment =
                Carriage.shipmentOf(Floor.create(facility, "SHIPPING", 1).path("id"));
        Response parcel = Api.admin().body(body).post("/api/shipments/" + shipment + "/parcels");
        parcel.then().statusCode(201);
        for (String path : List.of("/waybill/parcels/%s/placeholderlabel", "/api/parcels/%s/transferlabel")) {
            try (Paper paper = paper(Api.admin().get(path.formatted(parcel.<String>path("id"))))) {
                assertThat(paper.pages()).isEqualTo(1);
                assertThat(paper.scanned(203)).containsExactly(parcel.<String>path("id"));
            }
        }
    }

    // ---- return notes

    @Test
    void aReturnNoteLetsTheConsumerTickWhatComesBackAndWhy() throws IOException {
        Carriage.carrier(facility, true);
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "SHIPPING", 3));
        String order = order();
        body.put("tenantOrderId", order);
        String pickJob = Api.admin().body(body).post("/api/pickjobs").path("id");
        String parcel = Carriage.parcel(pickJob).path("id");

        for (String path : List.of(
                "/api/pickjobs/" + pickJob + "/returnnote",
                "/api/parcels/" + parcel + "/returnnote",
                "/waybill/shipments/" + Carriage.shipmentOf(pickJob) + "/returnnote")) {
            try (Paper paper = paper(Api.admin().get(path))) {
                assertThat(paper.text())
                        .as(path)
                        .contains("Return note", "A warm coat 3", "1 Does not fit", "6 Other", "Please return to");
                assertThat(paper.scanned(203)).as(path).containsExactly(order);
                picture(paper, "return-note", 80);
            }
        }
        String returnJob = Returns.create(facility, "hat-1", 2).path("id");
        try (Paper paper = paper(
                Api.admin().queryParam("locale", "de").get("/waybill/itemreturnjobs/" + returnJob + "/returnnote"))) {
            assertThat(paper.text()).contains("Retourenschein", "hat-1", "A coat 2", "Klein", "Passt nicht");
        }
    }

    // ---- notes of what a client tells

    @Test
    void aClientGetsNotesOfWhatItTellsAndTheSameOnesForTheSameKey() throws IOException {
        Map<String, Object> body = Map.of(
                "orderInformation",
                Map.of("orderNumber", "R-456728546", "orderDate", "2026-11-24T08:00:00Z"),
                "companyAddress",
                Map.of(
                        "name", "Buchhandlung am Ring GmbH",
                        "street", "Hohenzollernring",
                        "houseNumber", "12",
                        "postalCode", "50672",
                        "city", "Köln",
                        "country", "Germany"),
                "deliveryAddresses",
                List.of(
                        address("INVOICE_ADDRESS", "Invoice"),
                        address("POSTAL_ADDRESS", "Žofia"),
                        address("PARCEL_LOCKER", "Locker")),
                "items",
                List.of(
                        Map.of("id", "ART-1000", "title", "Desk lamp “Lumen”, brass, 40 cm", "quantity", "1"),
                        Map.of(
                                "id", "ART-1002",
                                "title", "Čajový šálek 0,3 l – modrý",
                                "quantity", "3",
                                "substitutes", "Tea cup")));
        String key = UUID.randomUUID().toString();

        Response first = Api.admin().header("Idempotency-Key", key).body(body).post("/api/deliverynotes");
        first.then().statusCode(201).contentType("application/pdf");
        Response again = Api.admin().header("Idempotency-Key", key).body(body).post("/api/deliverynotes");

        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(again.getHeader("Idempotency-Replayed")).isEqualTo("true");
        try (Paper paper = new Paper(first.asByteArray())) {
            assertThat(paper.text())
                    .contains("Buchhandlung am Ring GmbH", "Locker", "R-456728546", "Desk lamp", "In place of Tea cup")
                    .doesNotContain("Žofia");
            picture(paper, "delivery-note", 80);
        }
        Map<String, Object> returned = new HashMap<>(body);
        returned.put("qrCodeContent", "https://returns.example/R-456728546?consumer=ŽM");
        returned.put("items", List.of(Map.of("title", "Desk lamp", "quantity", 2)));
        Response note = Api.admin().queryParam("locale", "de_DE").body(returned).post("/api/returnnotes");
        note.then().statusCode(201);
        try (Paper paper = new Paper(note.asByteArray())) {
            assertThat(paper.text()).contains("Retourenschein", "Invoice", "Desk lamp 2");
            assertThat(paper.scanned(300)).contains("R-456728546");
        }
        Api.admin()
                .body(Map.of("orderInformation", Map.of()))
                .post("/api/deliverynotes")
                .then()
                .statusCode(400);
        Api.withRoleAt("FULFILLER", facility)
                .body(body)
                .post("/api/deliverynotes")
                .then()
                .statusCode(201);
    }

    @Test
    void theTenantSaysHowNotesLook() throws IOException {
        String path = "/api/configurations/deliverynote";
        Response before = Api.admin().get(path);
        Map<String, Object> body = configuration(before);
        body.put("headline", Map.of("de_DE", "Ihr Paket von uns", "en_US", "Your <parcel> from us"));
        body.put("disclaimer", Map.of("en_US", "Thank you & come again"));
        body.put(
                "companyAddress",
                Map.of(
                        "name",
                        "Head office",
                        "street",
                        "Ring",
                        "postalCode",
                        "1",
                        "city",
                        "Köln",
                        "country",
                        "Germany"));
        body.put("logo", Map.of("name", "logo.png", "content", logo()));
        Response put = Api.admin().body(body).put(path);
        put.then()
                .statusCode(before.statusCode() == 200 ? 200 : 201)
                .body("headline.de_DE", equalTo("Ihr Paket von uns"))
                .body("$", not(hasKey("logo")));
        Api.admin().get(path).then().statusCode(200).body("headline.de_DE", equalTo("Ihr Paket von uns"));
        assertThat(Api.admin()
                        .accept("*/*")
                        .get(put.<String>path("logoUrl"))
                        .then()
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray())
                .isEqualTo(Base64.getDecoder().decode(logo()));
        body.put("version", 987_654);
        Api.admin().body(body).put(path).then().statusCode(409);
        body.put("version", put.<Integer>path("version"));
        body.put("logo", Map.of("name", "logo.png", "content", "bm8gaW1hZ2U="));
        Api.admin().body(body).put(path).then().statusCode(400);
        body.remove("logo");
        body.put("pdfBackgroundConfiguration", Map.of("firstPageBackgroundFile", Map.of("name", "a", "content", "b")));
        Api.admin().body(body).put(path).then().statusCode(422);
        Api.withRoleAt("FULFILLER", facility).body(body).put(path).then().statusCode(403);

        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        String note = "/api/pickjobs/" + pickJob + "/deliverynote";
        try (Paper paper = paper(Api.admin().get(note))) {
            assertThat(paper.text()).contains("Your <parcel> from us", "Thank you & come again", "Head office");
            BufferedImage page = paper.image(0, 72);
            assertThat(IntStream.range(0, page.getHeight() / 4)
                            .anyMatch(y -> IntStream.range(0, page.getWidth() / 2)
                                    .anyMatch(x -> page.getRGB(x, y) == Color.MAGENTA.getRGB())))
                    .as("the logo is drawn")
                    .isTrue();
        }
        try (Paper paper = paper(Api.admin().queryParam("locale", "de_CH").get(note))) {
            assertThat(paper.text()).contains("Ihr Paket von uns");
        }
        // For other tests of this database, notes look as they did.
        Map<String, Object> plain = configuration(put);
        Api.admin().body(plain).put(path).then().statusCode(200);
    }

    @Test
    void theTenantSaysWhyGoodsComeBack() {
        String path = "/api/configurations/returnnote";
        Response before = Api.admin().get(path);
        Map<String, Object> body = configuration(before);
        Map<String, String> label = Map.of("en_US", "Why", "de_DE", "Warum");
        body.put("returnReasonLabel", label);
        body.put("disclaimerHeadline", Map.of("en_US", "Good to know"));
        body.put("disclaimer", Map.of("en_US", "Within 14 days"));
        body.put("reasons", List.of(Map.of("en_US", "Too loud", "de_DE", "Zu laut")));
        body.put("headline", Map.of("en_US", "Return note", "de_DE", "Retourenschein"));
        Response put = Api.admin().body(body).put(path);
        put.then().statusCode(before.statusCode() == 200 ? 200 : 201);
        Api.admin().get(path).then().statusCode(200).body("reasons[0].de_DE", equalTo("Zu laut"));

        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        try (Paper paper = paper(Api.admin().get("/api/pickjobs/" + pickJob + "/returnnote"))) {
            assertThat(paper.text())
                    .contains("1 Too loud", "Good to know", "Within 14 days")
                    .doesNotContain("Does not fit");
        }
        body.put("version", put.<Integer>path("version"));
        body.put("reasons", List.of());
        Api.admin().body(body).put(path).then().statusCode(200);
    }

    // ---- what must never happen

    @Test
    void noTextOfUsersBreaksAPage() {
        Arbitrary<String> any = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.strings().all().ofMinLength(1).ofMaxLength(500)),
                Tuple.of(1, Arbitraries.strings().withChars('W').ofLength(500)),
                Tuple.of(
                        3,
                        Arbitraries.of(
                                "<b>bold</b>",
                                "</td></table></body>",
                                "&nbsp;&#0;&unknown;",
                                "]]><![CDATA[",
                                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
                                "<img src=\"http://127.0.0.1:1/\"/>",
                                "{sheet.sender}{doc:page}",
                                "\" style=\"position: absolute",
                                "🧦 socks, 靴下, \u202Eback\u202C, e\u0301",
                                "a\u0000b\u0007c\uFFFEd\uD800e",
                                "%PDF-1.4")));
        JqwikSession.start();
        try {
            List<String> texts = any.sampleStream().limit(120).toList();
            for (int at = 0; at + 3 < texts.size(); at += 4) {
                String text = texts.get(at);
                Consignment consignment = new NoteBody.DeliveryNote(
                                new NoteBody.OrderInformation(text, null),
                                List.of(new NoteBody.DeliveryNoteItem(texts.get(at + 1), texts.get(at + 2), "1", text)),
                                null,
                                new NoteBody.Address(texts.get(at + 3), null, text, null, text, null, text, text, null),
                                null)
                        .consignment(Instant.EPOCH);
                DocumentLanguage language = DocumentLanguage.of(Locale.GERMAN);
                for (PrintedDocument printed :
                        List.of(deliveryNote.of(consignment, language), returnNote.of(consignment, text, language))) {
                    try (Paper paper = new Paper(printed.pdf())) {
                        assertThat(paper.pages()).as(text).isBetween(1, 3);
                        assertThat(paper.text()).as(text).contains("Artikel", "Menge");
                    }
                }
            }
        } finally {
            JqwikSession.finish();
        }
    }

    @Test
    void markupInATitleIsPrintedAsItIs() {
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "SHIPPING", 1));
        body.put(
                "pickLineItems",
                List.of(Map.of(
                        "article",
                        Map.of("tenantArticleId", "<i>1</i>", "title", "<b>Bold</b> & \"quoted\" {sheet}"),
                        "quantity",
                        1)));
        String id = Api.admin().body(body).post("/api/pickjobs").path("id");
        for (String path : List.of("/waybill/pickjobs/%s/picklist", "/api/pickjobs/%s/deliverynote")) {
            try (Paper paper = paper(Api.admin().get(path.formatted(id)))) {
                assertThat(paper.text()).contains("<b>Bold</b> & \"quoted\" {sheet}", "<i>1</i>");
            }
        }
    }

    @Test
    void theSameStateIsPrintedAsTheSameBytes() {
        String id = Floor.create(facility, "SHIPPING", 1).path("id");
        for (String path : List.of(
                "/waybill/pickjobs/" + id + "/picklist",
                "/api/pickjobs/" + id + "/deliverynote",
                "/api/pickjobs/" + id + "/returnnote")) {
            assertThat(Arrays.equals(
                            Api.admin().get(path).asByteArray(),
                            Api.admin().get(path).asByteArray()))
                    .as(path)
                    .isTrue();
        }
    }

    @Test
    void documentsOfOtherFacilitiesAreRefused() {
        Carriage.carrier(facility, true);
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        String parcel = Carriage.parcel(pickJob).path("id");
        String returnJob = Returns.create(facility, "hat", 1).path("id");
        RequestSpecification stranger = Api.withRoleAt("FULFILLER", Floor.facility());
        RequestSpecification own = Api.withRoleAt("FULFILLER", facility);
        for (String path : List.of(
                "/waybill/pickjobs/" + pickJob + "/picklist",
                "/api/pickjobs/" + pickJob + "/deliverynote",
                "/api/pickjobs/" + pickJob + "/returnnote",
                "/api/pickjobs/" + pickJob + "/transferlabel",
                "/api/pickjobs/" + pickJob + "/documenthandling",
                "/api/shipments/" + Carriage.shipmentOf(pickJob) + "/deliverynote",
                "/api/parcels/" + parcel + "/deliverynote",
                "/api/parcels/" + parcel + "/returnnote",
                "/api/parcels/" + parcel + "/transferlabel",
                "/waybill/parcels/" + parcel + "/placeholderlabel",
                "/waybill/itemreturnjobs/" + returnJob + "/returnnote")) {
            stranger.get(path).then().statusCode(403);
            own.get(path).then().statusCode(200);
            Api.anonymous().get(path).then().statusCode(401);
            Api.admin().get(path.replaceAll("[0-9a-f-]{36}", "none")).then().statusCode(404);
        }
    }

    // ---- what it takes

    private static Paper paper(Response answer) {
        answer.then().statusCode(200).contentType("application/pdf");
        assertThat(answer.getHeader("Content-Disposition"))
                .startsWith("inline; filename=\"")
                .endsWith(".pdf\"");
        return new Paper(answer.asByteArray());
    }

    private static void picture(Paper paper, String name, int dpi) throws IOException {
        if (Boolean.getBoolean("waybill.docs.write")) {
            ImageIO.write(
                    paper.image(0, dpi), "png", PICTURES.resolve(name + ".png").toFile());
        }
    }

    /** A number as shops have them. */
    private static String order() {
        return "R-" + ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);
    }

    private static Map<String, Object> line(
            String article, String title, int units, String code, String place, int score) {
        return Map.of(
                "article",
                Map.of("tenantArticleId", article, "title", title),
                "quantity",
                units,
                "scannableCodes",
                List.of(code),
                "partialStockLocations",
                List.of(Map.of("tenantPartialStockId", place, "stockRef", "stock-" + article, "sequenceScore", score)));
    }

    private static Map<String, Object> address(String type, String name) {
        return Map.of(
                "addressType", type,
                "firstName", name,
                "lastName", "Müller-Łukaszewicz",
                "street", "Straße des 17. Juni",
                "houseNumber", "135a",
                "postalCode", "10623",
                "city", "Berlin");
    }

    /** What both configurations have to have, at the version of the answer. */
    private static Map<String, Object> configuration(Response present) {
        Map<String, Object> body = new HashMap<>();
        for (String label : List.of(
                "orderNumberLabel",
                "orderDateLabel",
                "headline",
                "quantityLabel",
                "articleIdLabel",
                "articleTitleLabel",
                "pageLabel")) {
            body.put(label, Map.of());
        }
        body.put("version", present.statusCode() == 404 ? 0 : present.<Integer>path("version"));
        return body;
    }

    private static String logo() throws IOException {
        BufferedImage image = new BufferedImage(120, 40, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 120; x++) {
            for (int y = 0; y < 40; y++) {
                image.setRGB(x, y, Color.MAGENTA.getRGB());
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
