package dev.autograd.bench.report;

import java.time.LocalDate;
import java.time.ZoneId;

/// Where measurements were taken.
///
/// @param date when
/// @param processor its name
/// @param cores how many of them the system has
/// @param system the operating system and its version
/// @param java the virtual machine and its version
/// @param threads how many each side could use
/// @param pinning on which cores the sides ran
public record Machine(
        LocalDate date, String processor, int cores, String system, String java, int threads, String pinning) {
    /// This one.
    public static Machine ofThisProcess(int threads, String pinning) {
        return new Machine(
                LocalDate.now(ZoneId.systemDefault()),
                Processor.name(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                threads,
                pinning);
    }
}
