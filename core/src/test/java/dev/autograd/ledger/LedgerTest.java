package dev.autograd.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.architecture.Core;
import dev.autograd.nn.F;
import dev.autograd.op.Op;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That no operator is missing from the samples, and that `docs/operators.md` says what is true of them.
final class LedgerTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "operators.md");

    /// Methods that return tensors but compute none.
    private static final Set<String> NO_OPERATORS =
            Set.of("base", "detach", "grad", "named", "requiresGrad_", "retainGrad", "self");

    /// Operators that no sample can stand for, and what tests them instead.
    private static final Map<String, String> TESTED_ELSEWHERE = Map.of(
            "dev.autograd.FunctionOp", "what a user's function computes: FunctionTest, FunctionTransformsTest",
            "dev.autograd.FunctionBarrier", "refuses second derivatives: FunctionTest",
            "dev.autograd.op.indexing.Embedding$ByFrequency",
                    "is no derivative of anything, as in PyTorch: conformance");

    private static final Ledger LEDGER = Ledger.of(Samples.all());

    @Test
    void everyClassOfOperatorsRunsInSomeSample() {
        Set<String> classes = Core.CLASSES.stream()
                .filter(type -> type.isAssignableTo(Op.class))
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .filter(name -> !TESTED_ELSEWHERE.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(LEDGER.classes()).as("classes of operators that ran").containsAll(classes);
    }

    /// Pictures of graphs show it.
    @Test
    void everyOperatorWithAGradientSaysItsRule() {
        Set<String> silent = Core.CLASSES.stream()
                .filter(type -> type.isAssignableTo(Op.class) && !type.isInterface())
                .filter(type -> declares(type, "gradient") || declares(type, "gradients"))
                .filter(type -> !declares(type, "gradientRule"))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(silent).containsExactly("dev.autograd.FunctionBarrier"); // it refuses to be differentiated
    }

    private static boolean declares(JavaClass type, String method) {
        return type.getMethods().stream().anyMatch(one -> one.getName().equals(method));
    }

    @Test
    void everyPublicOperatorHasASample() {
        Set<String> methods = Stream.concat(
                        Arrays.stream(Tensor.class.getMethods())
                                .filter(method -> !Modifier.isStatic(method.getModifiers())
                                        || Set.of("cat", "stack", "einsum", "where")
                                                .contains(method.getName())),
                        Arrays.stream(F.class.getMethods()).filter(m -> Modifier.isStatic(m.getModifiers())))
                .filter(LedgerTest::returnsTensors)
                .map(Method::getName)
                .filter(name -> !name.endsWith("_") && !NO_OPERATORS.contains(name))
                .map(name -> name.replace("KeepDim", "").replace("AsTuple", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(LEDGER.operators()).as("operators with samples").containsAll(methods);
    }

    private static boolean returnsTensors(Method method) {
        Class<?> type = method.getReturnType();
        return type == Tensor.class || type == Tensor[].class || type == ValuesAndIndices.class;
    }

    @Test
    void noTextInATableEndsItsCell() {
        long columns = 0;
        for (String line : LEDGER.document().lines().toList()) {
            long bars = line.replace("\\|", "").chars().filter(c -> c == '|').count();
            columns = columns == 0 ? bars : columns; // those of a table's first line
            assertThat(bars).as(line).isEqualTo(line.startsWith("|") ? columns : 0);
            columns = line.startsWith("|") ? columns : 0;
        }
        assertThat(LEDGER.document()).contains("\\|");
    }

    @Test
    void theDocumentIsUpToDate() throws IOException {
        String text = LEDGER.document();
        if (Boolean.getBoolean("autograd.ledger.write")) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(DOCUMENT)
                .as(
                        "docs/operators.md; write it with ./mvnw -pl core test -Dtest=LedgerTest -Dautograd.ledger.write=true")
                .hasContent(text);
    }
}
