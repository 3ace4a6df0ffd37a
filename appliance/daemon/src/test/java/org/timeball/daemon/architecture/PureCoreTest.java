package org.timeball.daemon.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;

/// The core is a function of its observations: nothing in it can reach a clock, a file, a socket or chance.
@AnalyzeClasses(packages = "org.timeball.timekeeping", importOptions = DoNotIncludeTests.class)
class PureCoreTest {
    private static final DescribedPredicate<JavaClass> VALUES_AND_COLLECTIONS = resideInAnyPackage(
            "org.timeball.timekeeping..", "org.jspecify.annotations", "java.lang", "java.lang.annotation", "java.math",
            "java.util", "java.util.function", "java.util.stream").as("are values and collections");

    private static final DescribedPredicate<JavaClass> WAYS_OUT = belongToAnyOf(ProcessBuilder.class,
            ProcessHandle.class, Runtime.class, System.Logger.class)
            .or(assignableTo(Thread.class)).or(assignableTo(ThreadGroup.class)).or(assignableTo(ThreadLocal.class))
            .or(assignableTo(Process.class)).or(assignableTo(ClassLoader.class))
            .or(assignableTo(Timer.class)).or(assignableTo(Date.class)).or(assignableTo(Calendar.class))
            .as("are threads, processes and wall clocks");

    private static final DescribedPredicate<JavaAccess<?>> ASKS_THE_SYSTEM = describe(
            "anything of java.lang.System but arraycopy",
            access -> access.getTargetOwner().isEquivalentTo(System.class) && !access.getName().equals("arraycopy"));

    /// Files, sockets, executors, loggers, native code and `java.time` live in packages that are not on the list.
    @ArchTest
    static final ArchRule theCoreKnowsOnlyValuesAndCollections = classes().should()
            .onlyDependOnClassesThat(VALUES_AND_COLLECTIONS.and(not(WAYS_OUT)));

    @ArchTest
    static final ArchRule theCoreReadsNoClockAndNoSetting = noClasses().should().accessTargetWhere(ASKS_THE_SYSTEM);

    @ArchTest
    static final ArchRule chanceComesFromASeed = noClasses().should().callConstructor(Random.class)
            .orShould().callConstructor(SplittableRandom.class)
            .orShould().callMethod(Math.class, "random")
            .orShould().callMethod(StrictMath.class, "random")
            .orShould().callMethod(UUID.class, "randomUUID")
            .orShould().callMethod(Collections.class, "shuffle", List.class);
}
