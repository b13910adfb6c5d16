package dev.autograd.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.autograd.Environment;
import dev.autograd.bench.report.Processor;
import dev.autograd.cli.base.Text;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `info`.
@Command(name = "info", description = "Says what this machine has and what the library makes of it.")
final class InfoCommand implements Runnable {
    private static final long MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        Environment here = Environment.current();
        line(out, "version", new Version().getVersion()[0]);
        line(out, "java", System.getProperty("java.vm.name") + " " + Runtime.version());
        line(out, "java home", System.getProperty("java.home"));
        line(out, "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        line(out, "processor", Processor.name() + " (" + System.getProperty("os.arch") + ")");
        line(out, "cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        line(out, "vector module", here.vectorModule() ? "on, " + here.vectorBits() + " bits" : "off");
        line(out, "kernels", here.kernels());
        line(out, "because", here.reason());
        line(out, "threads", Text.count(here.threads(), "thread") + " for kernels");
        line(out, "devices", here.devices().stream().map(Object::toString).collect(Collectors.joining(", ")));
        line(out, "memory", memory());
        out.flush();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(Text.format("%-15s%s", name, value));
    }

    private static String memory() {
        long heap = Runtime.getRuntime().maxMemory() / MEBIBYTE;
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Text.format("%,d MiB for the heap, of %,d MiB", heap, system.getTotalMemorySize() / MEBIBYTE)
                : Text.format("%,d MiB for the heap", heap);
    }
}
