package dev.autograd.engine;

import dev.autograd.engine.profile.Profile;
import dev.autograd.event.Events;
import dev.autograd.value.Random;
import org.jspecify.annotations.Nullable;

/// What one thread has switched on: its modes, a recorder, and its clock. Threads never see each other's; one that a
/// structured task scope forks inside the lambda form of a mode starts with the modes of that moment.
public final class ThreadState {
    private static final ThreadLocal<ThreadState> CURRENT = ThreadLocal.withInitial(ThreadState::new);

    /// The state of the thread that asked first, which in most programs is the one that computes: found without a
    /// look into its [ThreadLocal]s.
    private static final ThreadState FIRST = CURRENT.get();

    private final Thread owner = Thread.currentThread();

    private Switches switches = Modes.inherited();
    // What operators ask at every call, kept in fields of their own.
    private boolean gradEnabled = switches.grad();
    private boolean watched;
    private boolean timed;
    private boolean followsModules;
    private @Nullable Profile profile;
    private @Nullable Modes mode; // the innermost that is open
    private @Nullable Recorder recorder;
    private @Nullable ModuleCall moduleCall; // the innermost that is followed
    private long clock;
    private Batched.@Nullable Scope map; // the innermost run of vmap that the thread is inside
    private int transforms; // how many runs of functions for transforms it is inside
    private @Nullable SavedTensorScope saving; // the innermost that is open
    private @Nullable Reading reading;
    private Random random = Random.seed(0);

    private ThreadState() {
        see();
    }

    /// The state of the calling thread. An operator looks it up once per call.
    public static ThreadState current() {
        return FIRST.owner == Thread.currentThread() ? FIRST : CURRENT.get();
    }

    /// Whether operators record themselves on the tape.
    public boolean gradEnabled() {
        return gradEnabled;
    }

    /// Whether tensors that are made are inference tensors.
    public boolean inference() {
        return switches.inference();
    }

    /// Whether someone wants to see every operator that runs: a recorder, anomaly detection, or inference mode,
    /// which marks what operators make. One field, so that an operator asks for all of them at once.
    public boolean watched() {
        return watched;
    }

    Switches switches() {
        return switches;
    }

    void setSwitches(Switches wanted) {
        switches = wanted;
        gradEnabled = wanted.grad();
        see();
    }

    /// Sums up what is asked for.
    private void see() {
        Recorder present = recorder;
        watched = present != null || switches.anomaly() || switches.inference();
        timed = profile != null || (present != null && present.isTimed());
        followsModules = profile != null || present != null || switches.anomaly();
    }

    @Nullable
    Modes mode() {
        return mode;
    }

    void setMode(@Nullable Modes mode) {
        this.mode = mode;
    }

    /// Who is told of every operator that runs, or null.
    public @Nullable Recorder recorder() {
        return recorder;
    }

    /// Sets who is told of every operator that runs.
    public void setRecorder(@Nullable Recorder recorder) {
        this.recorder = recorder;
        see();
    }

    /// Where the thread's time is noted, or null when nobody asks.
    public @Nullable Profile profile() {
        return profile;
    }

    /// Sets where the thread's time is noted.
    public void setProfile(@Nullable Profile profile) {
        this.profile = profile;
        see();
    }

    /// Whether someone wants to know how long each operator takes: asked before one runs, where
    /// [#watched()] is asked after. [Tape#runAll] runs such operators.
    public boolean timed() {
        return timed || Events.ofOperators();
    }

    /// Whether someone wants to know in which module operators run.
    public boolean followsModules() {
        return followsModules;
    }

    /// The innermost call of a module that the thread is inside of, as far as calls were followed; null
    /// outside.
    public @Nullable ModuleCall moduleCall() {
        return moduleCall;
    }

    /// Enters or leaves a call of a module.
    public void setModuleCall(@Nullable ModuleCall call) {
        moduleCall = call;
    }

    /// Whether the thread is inside `vmap`.
    public boolean isMapping() {
        return map != null;
    }

    /// The innermost map that the thread is inside, or null.
    Batched.@Nullable Scope map() {
        return map;
    }

    void setMap(Batched.@Nullable Scope map) {
        this.map = map;
    }

    /// Enters a transform, such as `vjp`.
    ///
    /// @return its level, from 1
    int enterTransform() {
        return ++transforms;
    }

    void leaveTransform() {
        transforms--;
    }

    int transforms() {
        return transforms;
    }

    void setTransforms(int transforms) {
        this.transforms = transforms;
    }

    /// What keeps the values that operators save, or null when they are kept as they are.
    @Nullable
    SavedTensorScope saving() {
        return saving;
    }

    void setSaving(@Nullable SavedTensorScope saving) {
        this.saving = saving;
    }

    /// The innermost pass over a tape that is going on, or null.
    @Nullable
    Reading reading() {
        return reading;
    }

    void setReading(@Nullable Reading reading) {
        this.reading = reading;
    }

    /// The thread's random generator.
    public Random random() {
        return random;
    }

    /// Replaces the thread's random generator.
    public void setRandom(Random random) {
        this.random = random;
    }

    /// A number above `floor` and above all that this thread has given out before. Consumers of a tensor thus
    /// always number higher than its producer, also across threads, with nothing shared between them.
    long tick(long floor) {
        return clock = Math.max(clock, floor) + 1;
    }
}
