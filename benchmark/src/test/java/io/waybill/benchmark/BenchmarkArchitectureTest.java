package io.waybill.benchmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class BenchmarkArchitectureTest {
    @Test
    void ofTheRepositoryItUsesTheSourcingEngineOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are other parts of Waybill",
                        (JavaClass each) -> each.getPackageName().startsWith("io.waybill.")
                                && !each.getPackageName().startsWith("io.waybill.benchmark")
                                && !each.getPackageName().startsWith("io.waybill.sourcing")))
                .check(new ClassFileImporter().importPackages("io.waybill.benchmark"));
    }
}
