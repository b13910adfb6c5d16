package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.nn.Dropout;
import dev.autograd.nn.F;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is computed through a checkpoint is what is computed without it, bit for bit: every function below in every
/// way of differentiating it.
final class ActivationCheckpointTest {
    private static final Tensor W = uniform(1, 4, 4).requiresGrad_();
    private static final Tensor V = uniform(2, 4, 4).requiresGrad_();
    private static final Tensor X = uniform(3, 4);
    private static final Tensor ROWS = uniform(4, 3, 4);
    private static final Random[] OWN = {Random.seed(0)}; // set anew for each run
    private static final Dropout DROPOUT = new Dropout(0.5, Random.seed(8));

    private static Tensor uniform(long seed, long... sizes) {
        return Tensor.rand(Random.seed(seed), Shape.of(sizes), DType.FLOAT64).sub(0.3);
    }

    /// Functions of four numbers that return four.
    private static final Map<String, Function<Tensor, Tensor>> FUNCTIONS = new LinkedHashMap<>();

    static {
        FUNCTIONS.put("a layer", x -> x.matmul(W).tanh());
        FUNCTIONS.put("two layers", x -> x.matmul(W).tanh().matmul(V).sigmoid());
        FUNCTIONS.put("a parameter alone", x -> W.mul(W).sum(0).exp());
        FUNCTIONS.put("no parameter", x -> x.sin().mul(x.exp()));
        FUNCTIONS.put("an input used twice", x -> x.mul(x).mul(x));
        FUNCTIONS.put("the thread's random numbers", x -> F.dropout(x.mul(x), 0.5, Autograd.random()));
        FUNCTIONS.put("a layer's random numbers", x -> DROPOUT.forward(x.mul(x)));
        FUNCTIONS.put("random numbers twice", x -> DROPOUT.forward(F.dropout(x.exp(), 0.3, OWN[0])));
        FUNCTIONS.put(
                "random tensors", x -> x.mul(Tensor.randn(4).to(DType.FLOAT64)).sin());
        FUNCTIONS.put("a change in place", x -> x.mul(2).mul_(x).mul(x));
        FUNCTIONS.put("a part that is not recorded", x -> x.mul(Autograd.noGrad(() -> x.exp())));
        FUNCTIONS.put("views", x -> x.reshape(2, 2).mT().mul(x.reshape(2, 2)).reshape(4));
        FUNCTIONS.put("softmax", x -> x.matmul(V).softmax(-1));
        FUNCTIONS.put(
                "a checkpoint inside",
                x -> Autograd.checkpoint(y -> y.matmul(W).tanh().matmul(V), x.sin())
                        .exp());
        FUNCTIONS.put(
                "three checkpoints inside one another",
                x -> Autograd.checkpoint(
                        y -> Autograd.checkpoint(z -> F.dropout(z.mul(z).matmul(W), 0.5, OWN[0]), y.tanh())
                                .exp(),
                        x.sin()));
        FUNCTIONS.put(
                "checkpoints that share a parameter",
                x -> Autograd.checkpoint(y -> y.matmul(W).tanh(), x)
                        .add(Autograd.checkpoint(y -> y.matmul(W).sigmoid(), x)));
        FUNCTIONS.put(
                "a derivative inside",
                x -> Autograd.grad(y -> y.matmul(W).sin().sum()).apply(x).mul(x));
    }

    /// Ways to differentiate them.
    private static final Map<String, Function<Function<Tensor, Tensor>, List<Tensor>>> WAYS = new LinkedHashMap<>();

    static {
        WAYS.put("backward", f -> {
            Tensor x = leaf();
            f.apply(x).square().sum().backward();
            return gradients(x);
        });
        WAYS.put("backward twice", f -> {
            Tensor x = leaf();
            Tensor loss = f.apply(x).square().sum();
            loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
            loss.backward();
            return gradients(x);
        });
        WAYS.put("grad by a captured parameter", f -> {
            Tensor loss = f.apply(leaf()).add(W.sum()).square().sum();
            return List.of(Autograd.grad(loss, W));
        });
        WAYS.put("second order", f -> {
            Tensor x = leaf();
            Tensor loss = f.apply(x).add(x).square().sum();
            Tensor[] first = Autograd.grad(loss, GradOptions.DEFAULT.withCreateGraph(), x);
            first[0].square().sum().backward();
            return gradients(x);
        });
        WAYS.put("jvp", f -> {
            Jvp jvp = Autograd.jvp(f, X, Tensor.onesLike(X));
            return List.of(jvp.output(), jvp.tangent());
        });
        WAYS.put("linearize, used twice", f -> {
            Linearized linear = Autograd.linearize(f, X);
            return List.of(linear.pushforward().apply(X), linear.pushforward().apply(Tensor.onesLike(X)));
        });
        WAYS.put("vjp, used twice", f -> {
            Vjp vjp = Autograd.vjp(f, X);
            return List.of(vjp.pullback().apply(X), vjp.pullback().apply(Tensor.onesLike(X)));
        });
        WAYS.put("jacobian", f -> List.of(Autograd.jacobian(f, X)));
        WAYS.put(
                "hessian",
                f -> List.of(Autograd.hessian(x -> f.apply(x).square().sum(), X)));
        WAYS.put("hvp", f -> List.of(Autograd.hvp(x -> f.apply(x).square().sum(), X, X.exp())));
        WAYS.put(
                "gradients of examples",
                f -> List.of(
                        Autograd.vmap(Autograd.grad(x -> f.apply(x).square().sum()))
                                .apply(ROWS)));
        WAYS.put("backward after vmap", f -> {
            Tensor rows = ROWS.detach().requiresGrad_();
            Autograd.vmap(f, rows).square().sum().backward();
            return gradients(rows);
        });
        WAYS.put(
                "jvp over vmap",
                f -> List.of(Autograd.jvp(rows -> Autograd.vmap(f, rows), ROWS, ROWS.exp())
                        .tangent()));
    }

    private static Tensor leaf() {
        return X.detach().requiresGrad_();
    }

    private static List<Tensor> gradients(Tensor x) {
        List<Tensor> found = new ArrayList<>();
        for (Tensor leaf : List.of(x, W, V)) {
            Tensor gradient = leaf.grad();
            found.add(gradient == null ? Tensor.scalar(0f) : gradient.detach());
            leaf.setGrad(null);
        }
        return found;
    }

    static Stream<Arguments> all() {
        return FUNCTIONS.keySet().stream()
                .flatMap(function -> WAYS.keySet().stream()
                        .filter(way -> !function.equals("a change in place") || !ofMaps(way))
                        .map(way -> Arguments.of(function, way)));
    }

    /// Inside a map, what is differentiated may not be changed in place.
    private static boolean ofMaps(String way) {
        return way.contains("vmap") || way.contains("examples");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("all")
    void givesTheSameBits(String function, String way) {
        Function<Tensor, Tensor> plain = FUNCTIONS.get(function);
        List<String> expected = run(plain, WAYS.get(way));
        assertThat(run(x -> Autograd.checkpoint(plain, x), WAYS.get(way))).isEqualTo(expected);
        assertThat(run(x -> Autograd.checkpoint(y -> Autograd.checkpoint(plain, y), x), WAYS.get(way)))
                .isEqualTo(expected);
    }

    /// The results, and where random generators stand after.
    private static List<String> run(
            Function<Tensor, Tensor> function, Function<Function<Tensor, Tensor>, List<Tensor>> way) {
        Autograd.manualSeed(5);
        OWN[0] = Random.seed(7);
        Map<String, long[]> dropout = DROPOUT.randomStates();
        List<String> result = new ArrayList<>();
        for (Tensor tensor : way.apply(function)) {
            result.add(tensor.shape() + " " + Arrays.toString(tensor.toDoubleArray()));
        }
        result.add("generators " + Autograd.random().nextInt() + " "
                + OWN[0].state()[2] + " "
                + (DROPOUT.randomStates().get("mask")[2] - dropout.get("mask")[2]));
        DROPOUT.loadRandomStates(dropout);
        return result;
    }
}
