package dev.autograd.conformance;

import static dev.autograd.conformance.Reference.doubles;
import static dev.autograd.conformance.Reference.longs;
import static dev.autograd.conformance.Reference.matrix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.conformance.Reference.Case;
import dev.autograd.conformance.report.CaseResult;
import dev.autograd.conformance.report.State;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Modules, optimisers and training runs that pass, and the same with one thing wrong.
final class OtherCasesTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("a module", linear(), State.PASSED, null),
                arguments(
                        "a module's gradient of another weight",
                        linear().with("g1", matrix(1, 10, 21)),
                        State.FAILED,
                        "gradient of i1 at [0, 1] is 20.0, but 21.0 is expected"),
                arguments(
                        "a module with other parameters",
                        linear().with("ctor", "{'in_features':3,'out_features':1}"),
                        State.FAILED,
                        "IllegalArgumentException: loadStateDict: "),
                arguments("no module", linear().with("op", "'nn.Fold'"), State.UNSUPPORTED, "no module nn.Fold"),
                arguments(
                        "no argument of a module",
                        linear().with("ctor", "{'in_features':2,'out_features':1,'device':'cpu'}"),
                        State.UNSUPPORTED,
                        "nn.Linear is not made from (in_features=2, out_features=1, device='cpu')"),
                arguments(
                        "no argument of a module's call",
                        linear().with("call", "{'scale':2}"),
                        State.UNSUPPORTED,
                        "Linear does not take (float64(1, 2), scale=2)"),
                arguments("an optimiser", sgd(), State.PASSED, null),
                arguments(
                        "another step",
                        sgd().with("p0.s2", doubles(0.17, 1)),
                        State.FAILED,
                        "p0.s2 at [0] is 0.36, but 0.17 is expected"),
                arguments(
                        "no argument of an optimiser",
                        sgd().with("ctor", "{'foreach':true}"),
                        State.UNSUPPORTED,
                        "optim.SGD is not made from (foreach=true)"),
                arguments("no optimiser", sgd().with("op", "'optim.Lion'"), State.UNSUPPORTED, "optimiser optim.Lion"),
                arguments("an objective", sgd().with("objective", "'rosenbrock'"), State.UNSUPPORTED, "its objective"),
                arguments("a training run", mlp(), State.PASSED, null),
                arguments(
                        "another loss",
                        mlp().with("loss", doubles(Math.log(2) + 1e-6)),
                        State.FAILED,
                        "the loss at [0] is 0.693"),
                arguments(
                        "another first gradient",
                        mlp().with("grad0:b2", doubles(0.5, -0.4)),
                        State.FAILED,
                        "first gradient of b2 at [1] is -0.5, but -0.4 is expected"),
                arguments(
                        "another end",
                        mlp().with("end:b2", doubles(-0.05, 0.06)),
                        State.FAILED,
                        "b2 after the last step at [1] is 0.05, but 0.06 is expected"),
                arguments("no program", mlp().with("op", "'train.diffusion'"), State.UNSUPPORTED, "no program"),
                arguments(
                        "no such descent", mlp().with("optimizer", "'Lion lr=0.1'"), State.UNSUPPORTED, "optim.Lion"),
                arguments(
                        "unknown words",
                        mlp().with("optimizer", "'whatever is, is right'"),
                        State.UNSUPPORTED,
                        "it is not understood how to descend by: whatever is, is right"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void areJudged(String what, Case c, State state, @Nullable String reason) throws Exception {
        Path path = new Reference(folder).add("it/f64/0", c).write();
        CaseResult result = Conformance.run(path, Selection.ALL, Progress.NONE)
                .results()
                .getFirst();
        assertThat(result.state()).as("%s", result.reasons()).isEqualTo(state);
        if (reason != null) {
            assertThat(result.reasons()).anySatisfy(r -> assertThat(r).contains(reason));
        }
    }

    /// `y = x w + b` with `x = (1, 2)`, `w = (3, 4)`, `b = 5`.
    private static Case linear() {
        return new Case()
                .with("group", "'modules'")
                .with("op", "'nn.Linear'")
                .with(
                        "args",
                        "[{'$t':'i0'},{'$dict':{'weight':{'$t':'i1'},'bias':{'$t':'i2'}}},{'$dict':{}}]")
                .with("kwargs", "{}")
                .with("inputs", "['i0','i1','i2']")
                .with("requires_grad", "[true,true,true]")
                .with("outputs", "['o0']")
                .with("out", "'tuple'")
                .with("tol", "[1e-9,1e-10]")
                .with("cot", "{'o0':'c0'}")
                .with("grads", "{'i0':'g0','i1':'g1','i2':'g2'}")
                .with("v", "{'i0':'v0','i1':'v1','i2':'v2'}")
                .with("grads2", "{'i0':'gg_i0','i1':'gg_i1','c0':'gg_c0'}")
                .with("ctor", "{'in_features':2,'out_features':1}")
                .with("call", "{}")
                .with("mode", "'train'")
                .with("i0", matrix(1, 1, 2))
                .with("i1", matrix(1, 3, 4))
                .with("i2", doubles(5))
                .with("o0", matrix(1, 16))
                .with("c0", matrix(1, 10))
                .with("g0", matrix(1, 30, 40))
                .with("g1", matrix(1, 10, 20))
                .with("g2", doubles(10))
                .with("v0", matrix(1, 1, 1))
                .with("v1", matrix(1, 2, 2))
                .with("v2", doubles(3))
                .with("gg_i0", matrix(1, 20, 20))
                .with("gg_i1", matrix(1, 10, 10))
                .with("gg_c0", matrix(1, 16));
    }

    /// Two steps of plain descent.
    private static Case sgd() {
        return new Case()
                .with("group", "'optim'")
                .with("op", "'optim.SGD'")
                .with("ctor", "{'lr':0.1}")
                .with("steps", "2")
                .with("params", "1")
                .with("tol", "[1e-9,1e-11]")
                .with("p0.s0", doubles(1, 1))
                .with("g0.s1", doubles(2, 0))
                .with("p0.s1", doubles(0.8, 1))
                .with("g0.s2", doubles(4.4, 0))
                .with("p0.s2", doubles(0.36, 1));
    }

    /// One step of a network that starts at zero: the loss of two classes is `log 2`, and only the last bias moves.
    private static Case mlp() {
        return new Case()
                .with("group", "'train'")
                .with("op", "'train.mlp_sgd'")
                .with("optimizer", "'SGD lr=0.1 momentum=0.9'")
                .with("steps", "1")
                .with("tol", "[1e-9,1e-11]")
                .with("in:x", matrix(1, 1, 2))
                .with("in:y", longs(1))
                .with("p:w1", matrix(1, 0, 0))
                .with("p:b1", doubles(0))
                .with("p:w2", matrix(2, 0, 0))
                .with("p:b2", doubles(0, 0))
                .with("loss", doubles(Math.log(2)))
                .with("grad0:w1", matrix(1, 0, 0))
                .with("grad0:b1", doubles(0))
                .with("grad0:w2", matrix(2, 0, 0))
                .with("grad0:b2", doubles(0.5, -0.5))
                .with("end:w1", matrix(1, 0, 0))
                .with("end:b1", doubles(0))
                .with("end:w2", matrix(2, 0, 0))
                .with("end:b2", doubles(-0.05, 0.05));
    }
}
