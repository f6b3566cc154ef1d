package io.waybill.connector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = Connector.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule of_waybill_only_the_client_of_the_fulfilment_api_is_used = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.waybill.connector..",
                    "io.waybill.client..",
                    "java..",
                    "javax.security.auth.x500..",
                    "com.sun.net.httpserver..",
                    "com.fasterxml.jackson..",
                    "com.auth0.jwt..",
                    "dev.failsafe..",
                    "io.prometheus.metrics..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule nothing_for_tests_is_in_the_code_that_runs =
            noClasses().should().haveNameMatching(".*(Test|Mock|Fixture|Fixtures|StandIn|Sandbox).*");

    @ArchTest
    static final ArchRule the_packages_have_no_cycles =
            slices().matching("io.waybill.connector.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_but_the_start_knows_how_the_parts_are_put_together = noClasses()
            .that()
            .resideOutsideOfPackage("io.waybill.connector")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.waybill.connector");

    @ArchTest
    static final ArchRule only_the_server_speaks_http_as_a_server = noClasses()
            .that()
            .resideOutsideOfPackage("..server..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule the_mappings_are_pure = noClasses()
            .that()
            .haveSimpleNameEndingWith("Mapping")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Client")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("..commercetools..")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.time..");
}
