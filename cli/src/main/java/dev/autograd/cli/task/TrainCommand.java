package dev.autograd.cli.task;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `train`, which alone does nothing: its subcommands say what is learned.
@Command(
        name = "train",
        description = "Trains a model, draws its graph, and saves both.",
        subcommands = {DigitsCommand.class, MnistCommand.class, CsvCommand.class, Toy4Command.class})
public final class TrainCommand implements Runnable {
    @Spec
    private CommandSpec command = CommandSpec.create();

    /// A command that picocli fills.
    public TrainCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "train what? One of digits, mnist, csv, toy4, such as `autograd train digits`");
    }
}
