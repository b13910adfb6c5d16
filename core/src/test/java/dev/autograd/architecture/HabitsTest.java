package dev.autograd.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.ObjectInputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Habits of the code that a program can check.
final class HabitsTest {
    @Test
    void everyPackageIsNullMarked() {
        var unmarked = Core.CLASSES.stream()
                .filter(type -> !type.getPackageName().isEmpty())
                .map(JavaClass::getPackage)
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .distinct();
        assertThat(unmarked)
                .as("packages whose package-info.java lacks @NullMarked")
                .isEmpty();
    }

    @Test
    void nothingGlobalIsMutable() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("modes are scoped, random generators are objects, caches have owners")
                .allowEmptyShould(true)
                .check(Core.CLASSES);
    }

    @Test
    void concreteClassesAreFinal() {
        classes()
                .that(describe("are concrete classes", HabitsTest::isConcreteClass))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("there is no inheritance for reuse")
                .allowEmptyShould(true)
                .check(Core.CLASSES);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(Core.CLASSES);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(Core.CLASSES);
    }

    @Test
    void nothingReachesTheNetworkOrUnpacksNativeCodeOrRunsPrograms() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net..")
                .check(Core.CLASSES);
        noClasses()
                .should()
                .callMethod(System.class, "load", String.class)
                .orShould()
                .callMethod(System.class, "loadLibrary", String.class)
                .orShould()
                .callMethodWhere(describe(
                        "starts a program",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec")))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(Core.CLASSES);
    }

    @Test
    void nothingIsDeserialised() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(Core.CLASSES);
    }

    private static boolean isConcreteClass(JavaClass type) {
        return !type.isInterface()
                && !type.isEnum()
                && !type.isAnonymousClass()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
}
