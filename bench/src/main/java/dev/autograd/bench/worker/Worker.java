package dev.autograd.bench.worker;

import dev.autograd.Environment;
import dev.autograd.bench.workload.Workload;
import dev.autograd.bench.workload.Workloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Runs workloads with this library, told on standard input what to do, as `bench/torch/worker.py` does with
/// PyTorch: `prepare NAME` and `run N` are answered with `prepared`, `took NANOSECONDS` or `error WHY`.
public final class Worker {
    private Worker() {}

    /// Answers until its input ends; or, when started with `--whole NAME`, runs that workload once and says
    /// `done`.
    ///
    /// @throws IOException when its input cannot be read
    public static void main(String[] args) throws IOException {
        if (args.length == 2 && args[0].equals("--whole")) {
            workload(args[1]).program().get().run();
            say("done");
            return;
        }
        Environment here = Environment.current();
        say("ready autograd on " + here.kernels() + " kernels, " + System.getProperty("java.vm.name") + " "
                + Runtime.version());
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Runnable program = () -> {};
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.strip().split(" ", 2);
            String argument = words.length == 2 ? words[1] : "";
            try {
                if (words[0].equals("prepare")) {
                    program = workload(argument).program().get();
                    say("prepared");
                } else {
                    say("took " + time(program, Long.parseLong(argument)));
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                say("error " + oneLine(e.toString()));
            }
        }
    }

    private static long time(Runnable program, long runs) {
        long start = System.nanoTime();
        for (long i = 0; i < runs; i++) {
            program.run();
        }
        return System.nanoTime() - start;
    }

    private static Workload workload(String name) {
        return Workloads.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no workload \"" + name + "\""));
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }

    @SuppressWarnings("SystemOut") // It is how a worker answers.
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
