package dev.autograd.cli;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.base.ThisMachine;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `info`.
@Command(name = "info", description = "Says what this machine has and what the library makes of it.")
final class InfoCommand implements Runnable {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        ThisMachine.facts().forEach((name, value) -> out.println(Text.format("%-15s%s", name, value)));
        out.flush();
    }
}
