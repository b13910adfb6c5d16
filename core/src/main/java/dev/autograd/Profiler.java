package dev.autograd;

import dev.autograd.engine.ThreadState;
import dev.autograd.engine.profile.Profile;
import dev.autograd.graph.ProfileRow;
import dev.autograd.graph.ProfileTable;
import dev.autograd.graph.StackWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Says where the time of a stretch of code goes: by operator, forward, in backward and in steps of
/// optimisers, with the bytes that outputs took.
///
/// ```java
/// try (Profiler p = Profiler.start()) {
///     for (int step = 0; step < 100; step++) {
///         trainingStep();
///     }
///     System.out.println(p.table());
///     p.writeFlameGraph(Path.of("steps.folded"));
/// }
/// ```
///
/// It profiles what the thread that started it does from then on, until it is closed: operators, walks over
/// the tape (`backward`, `grad`, `vjp`) with each operator's gradient rule, forward-mode rules, and steps of
/// optimisers. What other threads do meanwhile is not seen; each of them may have a profiler of its own. Time
/// in which none of these runs (the program's own code, reading data, making tensors) is the row
/// [ProfileRow#BETWEEN], so that the times in the column `self` add up to the time since the start.
///
/// An operator may run others inside: a gradient rule, a function of the user's own, an operator on all
/// examples of a [map][Autograd#vmap]. Its total counts them, its own time (`self`) does not, and each has
/// its place in the flame graph inside it. A user's `forward` that fails, and an operator that does, counts
/// up to there.
///
/// Bytes are those of the arrays of outputs: a view has none, nor has what an operator only needs while it
/// runs.
///
/// While it runs, each operator takes some 0.1 microseconds longer, most of which counts as time between
/// operators. A program that profiles nothing pays nothing for it. The JIT compiler takes its time as always:
/// what runs for the first time is slow, so run some steps before the profiler is started.
///
/// The Flight Recorder sees operators too, over hours and on all threads: with the events `dev.autograd.Op`
/// and `dev.autograd.Backward`, which a recording must ask for by name, and `dev.autograd.Compile` and
/// `dev.autograd.KernelChoice`, which every recording has. A program on the module path must have the module
/// `jdk.jfr` among its modules (`--add-modules jdk.jfr`); on the class path it is always there.
public final class Profiler implements AutoCloseable {
    private final Profile profile;

    private Profiler(Profile profile) {
        this.profile = profile;
    }

    /// Starts to profile the calling thread.
    ///
    /// @throws IllegalStateException when a profiler runs on this thread already
    public static Profiler start() {
        ThreadState thread = ThreadState.current();
        if (thread.profile() != null) {
            throw new IllegalStateException("Profiler.start: a profiler runs on this thread already; close it first");
        }
        Profile profile = new Profile();
        thread.setProfile(profile);
        return new Profiler(profile);
    }

    /// Ends the profile. What was collected can still be read, now on any thread. A second call does nothing.
    ///
    /// An operator that is just running, because one of its hooks or its own code closes the profiler, counts
    /// up to now.
    ///
    /// @throws IllegalStateException when called on another thread than the one that started it
    @Override
    public void close() {
        if (profile.isEnded()) {
            return;
        }
        if (profile.thread() != Thread.currentThread()) {
            throw new IllegalStateException("Profiler.close: this profiler was started on the thread "
                    + profile.thread().getName() + " and can be closed only there");
        }
        profile.end();
        ThreadState.current().setProfile(null);
    }

    /// The table's rows, the longest own time first.
    ///
    /// @throws IllegalStateException when it is not closed yet and another thread asks
    public List<ProfileRow> rows() {
        return values().rows();
    }

    /// A table of all operators by their own time, in milliseconds, with a line for the whole.
    ///
    /// @throws IllegalStateException when it is not closed yet and another thread asks
    public String table() {
        return values().toString();
    }

    /// The table as a plain value.
    ///
    /// @throws IllegalStateException when it is not closed yet and another thread asks
    public ProfileTable values() {
        settle("table");
        return new ProfileTable(ProfileRows.of(profile.root()));
    }

    /// Writes what ran inside what, with its own time in nanoseconds, as folded stacks: a line such as
    /// `Net;encoder.0;linear 52300` for each place. Frames are called as in the table; calls of modules are
    /// frames of their own, under the name that the module has in the outermost one, which is called by its
    /// class.
    ///
    /// Such files are read by [speedscope](https://www.speedscope.app), by `flamegraph.pl` of
    /// [FlameGraph](https://github.com/brendangregg/FlameGraph) and by most other viewers of profiles. The
    /// file is written whole or not at all.
    ///
    /// @throws IllegalStateException when it is not closed yet and another thread asks
    /// @throws IOException when the file cannot be written; what was there before is still there then
    public void writeFlameGraph(Path file) throws IOException {
        settle("writeFlameGraph");
        StackWriter.save(ProfileStacks.of(profile.root()), file);
    }

    private void settle(String method) {
        if (!profile.isEnded() && profile.thread() != Thread.currentThread()) {
            throw new IllegalStateException("Profiler." + method + ": this profiler still runs on the thread "
                    + profile.thread().getName() + "; read it there, or close it first");
        }
        profile.settle();
    }

    /// Whether it runs, and since when how much was seen.
    @Override
    public String toString() {
        return "Profiler[" + (profile.isEnded() ? "closed" : "running") + " on "
                + profile.thread().getName() + "]";
    }
}
