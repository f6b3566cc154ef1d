package io.waybill.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SearchTest {
    private static final SearchSchema BOOKS = SearchSchema.of("books")
            .string("id", "id")
            .search("title")
            .number("pages")
            .bool("printed")
            .date("published")
            .enumeration("status", Set.of("OPEN", "LOCKED"))
            .localized("nameLocalized")
            .strings("codes")
            .anyOf("aliases")
            .object("author", author -> author.search("name"))
            .list("chapters", chapter -> chapter.string("title").number("pages"))
            .attributes("customAttributes")
            .sortBy("title")
            .sortByDate("published")
            .sortByAttribute("customAttributes")
            .build();

    @Inject
    Database database;

    @Inject
    Search search;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void emptyShelf() {
        database.inTransaction(transaction -> {
            transaction
                    .handle()
                    .execute(
                            "create table if not exists search_test_book (id text primary key, document jsonb not null)");
            transaction.handle().execute("truncate search_test_book");
        });
        book("a", """
                {"title":"Alpha","pages":100,"printed":true,"published":"2020-01-01T00:00:00Z","status":"OPEN",
                 "nameLocalized":{"de_DE":"Buch","en_US":"Book"},"codes":["x","y"],"aliases":["first"],
                 "author":{"name":"Ann"},"chapters":[{"title":"one","pages":3},{"title":"two","pages":7}],
                 "customAttributes":{"shelf":"top","weight":7,"rare":true}}""");
        book("b", """
                {"title":"Beta","pages":200.5,"printed":false,"published":"2021-01-01T00:00:00.500Z","status":"LOCKED",
                 "codes":[],"author":{"name":"Bob"},"chapters":[{"title":"one","pages":7}],
                 "customAttributes":{"shelf":"low","weight":70}}""");
        book("c", "{\"title\":\"100% [real]\"}");
    }

    @Test
    void anEmptyQueryFindsEverything() {
        assertThat(ids("{}")).containsExactly("a", "b", "c");
    }

    @Test
    void textCompares() {
        assertThat(ids("{\"title\":{\"eq\":\"Alpha\"}}")).containsExactly("a");
        assertThat(ids("{\"title\":{\"notEq\":\"Alpha\"}}")).containsExactly("b", "c");
        assertThat(ids("{\"title\":{\"in\":[\"Alpha\",\"Beta\"]}}")).containsExactly("a", "b");
        assertThat(ids("{\"title\":{\"notIn\":[\"Alpha\",\"Beta\"]}}")).containsExactly("c");
        assertThat(ids("{\"title\":{\"like\":\"^.l|ta$\"}}")).containsExactly("a", "b");
        assertThat(ids("{\"author\":{\"name\":{\"notEq\":\"Ann\"}}}")).containsExactly("b", "c");
    }

    @Test
    void whatLooksLikeSqlIsJustText() {
        assertThat(ids("{\"title\":{\"eq\":\"' or 1=1 --\"}}")).isEmpty();
        assertThat(ids("{\"customAttributes\":{\"x' or '1'='1\":{\"eq\":\"y\"}}}"))
                .isEmpty();
        assertThat(ids("{\"title\":{\"eq\":\":v0 ?\"}}")).isEmpty();
    }

    @Test
    void numbersBooleansAndDatesCompareAsSuch() {
        assertThat(ids("{\"pages\":{\"gt\":100,\"lte\":200.50}}")).containsExactly("b");
        assertThat(ids("{\"pages\":{\"in\":[100,7]}}")).containsExactly("a");
        assertThat(ids("{\"printed\":{\"eq\":false}}")).containsExactly("b");
        assertThat(ids("{\"printed\":{\"notEq\":true}}")).containsExactly("b", "c");
        assertThat(ids("{\"published\":{\"gte\":\"2021-01-01T01:00:00.5+01:00\"}}"))
                .containsExactly("b");
        assertThat(ids("{\"published\":{\"lt\":\"2021-01-01T00:00:00Z\"}}")).containsExactly("a");
    }

    @Test
    void beforeAndAfterAreRelativeToNow() {
        book("d", "{\"published\":\"" + Instant.now().minus(Duration.ofHours(30)) + "\"}");
        assertThat(ids("{\"published\":{\"after\":\"-P2D\"}}")).containsExactly("d");
        assertThat(ids("{\"published\":{\"after\":\"-P1D\"}}")).isEmpty();
        assertThat(ids("{\"published\":{\"before\":\"-P1DT1H\"}}")).containsExactly("a", "b", "d");
        assertThat(ids("{\"published\":{\"before\":\"PT1H\",\"after\":\"-P1Y\"}}"))
                .containsExactly("d");
    }

    @Test
    void listsLocalizedTextsAndAttributesAreSearched() {
        assertThat(ids("{\"codes\":{\"contains\":{\"eq\":\"y\"}}}")).containsExactly("a");
        assertThat(ids("{\"codes\":{\"exists\":false}}")).containsExactly("b", "c");
        assertThat(ids("{\"aliases\":{\"like\":\"^fir\"}}")).containsExactly("a");
        assertThat(ids("{\"nameLocalized\":{\"eq\":\"Buch\"}}")).containsExactly("a");
        // Both conditions have to hold for the same chapter.
        assertThat(ids("{\"chapters\":{\"contains\":{\"title\":{\"eq\":\"one\"},\"pages\":{\"eq\":7}}}}"))
                .containsExactly("b");
        assertThat(ids("{\"customAttributes\":{\"weight\":{\"gt\":9}}}")).containsExactly("b");
        assertThat(ids("{\"customAttributes\":{\"rare\":{\"eq\":true},\"shelf\":{\"notEq\":\"low\"}}}"))
                .containsExactly("a");
        assertThat(ids("{\"customAttributes\":{\"shelf\":{\"exists\":false}}}")).containsExactly("c");
    }

    @Test
    void andAndOrNest() {
        assertThat(ids("""
                {"or":[{"title":{"eq":"Alpha"}},{"and":[{"status":{"eq":"LOCKED"}},{"pages":{"gt":1}}]}],
                 "printed":{"notEq":true}}""")).containsExactly("b");
    }

    @Test
    void whatIsNotDeclaredIsRefusedByName() {
        assertRefused("{\"titel\":{\"eq\":\"Alpha\"}}", "titel");
        assertRefused("{\"title\":{\"equals\":\"Alpha\"}}", "query.title.equals");
        assertRefused("{\"title\":\"Alpha\"}", "query.title");
        assertRefused("{\"title\":{\"eq\":1}}", "query.title.eq must be a string");
        assertRefused("{\"pages\":{\"gt\":\"1\"}}", "query.pages.gt must be a number");
        assertRefused("{\"status\":{\"eq\":\"CLOSED\"}}", "query.status.eq must be one of");
        assertRefused("{\"published\":{\"gt\":\"yesterday\"}}", "query.published.gt");
        assertRefused("{\"published\":{\"after\":\"1 day\"}}", "query.published.after");
        assertRefused("{\"chapters\":{\"contains\":{\"author\":{}}}}", "query.chapters.contains.author");
        assertRefused("{\"customAttributes\":{\"a.b\":{\"eq\":1}}}", "a.b");
        assertRefused("{\"title\":{\"like\":\"(\"}}", "regular expression");
        assertRefused("{\"title\":{\"eq\":\"" + "x".repeat(257) + "\"}}", "256");
        assertRefused("{\"and\":" + "[{\"and\":".repeat(40) + "[]" + "}]".repeat(40) + "}", "deeper");
        assertRefused("{\"or\":[" + "{},".repeat(500) + "{}]}", "500");
    }

    @Test
    void aHostileRegularExpressionIsStopped() {
        book("long", "{\"title\":\"" + "a".repeat(301) + "\"}");
        assertThatThrownBy(() ->
                        run("{\"query\":{\"title\":{\"like\":\"^(a+)(a+)(a+)\\\\1\\\\1\\\\2\\\\2\\\\3\\\\3$\"}}}"))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("seconds");
    }

    @Test
    void pagesNeitherRepeatNorSkipWhenRowsAreInsertedInBetween() {
        for (int number = 10; number < 30; number++) {
            book("n" + number, "{\"title\":\"T" + number / 3 + "\"}");
        }
        List<String> seen = new ArrayList<>();
        SearchResult page = run("{\"query\":{},\"sort\":[{\"title\":\"DESC\"}],\"size\":4}");
        assertThat(page.pageInfo().hasPreviousPage()).isFalse();
        while (true) {
            seen.addAll(names(page));
            if (!page.pageInfo().hasNextPage()) {
                break;
            }
            book("z" + seen.size(), "{\"title\":\"Zulu\"}");
            page = run("{\"query\":{},\"sort\":[{\"title\":\"DESC\"}],\"size\":4,\"after\":\""
                    + page.pageInfo().endCursor() + "\"}");
            assertThat(page.pageInfo().hasPreviousPage()).isTrue();
        }
        assertThat(seen).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void pagesGoBackward() {
        SearchResult end = run("{\"query\":{},\"sort\":[{\"published\":\"ASC\"}],\"last\":1}");
        assertThat(names(end)).containsExactly("b");
        assertThat(end.pageInfo().hasPreviousPage()).isTrue();
        assertThat(end.pageInfo().hasNextPage()).isFalse();
        SearchResult before = run("{\"query\":{},\"sort\":[{\"published\":\"ASC\"}],\"last\":5,\"before\":\""
                + end.pageInfo().startCursor() + "\"}");
        assertThat(names(before)).containsExactly("c", "a");
        assertThat(before.pageInfo().hasPreviousPage()).isFalse();
        assertThat(before.pageInfo().hasNextPage()).isTrue();
    }

    @Test
    void attributesSortByTheirOwnTypeAndStartAfterIdStillWorks() {
        assertThat(names(run("{\"query\":{},\"sort\":[{\"customAttributes\":{\"weight\":\"DESC\"}}]}")))
                .containsExactly("b", "a", "c");
        assertThat(names(run("{\"query\":{},\"sort\":[{\"customAttributes\":{\"weight\":\"ASC\"}}],"
                        + "\"startAfterId\":\"c\",\"options\":{\"withTotal\":true}}")))
                .containsExactly("a", "b");
    }

    @Test
    void theTotalIsThereOnlyWhenAskedFor() throws Exception {
        JsonNode with = json.readTree(run("{\"query\":{},\"size\":1,\"options\":{\"withTotal\":true}}")
                .json());
        assertThat(with.path("total").asInt()).isEqualTo(3);
        assertThat(with.path("books")).hasSize(1);
        assertThat(json.readTree(run("{\"query\":{}}").json()).has("total")).isFalse();
    }

    @Test
    void theBodyIsCheckedAsWell() {
        assertBodyRefused("{}", "query");
        assertBodyRefused("{\"query\":{},\"size\":0}", "size");
        assertBodyRefused("{\"query\":{},\"size\":251}", "size");
        assertBodyRefused("{\"query\":{},\"size\":2,\"last\":2}", "backward");
        assertBodyRefused("{\"query\":{},\"sort\":[]}", "sort");
        assertBodyRefused("{\"query\":{},\"sort\":[{\"title\":\"ASC\"},{\"title\":\"ASC\"}]}", "sort");
        assertBodyRefused("{\"query\":{},\"sort\":[{\"pages\":\"ASC\"}]}", "sort.pages");
        assertBodyRefused("{\"query\":{},\"sort\":[{\"title\":\"UP\"}]}", "ASC or DESC");
        assertBodyRefused("{\"query\":{},\"after\":\"nonsense\"}", "cursor");
        String cursor = run("{\"query\":{},\"size\":1}").pageInfo().endCursor();
        assertBodyRefused("{\"query\":{},\"sort\":[{\"title\":\"ASC\"}],\"after\":\"" + cursor + "\"}", "another sort");
        assertBodyRefused("{\"query\":{},\"limit\":3}", "limit");
    }

    @Test
    void aRestrictionHoldsBesideTheQuery() throws Exception {
        Restriction onlyB = new Restriction("t.id = any(:allowed::text[])", Map.of("allowed", List.of("b")));
        JsonNode body = json.readTree("{\"query\":{\"or\":[{},{}]},\"options\":{\"withTotal\":true}}");
        SearchResult found = database.read(handle -> search.run(handle, "search_test_book", BOOKS, body, onlyB));
        assertThat(names(found)).containsExactly("b");
        assertThat(found.total()).isEqualTo(1);
    }

    private void assertRefused(String query, String message) {
        assertBodyRefused("{\"query\":" + query + "}", message);
    }

    private void assertBodyRefused(String body, String message) {
        assertThatThrownBy(() -> run(body))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.status()).isEqualTo(400))
                .hasMessageContaining(message);
    }

    private List<String> ids(String query) {
        return names(run("{\"query\":" + query + "}"));
    }

    private SearchResult run(String body) {
        return database.read(handle -> {
            try {
                return search.run(handle, "search_test_book", BOOKS, json.readTree(body), Restriction.none());
            } catch (java.io.IOException failure) {
                throw new IllegalArgumentException(failure);
            }
        });
    }

    private List<String> names(SearchResult page) {
        return page.documents().stream()
                .map(document -> {
                    try {
                        return json.readTree(document).path("id").asText();
                    } catch (java.io.IOException failure) {
                        throw new IllegalArgumentException(failure);
                    }
                })
                .toList();
    }

    private void book(String id, String document) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate(
                        "insert into search_test_book values (:id, :document::jsonb || jsonb_build_object('id', :id::text))")
                .bind("id", id)
                .bind("document", document)
                .execute());
    }
}
