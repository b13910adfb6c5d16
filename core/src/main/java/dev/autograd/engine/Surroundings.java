package dev.autograd.engine;

import dev.autograd.value.Random;
import org.jspecify.annotations.Nullable;

/// What a thread has switched on at one moment, to run code as if it still were so, later and perhaps on another
/// thread.
///
/// @param switches the modes
/// @param random the thread's random generator
/// @param map the innermost map that the thread is inside, or null
/// @param transforms how many transforms the thread is inside
record Surroundings(Switches switches, Random random, Batched.@Nullable Scope map, int transforms) {
    static Surroundings of(ThreadState thread) {
        return new Surroundings(thread.switches(), thread.random(), thread.map(), thread.transforms());
    }

    /// Switches everything on, on the calling thread, until the result is closed. The thread's recorder is told of
    /// nothing.
    ///
    /// @param keeper what keeps the values that operators save
    Entered enter(Keeper keeper) {
        ThreadState thread = ThreadState.current();
        Entered entered = new Entered(thread, of(thread), thread.recorder(), Modes.again(switches), keeper);
        thread.setRecorder(null);
        use(thread);
        return entered;
    }

    private void use(ThreadState thread) {
        thread.setRandom(random);
        thread.setMap(map);
        thread.setTransforms(transforms);
    }

    /// The time inside; closing it puts back what the thread had switched on before.
    static final class Entered implements AutoCloseable {
        private final ThreadState thread;
        private final Surroundings before;
        private final @Nullable Recorder recorder;
        private final Modes modes;
        private final SavedTensorScope saving;

        private Entered(
                ThreadState thread, Surroundings before, @Nullable Recorder recorder, Modes modes, Keeper keeper) {
            this.thread = thread;
            this.before = before;
            this.recorder = recorder;
            this.modes = modes;
            this.saving = SavedTensorScope.open(keeper);
        }

        @Override
        public void close() {
            saving.close();
            modes.close();
            before.use(thread);
            thread.setRecorder(recorder);
        }
    }
}
