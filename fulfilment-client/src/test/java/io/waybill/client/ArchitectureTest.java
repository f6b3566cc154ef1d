package io.waybill.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = FulfilmentClient.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nothing_else_of_waybill_is_used = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.waybill.client..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "dev.failsafe..",
                    "org.apache.hc..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule the_http_part_knows_no_particular_api = classes()
            .that()
            .resideInAPackage("..http..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.waybill.client.http..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "dev.failsafe..",
                    "org.apache.hc..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule the_packages_have_no_cycles =
            slices().matching("io.waybill.(**)").should().beFreeOfCycles();
}
