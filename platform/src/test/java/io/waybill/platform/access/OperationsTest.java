package io.waybill.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every operation of the platform. */
class OperationsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.waybill.platform");

    private final List<JavaMethod> operations = classes.stream()
            .filter(each -> each.isAnnotatedWith(Path.class))
            .flatMap(each -> each.getMethods().stream())
            .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
            .toList();

    @Test
    void every_operation_names_the_permission_it_needs_or_says_that_it_is_open() {
        assertThat(operations).hasSizeGreaterThan(50);
        Set<String> violations = operations.stream()
                .filter(method -> method.isAnnotatedWith(Permitted.class) == method.isAnnotatedWith(Open.class))
                .map(JavaMethod::getFullName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(violations).isEmpty();
    }

    @Test
    void only_login_sign_in_keys_status_and_health_are_open() {
        Set<String> open = operations.stream()
                .filter(method -> method.isAnnotatedWith(Open.class))
                .map(method -> method.getOwner().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(open).containsExactlyInAnyOrder("IdentityResource", "OidcPages", "SignInPages", "StatusResource");
    }

    @Test
    void operations_run_on_threads_of_their_own_so_that_the_database_never_blocks_the_event_loop() {
        Set<String> violations = operations.stream()
                .filter(method -> !method.isAnnotatedWith(RunOnVirtualThread.class)
                        && !method.getOwner().isAnnotatedWith(RunOnVirtualThread.class)
                        && !method.isAnnotatedWith(Blocking.class))
                .map(JavaMethod::getOwner)
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(violations).isEmpty();
    }
}
