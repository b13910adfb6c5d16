package dev.autograd.cli.base;

import com.sun.management.OperatingSystemMXBean;
import dev.autograd.Environment;
import dev.autograd.bench.report.Processor;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What this machine has and what the library makes of it.
public final class ThisMachine {
    private static final long MEBIBYTE = 1 << 20;

    private ThisMachine() {}

    /// The version of this program, as the build wrote it into the module and the jar.
    public static String version() {
        var descriptor = ThisMachine.class.getModule().getDescriptor();
        var version = descriptor == null
                ? Optional.ofNullable(ThisMachine.class.getPackage().getImplementationVersion())
                : descriptor.rawVersion();
        return version.orElse("(development)");
    }

    /// The facts by their names, in the order in which they are to be read.
    public static Map<String, String> facts() {
        Environment here = Environment.current();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", "autograd " + version() + ", Java " + Runtime.version());
        facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("java home", System.getProperty("java.home"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("processor", Processor.name() + " (" + System.getProperty("os.arch") + ")");
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("vector module", here.vectorModule() ? "on, " + here.vectorBits() + " bits" : "off");
        facts.put("kernels", here.kernels());
        facts.put("because", here.reason());
        facts.put("threads", Text.count(here.threads(), "thread") + " for kernels");
        facts.put("devices", here.devices().stream().map(Object::toString).collect(Collectors.joining(", ")));
        facts.put("memory", memory());
        return facts;
    }

    private static String memory() {
        long heap = Runtime.getRuntime().maxMemory() / MEBIBYTE;
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Text.format("%,d MiB for the heap, of %,d MiB", heap, system.getTotalMemorySize() / MEBIBYTE)
                : Text.format("%,d MiB for the heap", heap);
    }
}
