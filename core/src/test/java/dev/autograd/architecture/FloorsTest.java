package dev.autograd.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who knows whom in the core: [Floors] says who may.
final class FloorsTest {
    /// What the core may use beside itself: the JDK, and annotations that are gone at run time.
    private static final String[] JDK = {
        "java..", "javax.crypto..", "jdk.incubator.vector..", "jdk.jfr..", "org.jspecify.."
    };

    static Stream<String> rooms() {
        return Floors.rooms().stream();
    }

    @Test
    void everyClassStandsOnAFloor() {
        assertThat(Core.CLASSES).isNotEmpty();
        assertThat(Core.CLASSES)
                .allSatisfy(type -> assertThat(Floors.knownTo(Core.room(type))).contains(Core.room(type)));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void knowsOnlyWhatIsBelow(String room) {
        classes()
                .that(areIn(Set.of(room)))
                .should()
                .onlyDependOnClassesThat(areIn(Floors.knownTo(room)).or(belongToNoRoom()))
                .as(room + " knows only " + Floors.knownTo(room))
                .allowEmptyShould(true)
                .check(Core.CLASSES);
    }

    @Test
    void roomsOfOneFloorFormNoCircle() {
        slices().matching("dev.autograd.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        areIn(Set.of("op", "engine", Floors.FACE)), areIn(Set.of("op", "engine", Floors.FACE)))
                .allowEmptyShould(true)
                .check(Core.CLASSES);
    }

    @Test
    void needsTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        describe("belong to the core", Core::owns).or(comeFromTheJdk()))
                .check(Core.CLASSES);
    }

    /// The vector module may be absent: what names its classes must be reached only where it is present.
    @Test
    void onlyKernelsAndTheirGeneratorsNameTheVectorModule() {
        noClasses()
                .that(describe(
                        "are above the kernels",
                        type -> !Set.of("kernel", "expr").contains(Core.room(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(Core.CLASSES);
    }

    private static DescribedPredicate<JavaClass> areIn(Set<String> rooms) {
        return describe("are in one of " + rooms, type -> Core.owns(type) && rooms.contains(Core.room(type)));
    }

    private static DescribedPredicate<JavaClass> belongToNoRoom() {
        return describe("belong to no room", type -> !Core.owns(type));
    }

    private static DescribedPredicate<JavaClass> comeFromTheJdk() {
        var jdk = JavaClass.Predicates.resideInAnyPackage(JDK);
        return describe(
                "come from the JDK",
                type -> type.getBaseComponentType().isPrimitive() || jdk.test(type.getBaseComponentType()));
    }
}
