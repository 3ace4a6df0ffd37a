package org.timeball.daemon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Each library stays in its room, so that one can be exchanged without asking the whole house.
@AnalyzeClasses(packages = "org.timeball", importOptions = DoNotIncludeTests.class)
class LibraryRoomsTest {
    @ArchTest
    static final ArchRule nativeCodeIsReachedThroughLinuxAlone = only("org.timeball.linux..", "com.sun.jna..",
            "java.lang.foreign..");

    @ArchTest
    static final ArchRule serialPortsAreOpenedInGnssAlone = only("org.timeball.gnss..", "com.fazecast..");

    @ArchTest
    static final ArchRule theCommandLineIsParsedInOnePlace = only("org.timeball.daemon.cli..", "picocli..");

    @ArchTest
    static final ArchRule linesAreEditedInTheClientAlone = only("org.timeball.daemon.ctl..", "org.jline..");

    private static ArchRule only(String room, String... library) {
        return noClasses().that().resideOutsideOfPackage(room).should().dependOnClassesThat()
                .resideInAnyPackage(library);
    }
}
