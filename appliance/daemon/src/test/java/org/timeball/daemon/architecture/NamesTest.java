package org.timeball.daemon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// A package says what it is; a class is a noun of the field.
@AnalyzeClasses(packages = "org.timeball", importOptions = DoNotIncludeTests.class)
class NamesTest {
    @ArchTest
    static final ArchRule everyPackageIsNullMarkedInItsPackageInfo = classes().that().doNotHaveSimpleName("module-info")
            .should(liveInANullMarkedPackage());

    @ArchTest
    static final ArchRule noClassIsNamedForWhatItIsNot = noClasses().should()
            .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Base|Common)(\\$.*)?");

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info.java says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in "
                            + type.getPackageName() + ", which has no package-info.java with @NullMarked"));
                }
            }
        };
    }
}
