package dev.autograd.cli.bench;

import dev.autograd.bench.Bench;
import dev.autograd.bench.BenchOptions;
import dev.autograd.bench.Peer;
import dev.autograd.bench.measure.BenchException;
import dev.autograd.bench.measure.Protocol;
import dev.autograd.bench.report.CurveLines;
import dev.autograd.bench.report.Lines;
import dev.autograd.bench.report.Report;
import dev.autograd.cli.base.ExitStatus;
import dev.autograd.cli.base.Failure;
import dev.autograd.cli.base.StatusLine;
import dev.autograd.cli.base.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench`.
@Command(
        name = "bench",
        description = {
            "Times workloads, in turns with PyTorch where there is one, each side in a process of its own, pinned to as "
                    + "many cores as it may use threads. A ratio is the peer's time divided by autograd's, turn by turn. "
                    + "--list says what the workloads are. Leave the machine alone meanwhile."
        })
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            paramLabel = "WORKLOAD",
            arity = "0..*",
            completionCandidates = Names.class,
            description = "Which; all when none is named.")
    private List<String> workloads = new ArrayList<>();

    @Option(names = "--list", description = "Say what the workloads are, and run nothing.")
    private boolean list;

    @Option(
            names = "--vs",
            split = ",",
            paramLabel = "PEER",
            description = "Whom to compare with: ${COMPLETION-CANDIDATES}, or none. Several are separated by commas."
                    + " Without this, torch where a Python has it.",
            completionCandidates = Peers.class)
    private List<String> peers = new ArrayList<>();

    @Option(names = "--python", paramLabel = "FILE", description = "A Python that has PyTorch; else python3 or python.")
    private @Nullable String python;

    @Option(
            names = "--djl",
            paramLabel = "DIR",
            description = "The folder with the worker of DJL; else bench/djl/target/worker, where the build puts it.")
    private @Nullable Path djl;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many threads each side may use (${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "15",
            description = "How often each side is measured (${DEFAULT-VALUE}; whole processes at most 5 times).")
    private int turns;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How long each side runs before that (${DEFAULT-VALUE}): the JIT compiler needs some seconds.")
    private double warmUp;

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long \"curve\" follows each process from its start on (${DEFAULT-VALUE}).")
    private double watch;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what was measured here.")
    private @Nullable Path json;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Write a page in Markdown here, as docs/benchmarks.md is.")
    private @Nullable Path page;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            defaultValue = "runs/bench.svg",
            description = "Where the picture of the ratios goes (${DEFAULT-VALUE}).")
    private Path svg = Path.of("runs", "bench.svg");

    @Option(
            names = "--curve-svg",
            paramLabel = "FILE",
            defaultValue = "runs/curve.svg",
            description = "Where the picture of \"curve\" goes (${DEFAULT-VALUE}).")
    private Path curveSvg = Path.of("runs", "curve.svg");

    /// What may be named.
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Bench.workloads().keySet().iterator();
        }
    }

    /// Who may be named.
    static final class Peers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Peer.names().iterator();
        }
    }

    /// A command that picocli fills.
    public BenchCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        if (list) {
            Bench.workloads().forEach((name, what) -> out.println(Text.format("%-16s %s", name, what)));
            out.flush();
            return ExitStatus.DONE;
        }
        check(json);
        check(page);
        Report report = run(options(), out);
        report.courses().map(CurveLines::of).ifPresent(out::println);
        new ReportFiles(json, page, svg, curveSvg).write(report, out);
        return report.complete() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private Report run(BenchOptions options, PrintWriter out) throws IOException {
        var status = new StatusLine(command.commandLine().getErr());
        AtomicBoolean first = new AtomicBoolean(true);
        try {
            return new Bench(options, status::show).run(result -> {
                status.clear();
                if (first.getAndSet(false)) {
                    out.println(Lines.titles());
                }
                out.println(Lines.of(result));
                out.flush();
            });
        } catch (BenchException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } finally {
            status.clear();
        }
    }

    private BenchOptions options() throws IOException {
        if (turns < 1) {
            throw wrong("--turns must be at least 1, but is " + turns);
        }
        Protocol protocol = Protocol.DEFAULT
                .withTurns(turns)
                .withWarmUp(seconds("--warm-up", warmUp))
                .withWatch(seconds("--watch", watch));
        try {
            return new BenchOptions(
                    workloads,
                    List.copyOf(peers()),
                    threads,
                    Optional.ofNullable(python),
                    djl(),
                    jvmOptions(),
                    protocol);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Duration seconds(String option, double seconds) {
        if (!(seconds >= 0 && seconds <= 3600)) {
            throw wrong(option + " must be from 0 to 3600 seconds, but is " + seconds);
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private Set<Peer> peers() {
        Set<Peer> chosen = new LinkedHashSet<>();
        for (String name : peers) {
            if (!name.equals("none")) {
                chosen.add(Peer.named(name)
                        .orElseThrow(() -> wrong(
                                "--vs " + name + ": there are " + String.join(", ", Peer.names()) + " and none")));
            }
        }
        if (peers.isEmpty()) {
            if (python != null || Bench.findPython().isPresent()) {
                chosen.add(Peer.TORCH);
            } else {
                command.commandLine()
                        .getErr()
                        .println("autograd: neither python3 nor python can import torch, so nothing is compared"
                                + " (--python takes the path of one that can)");
            }
        }
        return chosen;
    }

    /// The build's folder lies beside the launcher, wherever that is called from.
    private Path djl() throws IOException {
        if (djl != null) {
            return djl;
        }
        Path launcher = Path.of(System.getProperty("autograd.launcher", ""));
        Path root = Files.isRegularFile(launcher) ? launcher.toRealPath().resolveSibling("") : Path.of("");
        return root.resolve(Path.of("bench", "djl", "target", "worker"));
    }

    /// Those that the launcher was given for this process hold for the workers too.
    private static List<String> jvmOptions() {
        String given = System.getenv("AUTOGRAD_JAVA_OPTS");
        return given == null || given.isBlank()
                ? List.of()
                : List.of(given.strip().split(" +"));
    }

    /// What a long run should not end with.
    private void check(@Nullable Path file) {
        if (file != null) {
            Path parent = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file) || parent == null || !Files.isDirectory(parent)) {
                throw wrong(file + " must be a file in a folder that exists");
            }
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
