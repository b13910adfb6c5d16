package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.engine.ThreadState;
import dev.autograd.engine.profile.Frame;
import dev.autograd.graph.ProfileRow;
import dev.autograd.graph.ProfileRow.Pass;
import dev.autograd.graph.ProfileTable;
import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import dev.autograd.optim.SGD;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What profilers see: which operators, how often, inside what, and the bytes of their outputs.
final class ProfilerTest {
    @TempDir
    private Path folder;

    /// Four floats, 16 bytes.
    private static Tensor x() {
        return Tensor.of(1f, 2f, 3f, 4f).requiresGrad_();
    }

    /// `x exp(x)`, which does what its name says.
    private record Custom(String name) implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in);
            Tensor grown = in[0].exp();
            if (name.equals("fails")) {
                throw new IllegalArgumentException("fails: as asked");
            }
            return in[0].mul(grown);
        }

        @Override
        public Tensor[] backward(Context ctx, Tensor grad) {
            Tensor x = ctx.saved(0);
            if (name.equals("fails backward")) {
                throw new IllegalArgumentException("fails backward: as asked");
            }
            return new Tensor[] {grad.mul(x.exp().mul(x.add(1)))};
        }
    }

    private static final Net NET = new Net();

    private static final class Failing extends Layer {
        @Override
        protected Tensor compute(Tensor x) {
            throw new IllegalStateException("as asked, after " + x.exp().shape());
        }
    }

    private static final class Net extends Layer {
        private final Sequential encoder = module("encoder", new Sequential(new Linear(4, 2), new ReLU()));
        private final Layer head = module("head", new Linear(2, 1));

        @Override
        protected Tensor compute(Tensor x) {
            return head.forward(encoder.forward(x));
        }
    }

    private static void attempt(Runnable body) {
        assertThatThrownBy(body::run).hasMessageMatching("(?s).*(as asked|divided by zero).*");
    }

    private static void step(Tensor x) {
        x.sum().backward();
        new SGD(List.of(x), 0.1).step();
    }

    private static void twice() {
        Tensor x = x();
        x.square().sum().backward(BackwardOptions.DEFAULT.withCreateGraph());
        Objects.requireNonNull(x.grad()).sum().backward();
    }

    private static void stepInBackward() {
        Tensor x = x();
        try (RemovableHandle _ = new SGD(List.of(x), 0.1).stepInBackward()) {
            x.sum().backward();
        }
    }

    static Stream<Arguments> programs() {
        String[] backwardOfSum = {"  backward(sum) 1 0", "    reshape 1 0", "    expand 1 0"};
        return Stream.of(
                program("nothing", () -> {}),
                program("operators one after another", () -> x().mul(x()).sum(), "mul 1 16", "sum 1 4"),
                program("one operator twice", () -> x().exp().exp(), "exp 2 32"),
                program("noGrad", () -> Autograd.noGrad(() -> x().exp().exp()), "exp 2 32"),
                program("inferenceMode", () -> Autograd.inferenceMode(() -> x().exp()), "exp 1 16"),
                program(
                        "views have no bytes",
                        () -> x().reshape(2, 2).transpose(0, 1).contiguous(),
                        "reshape 1 0",
                        "transpose 1 0",
                        "contiguous 1 16"),
                program("two outputs", () -> Tensor.of(3f, 1f).sort(0), "sort 1 24"),
                program("in place", () -> Tensor.ones(4).add_(x().detach()), "add_ 1 0", "  add 1 16"),
                program("a copy in place", () -> Tensor.ones(4).copy_(x().detach()), "copy_ 1 0"),
                program(
                        "backward",
                        () -> x().exp().sum().backward(),
                        concat(
                                "exp 1 16",
                                "sum 1 4",
                                "backward 1 0",
                                backwardOfSum,
                                "  backward(exp) 1 0",
                                "    expBackward 1 16")),
                program(
                        "createGraph",
                        ProfilerTest::twice,
                        concat(
                                "square 1 16",
                                "sum 2 8",
                                "backward 2 0",
                                "  backward(sum) 2 0",
                                "    reshape 2 0",
                                "    expand 2 0",
                                "  backward(square) 1 0",
                                "    squareBackward 1 16",
                                "  backward(squareBackward) 1 0",
                                "    squareBackwardBackward 1 16",
                                "  add_ 1 0",
                                "    add 1 16")),
                program(
                        "vmap",
                        () -> Autograd.vmap(x -> x.mul(2.0).sum(), Tensor.ones(3, 4)),
                        "vmap(mul) 1 0",
                        "  mul 1 48",
                        "vmap(sum) 1 0",
                        "  sum 1 12"),
                program(
                        "forward mode",
                        () -> Autograd.jvp(x -> x.mul(x), Tensor.ones(2), Tensor.ones(2)),
                        "mul 1 8",
                        "jvp(mul) 1 0",
                        "  mulBackward 2 16",
                        "  add 1 8"),
                program(
                        "checkpoint",
                        () -> Autograd.checkpoint(x -> x.exp().sin(), x()).sum().backward(),
                        concat(
                                "exp 1 16",
                                "sin 1 16",
                                "sum 1 4",
                                "backward 1 0",
                                backwardOfSum,
                                "  backward(sin) 1 0",
                                "    exp 1 16",
                                "    sin 1 16",
                                "    sinBackward 1 16",
                                "  backward(exp) 1 0",
                                "    expBackward 1 16")),
                program(
                        "a function of the user's own",
                        () -> new Custom("grow").apply(x()).sum().backward(),
                        concat(
                                "grow 1 0",
                                "  exp 1 16",
                                "  mul 1 16",
                                "sum 1 4",
                                "backward 1 0",
                                backwardOfSum,
                                "  backward(grow) 1 0",
                                "    exp 1 16",
                                "    add 1 16",
                                "    mul 2 32",
                                "  clone 1 16")),
                program(
                        "an exception inside an operator",
                        () -> {
                            attempt(() -> new Custom("fails").apply(x()));
                            x().neg();
                        },
                        "fails 1 0",
                        "  exp 1 16",
                        "neg 1 16"),
                program(
                        "an operator that refuses its operands",
                        () -> {
                            attempt(() -> Tensor.of(1L).floorDivide(Tensor.of(0L)));
                            x().neg();
                        },
                        "floorDivide 1 0",
                        "neg 1 16"),
                program(
                        "an exception inside a gradient rule",
                        () -> {
                            attempt(() -> new Custom("fails backward")
                                    .apply(x())
                                    .sum()
                                    .backward());
                            x().neg();
                        },
                        concat(
                                "fails backward 1 0",
                                "  exp 1 16",
                                "  mul 1 16",
                                "sum 1 4",
                                "backward 1 0",
                                backwardOfSum,
                                "  backward(fails backward) 1 0",
                                "neg 1 16")),
                program(
                        "a step",
                        () -> step(x()),
                        concat("sum 1 4", "backward 1 0", backwardOfSum, "  clone 1 16", "SGD.step 1 0")),
                program(
                        "a step in backward",
                        ProfilerTest::stepInBackward,
                        concat("sum 1 4", "backward 1 0", backwardOfSum, "  clone 1 16", "  SGD.step 1 0")),
                program(
                        "modules",
                        () -> NET.forward(Tensor.ones(3, 4)),
                        "Net 1 0",
                        "  encoder 1 0",
                        "    encoder.0 1 0",
                        "      linear 1 24",
                        "    encoder.1 1 0",
                        "      relu 1 24",
                        "  head 1 0",
                        "    linear 1 12"),
                program(
                        "a module that fails",
                        () -> {
                            attempt(() -> new Failing().forward(x()));
                            x().neg();
                        },
                        "Failing 1 0",
                        "  exp 1 16",
                        "neg 1 16"));
    }

    private static String[] concat(Object... lines) {
        return Stream.of(lines)
                .flatMap(line -> line instanceof String[] several ? Stream.of(several) : Stream.of((String) line))
                .toArray(String[]::new);
    }

    private static Arguments program(String name, Runnable body, String... frames) {
        return arguments(name, body, List.of(frames));
    }

    /// Every frame with its calls and bytes, two spaces in for each frame around it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void seesWhatRan(String name, Runnable program, List<String> frames) {
        List<String> seen = new ArrayList<>();
        try (Profiler _ = Profiler.start()) {
            program.run();
            Frame root = Objects.requireNonNull(ThreadState.current().profile()).root();
            root.children().forEach(frame -> describe("", frame, seen));
        }
        assertThat(seen).containsExactlyElementsOf(frames);
    }

    private static void describe(String indent, Frame frame, List<String> lines) {
        lines.add(indent + frame.label() + " " + frame.calls() + " " + frame.selfBytes());
        frame.children().forEach(child -> describe(indent + "  ", child, lines));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                // name, pass, calls, its own bytes, bytes with those inside
                arguments("exp", Pass.FORWARD, 1, 16, 16),
                arguments("exp", Pass.BACKWARD, 1, 16, 16),
                arguments("grow", Pass.FORWARD, 1, 0, 32),
                arguments("backward(grow)", Pass.BACKWARD, 1, 0, 64),
                arguments("mul", Pass.BACKWARD, 2, 32, 32),
                arguments("backward", Pass.BACKWARD, 1, 0, 80),
                arguments("SGD.step", Pass.STEP, 1, 0, 0),
                arguments(ProfileRow.BETWEEN, Pass.BETWEEN, 0, 0, 0));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rows")
    void addsUpByNameAndPass(String name, Pass pass, long calls, long selfBytes, long bytes) {
        Profiler profiler = profile(() -> {
            Tensor x = x();
            new Custom("grow").apply(x).sum().backward();
            new SGD(List.of(x), 0.1).step();
        });
        assertThat(profiler.rows())
                .filteredOn(row -> row.name().equals(name) && row.pass() == pass)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.calls()).isEqualTo(calls);
                    assertThat(row.selfBytes()).isEqualTo(selfBytes);
                    assertThat(row.bytes()).isEqualTo(bytes);
                    assertThat(row.nanos()).isGreaterThanOrEqualTo(row.selfNanos());
                });
    }

    private static Profiler profile(Runnable body) {
        try (Profiler profiler = Profiler.start()) {
            body.run();
            return profiler;
        }
    }

    @Test
    void timesAddUpToTheWhole() {
        long before = System.nanoTime();
        Profiler profiler = profile(() -> {
            Tensor x = x();
            Autograd.vmap(Autograd.grad(v -> v.exp().sum()), x.reshape(2, 2).detach());
            new Custom("grow").apply(x).sum().backward();
        });
        long whole = System.nanoTime() - before;
        ProfileTable table = profiler.values();
        long outermost = table.rows().stream()
                .filter(row ->
                        List.of("backward", "vjp", "grow", ProfileRow.BETWEEN).contains(row.name()))
                .mapToLong(ProfileRow::nanos)
                .sum();
        assertThat(table.nanos()).isPositive().isLessThanOrEqualTo(whole).isGreaterThanOrEqualTo(outermost);
        assertThat(table.rows().stream().mapToDouble(table::share).sum()).isCloseTo(1, within(1e-9));
        assertThat(table.rows())
                .isSortedAccordingTo(
                        Comparator.comparingLong(ProfileRow::selfNanos).reversed());
        assertThat(profiler.rows()).as("after the end nothing changes").isEqualTo(table.rows());
    }

    /// A walk inside a walk is in the outer one's time already.
    @Test
    void whatRunsInsideItselfCountsOnce() {
        Profiler profiler = profile(() -> {
            Tensor y = x().exp();
            y.registerHook(_ -> {
                Autograd.enableGrad(() -> x().exp().sum().backward());
                return null;
            });
            y.sum().backward();
        });
        ProfileTable table = profiler.values();
        ProfileRow walk = table.rows().stream()
                .filter(row -> row.name().equals("backward"))
                .findFirst()
                .orElseThrow();
        assertThat(walk.calls()).isEqualTo(2);
        assertThat(walk.nanos()).isLessThanOrEqualTo(table.nanos());
    }

    @Test
    void theTableIsAligned() {
        String[] lines = profile(() -> x().exp().sum().backward()).table().split("\n", -1);
        assertThat(lines[0]).startsWith("operator").endsWith("self bytes");
        assertThat(lines[lines.length - 1])
                .startsWith("total")
                .contains("100.0 %")
                .endsWith("36");
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("backward\\(exp\\) +backward +1 .*16 .* % +0"));
        assertThat(lines)
                .filteredOn(line -> !line.startsWith(ProfileRow.BETWEEN))
                .allSatisfy(line -> assertThat(line).hasSameSizeAs(lines[0]));
    }

    @Test
    void anEmptyProfileHasTimeBetweenOperatorsOnly() {
        assertThat(profile(() -> {}).rows()).extracting(ProfileRow::name).containsExactly(ProfileRow.BETWEEN);
    }

    @Test
    void aRunningProfilerShowsWhatItHasSeen() {
        try (Profiler profiler = Profiler.start()) {
            x().exp();
            assertThat(profiler.table()).contains("exp");
            x().sin();
            assertThat(profiler.table()).contains("exp", "sin");
            assertThat(profiler)
                    .hasToString("Profiler[running on " + Thread.currentThread().getName() + "]");
        }
    }

    @Test
    void aThreadHasOneAtATime() {
        try (Profiler _ = Profiler.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(Profiler::start)
                    .withMessage("Profiler.start: a profiler runs on this thread already; close it first");
        }
        profile(() -> {}).close(); // closed already
        Profiler first = Profiler.start();
        first.close();
        try (Profiler second = Profiler.start()) {
            first.close();
            x().exp();
            assertThat(second.rows()).extracting(ProfileRow::name).contains("exp");
        }
    }

    @Test
    void closesAndIsReadOnItsOwnThread() throws Exception {
        Profiler profiler = Profiler.start();
        try (profiler) {
            assertThat(elsewhere(profiler::close))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Profiler.close: this profiler was started on the thread ");
            assertThat(elsewhere(profiler::table))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Profiler.table: this profiler still runs on the thread ");
            assertThat(elsewhere(() -> x().exp())).isNull();
        }
        assertThat(elsewhere(() -> assertThat(profiler.table()).doesNotContain("exp")))
                .isNull();
    }

    /// What `body` throws on another thread.
    private static @Nullable Throwable elsewhere(Runnable body) throws Exception {
        var task = new FutureTask<>(() -> Assertions.catchThrowable(body::run));
        Thread.ofVirtual().start(task);
        return task.get();
    }

    @Test
    void mayStartAndEndInsideAnOperator() {
        List<Profiler> inside = new ArrayList<>();
        Tensor y = x().exp();
        y.registerHook(_ -> {
            inside.add(Profiler.start());
            return null;
        });
        y.sum().backward();
        try (Profiler running = inside.getFirst()) {
            assertThat(running.rows()).extracting(ProfileRow::name).contains("expBackward");
        }
        Profiler profiler = Profiler.start();
        Tensor z = x().exp();
        z.registerHook(_ -> {
            profiler.close();
            return null;
        });
        z.sum().backward();
        assertThat(profiler.rows())
                .extracting(ProfileRow::name)
                .contains("backward")
                .doesNotContain("backward(exp)");
        assertThat(ThreadState.current().profile()).isNull();
    }

    @Test
    void writesFoldedStacks() throws Exception {
        Path file = folder.resolve("steps.folded");
        profile(() -> {
                    NET.forward(Tensor.ones(3, 4)).sum().backward();
                    new Custom("a;b\nc").apply(x());
                })
                .writeFlameGraph(file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).allMatch(line -> line.matches("[^;]+(;[^;]+)* [1-9][0-9]*"));
        assertThat(lines)
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .contains(
                        ProfileRow.BETWEEN,
                        "Net;encoder;encoder.0;linear",
                        "backward;backward(linear)",
                        "backward;backward(sum);expand",
                        "a,b c;exp");
    }

    @Test
    void aFlameGraphThatCannotBeWrittenIsRefused() {
        Path file = folder.resolve("missing").resolve("steps.folded");
        assertThatThrownBy(() -> profile(() -> {}).writeFlameGraph(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("does not exist");
    }
}
