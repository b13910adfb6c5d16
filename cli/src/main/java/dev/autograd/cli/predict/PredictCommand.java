package dev.autograd.cli.predict;

import dev.autograd.cli.base.Failure;
import dev.autograd.cli.base.Text;
import dev.autograd.cli.model.ModelFile;
import dev.autograd.csv.CsvColumn;
import dev.autograd.csv.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `predict`.
@Command(
        name = "predict",
        description = {
            "Says what a trained model makes of data, as CSV: a row for each example with the prediction",
            "and, for classes, the probability of each.",
            "A model of digits takes IDX pictures, or CSV with one picture a row and grey levels from 0 to 255."
        })
public final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            paramLabel = "MODEL",
            arity = "1",
            description = "A trained model: its file, or the folder of its training.")
    private Path model = Path.of("");

    @Option(names = "--data", paramLabel = "FILE", required = true, description = "What to predict from: CSV, or IDX.")
    private Path data = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "The CSV file to write; standard output without it.")
    private @Nullable Path out;

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            defaultValue = ",",
            description = "What stands between cells of the data; \"tab\" for a tab.")
    private String separator = ",";

    /// A command that picocli fills.
    public PredictCommand() {}

    @Override
    public Integer call() throws IOException {
        Path target = out;
        if (target != null && Files.exists(target) && Files.exists(data) && Files.isSameFile(target, data)) {
            throw new Failure("--out " + target + " is the data to predict from, which would be overwritten");
        }
        ModelFile.Model loaded = ModelFile.load(model);
        List<CsvColumn> columns = Predictions.of(loaded, Examples.read(loaded.card(), data, separator));
        PrintWriter console = command.commandLine().getOut();
        if (target == null) {
            CsvWriter.write(console, columns);
        } else {
            CsvWriter.write(target, columns);
            console.println(Text.count(columns.getFirst().rows(), "prediction") + " written to " + target);
        }
        console.flush();
        return 0;
    }
}
