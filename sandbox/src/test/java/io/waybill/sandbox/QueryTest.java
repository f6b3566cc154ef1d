package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest extends SandboxTest {

    @BeforeEach
    void threeOrders() {
        api.post(
                        "types",
                        "{'key':'t1','name':{'en':'x'},'resourceTypeIds':['order'],'fieldDefinitions':[{'name':'fft_id','label':{},'type':{'name':'String'}},{'name':'n-1','label':{},'type':{'name':'Number'}}]}")
                .expect(201);
        api.post("channels", "{'key':'cologne'}").expect(201);
        for (String number : List.of("A", "B", "C")) {
            api.importOrder(number);
        }
        api.update(
                        "orders/order-number=B",
                        "{'action':'changeOrderState','orderState':'Confirmed'}",
                        "{'action':'changeShipmentState','shipmentState':'Ready'}",
                        "{'action':'setCustomType','type':{'typeId':'type','key':'t1'},'fields':{'fft_id':'f-1','n-1':7}}")
                .expect(200);
    }

    private List<String> numbers(String query) {
        JsonNode results = api.get("orders?" + query).expect(200).body().path("results");
        return StreamSupport.stream(results.spliterator(), false)
                .map(order -> order.path("orderNumber").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orderNumber = \"B\" | B",
                "orderNumber != \"B\" | A C",
                "orderNumber <> \"B\" | A C",
                "orderNumber in (\"A\", \"C\", \"Z\") | A C",
                "orderNumber not in (\"A\") | B C",
                "orderNumber > \"A\" and orderNumber <= \"C\" | B C",
                "orderState = \"Confirmed\" or orderNumber = \"C\" | B C",
                "not(orderState = \"Confirmed\") | A C",
                "shipmentState is defined | B",
                "shipmentState is not defined | A C",
                "shipmentState != \"Ready\" |",
                "syncInfo is empty | A B C",
                "lineItems is not empty and orderNumber=\"A\" | A",
                "custom(fields(fft_id = \"f-1\")) | B",
                "custom(fields(`n-1` >= 7)) | B",
                "custom(fields(fft_id is not defined)) or custom is not defined | A C",
                "lineItems(variant(sku = \"SKU-1\") and quantity = 3) and orderNumber = \"A\" | A",
                "lineItems(variant(sku = \"SKU-2\")) |",
                "totalPrice(centAmount > 6000 and currencyCode=\"EUR\") and version > 1 | B",
                "version = 1 and (orderNumber = \"A\" or (orderNumber = \"C\" and not (orderState=\"Open\"))) | A",
                "createdAt > \"2020-01-01T00:00:00Z\" and orderNumber = \"A\" | A",
                "createdAt > \"2999-01-01T00:00:00.000+01:00\" |",
                "shippingAddress(city = \"Köln\" and country in (\"DE\")) and orderNumber=\"C\" | C"
            })
    void a_predicate_selects(String predicate, String expected) {
        assertThat(numbers("where=" + Api.encode(predicate)))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void variables_stand_for_values_and_for_lists() {
        assertThat(numbers("where=" + Api.encode("orderNumber = :n") + "&var.n=B"))
                .containsExactly("B");
        assertThat(numbers("where=" + Api.encode("orderNumber in :n") + "&var.n=B&var.n=C"))
                .containsExactly("B", "C");
        assertThat(numbers("where=" + Api.encode("orderNumber in (:a, :b)") + "&var.a=A&var.b=C"))
                .containsExactly("A", "C");
        assertThat(numbers("where=" + Api.encode("version >= :v") + "&var.v=2")).containsExactly("B");
        assertThat(numbers("where=" + Api.encode("orderNumber = :n") + "&var.n="
                        + Api.encode("B\" or version > 0 or id=\"")))
                .isEmpty();
        api.get("orders?where=" + Api.encode("orderNumber = :n")).expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orderNumber",
                "orderNumber =",
                "orderNumber = B",
                "orderNumber = \"B",
                "orderNumber == \"B\"",
                "orderNumbr = \"B\"",
                "(orderNumber = \"B\"",
                "orderNumber = \"B\" and",
                "orderNumber is",
                "orderNumber in ()",
                "orderNumber = \"\\q\"",
                "custom fields",
                "; drop",
                ": = 1",
                ""
            })
    void a_malformed_predicate_is_refused(String predicate) {
        Api.Answer answer = api.where("orders", predicate).expect(400);

        assertThat(answer.code()).isEqualTo("InvalidInput");
        assertThat(answer.body().path("message").asText()).startsWith("Malformed parameter: where");
    }

    @Test
    void endless_nesting_is_refused_and_a_long_chain_is_not() {
        api.where("orders", "(".repeat(2000) + "version = 1" + ")".repeat(2000)).expect(400);
        String chain = IntStream.range(0, 2000)
                .mapToObj(i -> "version=" + i)
                .collect(java.util.stream.Collectors.joining(" or "));
        assertThat(api.where("orders", chain).expect(200).body().path("total").asInt())
                .isEqualTo(3);
    }

    @Test
    void roles_are_searched_with_contains() {
        api.post("channels", "{'key':'both','roles':['InventorySupply','OrderExport']}")
                .expect(201);

        assertThat(api.where("channels", "roles contains any (\"OrderExport\",\"OrderImport\")")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.where("channels", "roles contains all (\"InventorySupply\",\"OrderExport\")")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.where("channels", "roles contains all (\"InventorySupply\")")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void results_are_sorted_and_paged() {
        assertThat(numbers("sort=orderNumber+desc")).containsExactly("C", "B", "A");
        assertThat(numbers("sort=orderState&sort=" + Api.encode("orderNumber desc")))
                .containsExactly("B", "C", "A");
        assertThat(numbers("sort=custom.fields.fft_id+asc&limit=1")).containsExactly("B");
        assertThat(numbers("limit=1&offset=1")).containsExactly("B");
        JsonNode page = api.get("orders?limit=2").body();
        assertThat(page.path("count").asInt()).isEqualTo(2);
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(api.get("orders?withTotal=false").body().has("total")).isFalse();
        api.get("orders?limit=501").expect(400);
        api.get("orders?limit=x").expect(400);
        api.get("orders?offset=10001").expect(400);
        api.get("orders?sort=" + Api.encode("orderNumber downwards")).expect(400);
    }

    @Test
    void a_query_by_head_tells_whether_there_is_any() {
        assertThat(api.head("orders?where=" + Api.encode("orderNumber=\"A\"")).status())
                .isEqualTo(200);
        assertThat(api.head("orders?where=" + Api.encode("orderNumber=\"Z\"")).status())
                .isEqualTo(404);
    }

    @Test
    void references_are_expanded_along_the_path() {
        JsonNode order = api.post(
                        "orders/import",
                        Api.importDraft("D", "")
                                .replace(
                                        "'quantity': 3",
                                        "'quantity': 3, 'supplyChannel': {'typeId': 'channel', 'key': 'cologne'}"))
                .expect(201)
                .body();

        JsonNode expanded = api.get(
                        "orders/" + order.path("id").asText() + "?expand=" + Api.encode("lineItems[*].supplyChannel")
                                + "&expand=custom.type&expand=" + Api.encode("lineItems[0].state[*].state"))
                .expect(200)
                .body();

        assertThat(expanded.at("/lineItems/0/supplyChannel/obj/key").asText()).isEqualTo("cologne");
        assertThat(expanded.at("/lineItems/0/state/0/state/obj/key").asText()).isEqualTo("Initial");
        assertThat(api.get("orders/order-number=B?expand=custom.type")
                        .body()
                        .at("/custom/type/obj/key")
                        .asText())
                .isEqualTo("t1");
        assertThat(api.get("orders/order-number=B").body().at("/custom/type").has("obj"))
                .isFalse();
        api.get("orders?expand=" + Api.encode("a..b")).expect(400);
    }

    @Test
    void messages_are_read_page_by_page_with_a_cursor() {
        JsonNode first = api.get("messages?withTotal=false&limit=1&sort=" + Api.encode("createdAt asc") + "&sort="
                        + Api.encode("id asc"))
                .body()
                .at("/results/0");

        String next = "createdAt > :t or (createdAt = :t and id > :i)";
        JsonNode rest = api.get("messages?limit=500&where=" + Api.encode(next) + "&var.t="
                        + Api.encode(first.path("createdAt").asText()) + "&var.i="
                        + first.path("id").asText())
                .expect(200)
                .body();

        assertThat(rest.path("total").asInt()).isEqualTo(5);
        assertThat(api.get("messages/" + first.path("id").asText()).expect(200).body())
                .isEqualTo(first);
        api.get("messages/none").expect(404);
        api.post("messages", "{}").expect(405);
    }
}
