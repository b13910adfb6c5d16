package dev.autograd.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a worker says, told on standard input what to do: `prepare NAME` and `run N` are answered with `prepared`,
/// `took NANOSECONDS` or `error WHY`.
public final class Answers {
    private Answers() {}

    /// Answers until the input ends; or, when started with `--whole NAME`, runs that workload once and says `done`.
    ///
    /// @param args    the worker's
    /// @param versions says what the worker runs on
    /// @param programs makes what a run of the workload of a name does; throws `IllegalArgumentException`
    ///     where there is none
    /// @throws IOException when the input cannot be read
    public static void give(String[] args, Supplier<String> versions, Function<String, ? extends Runnable> programs)
            throws IOException {
        if (args.length == 2 && args[0].equals("--whole")) {
            programs.apply(args[1]).run();
            say("done");
            return;
        }
        say("ready " + versions.get());
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Runnable program = () -> {};
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.strip().split(" ", 2);
            String argument = words.length == 2 ? words[1] : "";
            try {
                if (words[0].equals("prepare")) {
                    program = programs.apply(argument);
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

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }

    @SuppressWarnings("SystemOut") // It is how a worker answers.
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
