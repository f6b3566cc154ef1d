package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.waybill.platform.access.Browser;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code ./waybill bench console} asks for every page there is. */
class BenchmarkedPagesTest {
    private static final java.nio.file.Path LIST = java.nio.file.Path.of(
            "..", "benchmark", "src", "main", "resources", "io", "waybill", "benchmark", "console-pages.txt");

    @Test
    void everyPageStandsInTheListOfTheBenchAndNothingElseDoes() throws IOException {
        Set<String> pages = new ClassFileImporter()
                .importPackagesOf(BenchmarkedPagesTest.class).stream()
                        .filter(each -> each.isAnnotatedWith(Browser.class))
                        .map(JavaClass::reflect)
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .filter(each -> each.isAnnotationPresent(GET.class))
                        .map(BenchmarkedPagesTest::address)
                        .collect(Collectors.toSet());
        Set<String> listed = Files.readAllLines(LIST).stream()
                .map(line ->
                        line.replaceFirst("#.*", "").replaceFirst("^- ", "").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> shape(line.replaceFirst("\\?.*", "")))
                .collect(Collectors.toSet());

        assertThat(listed).as(LIST.toString()).containsExactlyInAnyOrderElementsOf(pages);
    }

    private static String address(Method page) {
        String place = page.getDeclaringClass().getAnnotation(Path.class).value();
        Path own = page.getAnnotation(Path.class);
        return shape(place + (own == null ? "" : "/" + own.value()).replace("//", "/"));
    }

    /** Without the names of what stands in braces. */
    private static String shape(String address) {
        return address.replaceAll("\\{[^}]*}", "{}");
    }
}
