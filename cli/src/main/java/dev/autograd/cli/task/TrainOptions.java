package dev.autograd.cli.task;

import dev.autograd.Profiler;
import dev.autograd.cli.base.ExitStatus;
import dev.autograd.cli.report.CommandWords;
import dev.autograd.cli.report.EventKeeper;
import dev.autograd.cli.report.PageKeeper;
import dev.autograd.cli.report.ProfileReport;
import dev.autograd.cli.report.ProgressStyle;
import dev.autograd.cli.report.RunReport;
import dev.autograd.cli.train.OptimizerKind;
import dev.autograd.cli.train.Progress;
import dev.autograd.cli.train.Session;
import dev.autograd.cli.train.StopSignal;
import dev.autograd.cli.train.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every training command takes. An option that is not given is the resumed training's, or else the task's.
@SuppressWarnings("UnusedVariable") // Fields without a check are read by Usage.given.
final class TrainOptions {
    private static final String IN_OUTPUT_FOLDER = "";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--epochs", paramLabel = "N", description = "How many times to go through the training examples.")
    private @Nullable Integer epochs;

    @Option(names = "--batch-size", paramLabel = "N", description = "How many examples to learn from at once.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "The learning rate. Usually 0.001, and 0.1 for sgd (toy4: 0.05).")
    private @Nullable Double lr;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable OptimizerKind optimizer;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What all random numbers follow from: the same seed gives the same numbers. Usually 0.")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to write to. Usually runs/NAME-TIME, or the resumed training's.")
    private @Nullable Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR|FILE",
            description = "Go on from the checkpoint of a training, given as a file or as the training's folder.")
    private @Nullable Path resume;

    @Option(
            names = "--profile",
            arity = "0..1",
            fallbackValue = IN_OUTPUT_FOLDER,
            paramLabel = "FILE",
            description = {
                "Say at the end which operators took the time, and write their stacks for a flame graph to FILE.",
                "Without FILE to profile.folded in the output folder."
            })
    private @Nullable Path profile;

    @Option(
            names = "--tensorboard",
            arity = "0..1",
            fallbackValue = IN_OUTPUT_FOLDER,
            paramLabel = "DIR",
            description = {
                "Write what is measured for TensorBoard: scalars, histograms, the graph and the settings, into DIR.",
                "Without DIR into the output folder: tensorboard --logdir runs then compares trainings."
            })
    private @Nullable Path tensorboard;

    @Option(
            names = "--no-report",
            description = {
                "Leave out report.html and the histograms in it.",
                "They cost about a second at the end, and a few hundredths of the time before it at most."
            })
    private boolean noReport;

    /// Checks what picocli does not: that numbers are in their ranges.
    private void check() {
        Usage usage = new Usage(command);
        usage.atLeast("--epochs", 1, epochs);
        usage.atLeast("--batch-size", 1, batchSize);
        usage.positive("--lr", lr);
        usage.writable("--profile", profile == null || isInOutputFolder(profile) ? null : profile);
        usage.folder("--tensorboard", tensorboard == null || isInOutputFolder(tensorboard) ? null : tensorboard);
    }

    private static boolean isInOutputFolder(Path file) {
        return file.toString().equals(IN_OUTPUT_FOLDER);
    }

    boolean resumes() {
        return resume != null;
    }

    /// Trains, and answers with the process's exit status.
    int run(Task task) throws IOException {
        check();
        try (StopSignal stop = StopSignal.listen()) {
            return run(task, stop);
        }
    }

    private int run(Task task, BooleanSupplier stop) throws IOException {
        PrintWriter console = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        Session session = Session.prepare(new Session.Request(task, Usage.given(command), out, resume));
        console.println(Announcement.of(session));
        console.flush();
        CommandWords words = words();
        PageKeeper page = noReport ? null : PageKeeper.of(session, words, err);
        List<Progress> listeners =
                new ArrayList<>(List.of(ProgressStyle.ofThisProcess().of(session, console)));
        if (page != null) {
            listeners.add(page);
        }
        Path events = tensorboard == null ? null : inOutputFolder(session, tensorboard, "");
        if (events != null) {
            listeners.add(EventKeeper.of(session, events, err));
        }
        Path stacks = profile;
        Profiler profiler = stacks == null ? null : Profiler.start();
        Session.Result result;
        try (profiler) {
            result = session.run(Progress.all(listeners), stop);
        }
        if (result.complete()) {
            RunReport.write(session, result, page, console, err);
        }
        if (profiler != null && stacks != null) {
            ProfileReport.write(profiler, inOutputFolder(session, stacks, "profile.folded"), console);
        }
        if (events != null) {
            console.println("events for TensorBoard written to " + events);
        }
        if (result.complete()) {
            return ExitStatus.DONE;
        }
        console.println("stopped; to go on: " + words.resume(session));
        console.flush();
        return ExitStatus.INTERRUPTED;
    }

    /// What was given, or where an option was given without a value, what stands for it in the output folder.
    private static Path inOutputFolder(Session session, Path given, String name) {
        return isInOutputFolder(given) ? session.folder().resolve(name) : given;
    }

    private CommandWords words() {
        CommandLine root = command.root().commandLine();
        String launcher = System.getProperty("autograd.launcher", command.root().qualifiedName());
        return new CommandWords(List.of(launcher), root.getParseResult().originalArgs());
    }
}
