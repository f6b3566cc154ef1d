package io.waybill.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = Sandbox.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_packages_have_no_cycles =
            slices().matching("io.waybill.sandbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_wire_knows_nothing_of_the_sandbox = classes()
            .that()
            .resideInAPackage("..wire..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "..wire..", "java..", "com.sun.net.httpserver..", "com.fasterxml.jackson..", "org.jspecify..");

    @ArchTest
    static final ArchRule nothing_else_of_waybill_is_used = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.waybill.sandbox..",
                    "java..",
                    "com.sun.net.httpserver..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..",
                    "picocli..");
}
