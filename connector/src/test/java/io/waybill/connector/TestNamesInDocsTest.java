package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that say what is proven name the tests that prove it; a test that is gone takes its sentence with it. */
class TestNamesInDocsTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+_\\w+)`");
    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"compared-with-the-official-connector.md", "bad-input-connector.md"})
    void every_test_that_a_page_names_is_there(String page) throws IOException {
        List<String> missing = new ArrayList<>();
        List<MatchResult> named = NAMED.matcher(
                        Files.readString(ROOT.resolve("docs").resolve(page)))
                .results()
                .toList();
        for (MatchResult test : named) {
            if (!source(test.group(1)).contains(" " + test.group(2))) {
                missing.add(test.group());
            }
        }
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(missing).as("tests that " + page + " names").isEmpty();
    }

    private static String source(String testClass) {
        for (String module : new String[] {"connector", "fulfilment-client", "sandbox"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                List<Path> found = files.filter(
                                file -> file.getFileName().toString().equals(testClass + ".java"))
                        .toList();
                if (!found.isEmpty()) {
                    return Files.readString(found.getFirst());
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return "";
    }
}
