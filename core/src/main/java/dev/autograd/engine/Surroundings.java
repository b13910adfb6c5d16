package dev.autograd.engine;

import dev.autograd.value.Random;
import org.jspecify.annotations.Nullable;

/// What a thread has switched on at one moment, to run code as if it still were so, later and perhaps on another thread.
///
/// @param random the thread's random generator
/// @param map the innermost map that the thread is inside, or null
record Surroundings(Random random, Batched.@Nullable Scope map) {
    static Surroundings of(ThreadState thread) {
        return new Surroundings(thread.random(), thread.map());
    }

    /// Switches everything on, on the calling thread, until the result is closed. Operators are recorded on the tape;
    /// the thread's recorder is told of none.
    ///
    /// @param keeper what keeps their values
    Entered enter(Keeper keeper) {
        Entered entered = new Entered(keeper);
        entered.thread.setRecorder(null);
        entered.thread.setRandom(random);
        entered.thread.setMap(map);
        return entered;
    }

    /// The time inside; closing it puts back what the thread had switched on before.
    static final class Entered implements AutoCloseable {
        private final ThreadState thread = ThreadState.current();
        private final @Nullable Recorder recorder = thread.recorder();
        private final Random randomBefore = thread.random();
        private final Batched.@Nullable Scope mapBefore = thread.map();
        private final Modes modes = Modes.open(Mode.ENABLE_GRAD);
        private final SavedTensorScope saving;

        private Entered(Keeper keeper) {
            saving = SavedTensorScope.open(keeper);
        }

        @Override
        public void close() {
            saving.close();
            modes.close();
            thread.setMap(mapBefore);
            thread.setRandom(randomBefore);
            thread.setRecorder(recorder);
        }
    }
}
