package dev.autograd.cli.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `train csv`.
@Command(
        name = "csv",
        description =
                "Learns a column of a table from the others. Numbers are standardised, text counts as categories.")
@SuppressWarnings("UnusedVariable") // Fields without a check are read by Usage.given.
final class CsvCommand implements Callable<Integer> {
    /// What a label can be.
    enum Kind {
        CLASSIFY,
        REGRESS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Mixin
    private HiddenOption hidden = new HiddenOption();

    @Option(names = "--data", paramLabel = "FILE", description = "The table: CSV with a header, in UTF-8.")
    private @Nullable Path data;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column to predict.")
    private @Nullable String label;

    @Option(
            names = "--task",
            paramLabel = "KIND",
            description = {
                "Whether the label is classes or a quantity: one of ${COMPLETION-CANDIDATES}.",
                "Usually classify for text and for at most 20 different whole numbers."
            })
    private @Nullable Kind kind;

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            description = "The share of the rows to test on, between 0 and 1. Usually 0.2.")
    private @Nullable Double testShare;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns to leave out, separated by commas.")
    private @Nullable List<String> ignore;

    @Option(names = "--separator", paramLabel = "CHAR", description = "What stands between cells; \"tab\" for a tab.")
    private @Nullable String separator;

    @Override
    public Integer call() throws IOException {
        hidden.check();
        Usage usage = new Usage(command);
        if (!options.resumes()) {
            usage.require("--data FILE", "the table to learn from", data);
            usage.require("--label COLUMN", "the column to predict", label);
        }
        if (testShare != null && !(testShare > 0 && testShare < 1)) {
            throw usage.wrong("--test-share must be between 0 and 1, but is " + testShare);
        }
        return options.run(new CsvTask());
    }
}
