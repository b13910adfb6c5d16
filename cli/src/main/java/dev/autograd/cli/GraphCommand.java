package dev.autograd.cli;

import dev.autograd.cli.base.ExitStatus;
import dev.autograd.cli.base.Failure;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphSummary;
import dev.autograd.graph.fusion.Fusion;
import dev.autograd.graph.fusion.FusionPattern;
import dev.autograd.io.GraphFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graph`.
@Command(
        name = "graph",
        description = {
            "Opens a saved graph, which Graph.save wrote as .json: says what is in it, or draws it.",
            "A page (.html) shows up to 200,000 nodes, with modules to open and close; pictures hold up to 5,000.",
            "",
            "  autograd graph step.json",
            "  autograd graph step.json --out step.html --out step.svg --fold",
            ""
        })
final class GraphCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1", description = "A graph as JSON; docs/graph-format.md describes it.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = {
                "Where to draw it, in the format of the suffix: .html, .svg, .png, .dot, .mmd (Mermaid), .json.",
                "May be given several times."
            })
    private List<Path> out = List.of();

    @Option(names = "--fuse", description = "Merge operations that could run as one, and say how many.")
    private boolean fuse;

    @Option(names = "--fold", description = "Draw what repeats, such as equal layers, once.")
    private boolean fold;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Merge each module that lies deeper than N levels into one node.")
    private @Nullable Integer depth;

    @Option(names = "--open", description = "Show the page in a browser, or say where it is.")
    private boolean open;

    @Override
    public Integer call() throws IOException {
        PrintWriter print = command.commandLine().getOut();
        for (Path target : out) {
            if (Files.exists(target) && Files.exists(file) && Files.isSameFile(target, file)) {
                throw new Failure("--out " + target + " is the graph itself, which would be overwritten");
            }
        }
        if (depth != null && depth < 0) {
            throw new ParameterException(command.commandLine(), "--depth must not be negative, but is " + depth + ".");
        }
        GraphModel model = changed(GraphFile.read(file), print);
        if (out.isEmpty() && !open) {
            print.println(GraphSummary.of(model));
        }
        for (Path target : out) {
            model.save(target);
            print.println(target + " written");
        }
        if (open) {
            show(model, print);
        }
        print.flush();
        return ExitStatus.DONE;
    }

    private GraphModel changed(GraphModel read, PrintWriter print) {
        GraphModel model = read;
        if (fuse) {
            Fusion fusion = Fusion.of(model, FusionPattern.all());
            print.println(fusion.report());
            model = fusion.graph();
        }
        if (fold) {
            model = model.foldedRepeats();
        }
        return depth == null ? model : model.collapsed(depth);
    }

    private void show(GraphModel model, PrintWriter print) throws IOException {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        Path page = out.stream()
                .filter(target -> target.toString().toLowerCase(Locale.ROOT).endsWith(".html"))
                .findFirst()
                .orElse(null);
        if (page == null) {
            page = Files.createTempDirectory("autograd-graph").resolve(name.replaceFirst("\\.[^.]*$", "") + ".html");
            model.save(page);
        }
        var browser = Browser.of(System.getProperty("os.name"), System.getenv());
        var obstacle = browser.open(page.toUri());
        print.println(
                obstacle.isEmpty()
                        ? "opened " + page
                        : "the page is " + page + "; nothing could open it here: " + obstacle.get());
    }
}
