package io.waybill.platform;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the edges between the platform's modules, and prints the picture of them. */
class ArchitectureTest {
    private static final String ROOT = "io.waybill.platform.";

    /** From the ground up: a module may use those before it. */
    private static final List<String> MODULES = List.of(
            "kernel",
            "database",
            "access",
            "events",
            "connectors",
            "facilities",
            "inventory",
            "orders",
            "routing",
            "picking",
            "services",
            "packing",
            "shipping",
            "handover",
            "returns",
            "documents",
            "console");

    /** The database and the kernel are one ground: each may use the other. */
    private static final Set<String> GROUND = Set.of("kernel", "database");

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.waybill.platform");
    }

    @Test
    void everyClassBelongsToAModule() {
        Set<String> strays = classes.stream()
                .filter(each -> !MODULES.contains(module(each)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(strays).isEmpty();
    }

    @Test
    void aModuleUsesOnlyThoseBelowIt() {
        Map<String, Set<String>> edges = new TreeMap<>();
        Set<String> violations = new TreeSet<>();
        for (JavaClass each : classes) {
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                String from = module(each);
                String to = module(dependency.getTargetClass());
                if (from.equals(to) || !MODULES.contains(to)) {
                    continue;
                }
                edges.computeIfAbsent(from, ignored -> new TreeSet<>()).add(to);
                boolean ground = GROUND.contains(from) && GROUND.contains(to);
                if (!ground && MODULES.indexOf(to) > MODULES.indexOf(from)) {
                    violations.add(dependency.getDescription());
                }
            }
        }
        MODULES.forEach(module -> System.out.printf("%-11s -> %s%n", module, edges.getOrDefault(module, Set.of())));
        assertThat(violations).isEmpty();
    }

    @Test
    void whatOthersMayUseStandsInTheModulesOwnPackage() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass each : classes) {
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (!module(each).equals(module(target))
                        && MODULES.contains(module(target))
                        && !target.getPackageName().equals(ROOT + module(target))) {
                    violations.add(dependency.getDescription());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void namesAreTheFieldsWords() {
        Set<String> violations = classes.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.matches(".*(Manager|Helper|Utils?|Impl|Common)$|^(Base|Abstract).*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(violations).isEmpty();
    }

    @Test
    void theSystemClockIsReadInOnePlace() {
        noClasses()
                .that()
                .resideInAPackage("io.waybill.platform..")
                .and()
                .resideOutsideOfPackage("io.waybill.platform.database..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time comes from the injected clock, so that tests can move it")
                .check(classes);
    }

    @Test
    void thePlatformDoesNotKnowTheConnectorOrTheSandbox() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.waybill.connector..")
                        .or(resideInAPackage("io.waybill.client.."))
                        .or(resideInAPackage("io.waybill.sandbox..")))
                .check(classes);
    }

    private static String module(JavaClass each) {
        String name = each.getPackageName();
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String rest = name.substring(ROOT.length());
        return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    }
}
