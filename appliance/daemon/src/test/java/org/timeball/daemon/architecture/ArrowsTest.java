package org.timeball.daemon.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may see whom. The four kinds of port (gnss, pps, ptp, ntp) meet in the core only, as observations and snapshot.
@AnalyzeClasses(packages = "org.timeball", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule everyArrowPointsTowardsTheCore = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("timekeeping").definedBy("org.timeball.timekeeping..")
            .layer("linux").definedBy("org.timeball.linux..")
            .layer("simulator").definedBy("org.timeball.simulator..")
            .layer("gnss").definedBy("org.timeball.gnss..")
            .layer("pps").definedBy("org.timeball.pps..")
            .layer("ptp").definedBy("org.timeball.ptp..")
            .layer("ntp").definedBy("org.timeball.ntp..")
            .layer("daemon").definedBy("org.timeball.daemon..")
            .ensureAllClassesAreContainedInArchitecture()
            .whereLayer("timekeeping").mayNotAccessAnyLayer()
            .whereLayer("linux").mayOnlyAccessLayers("timekeeping")
            .whereLayer("simulator").mayOnlyAccessLayers("timekeeping", "linux")
            .whereLayer("gnss").mayOnlyAccessLayers("timekeeping", "linux")
            .whereLayer("pps").mayOnlyAccessLayers("timekeeping", "linux")
            .whereLayer("ptp").mayOnlyAccessLayers("timekeeping", "linux")
            .whereLayer("ntp").mayOnlyAccessLayers("timekeeping", "linux");
}
