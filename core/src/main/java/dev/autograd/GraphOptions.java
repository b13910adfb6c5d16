package dev.autograd;

import dev.autograd.graph.ProfileTable;
import org.jspecify.annotations.Nullable;

/// What a [Graph] notes of each node beside its operator and its shapes; refined by the methods here. All of
/// it stands in [dev.autograd.graph.GraphNode#facts()], and pictures show it.
///
/// ```java
/// Graph.of(GraphOptions.DEFAULT.withValues().withSavedTensors(), loss).save(Path.of("graph.svg"));
/// ```
///
/// A graph from a tape knows what the tape still holds: values that are saved, lines of the program where
/// anomaly detection was on. A recording sees everything as it runs.
public final class GraphOptions {
    /// Names, shapes, bytes of results, gradient rules.
    public static final GraphOptions DEFAULT = new GraphOptions(false, false, false, null, false, false);

    /// All that can be noted.
    public static final GraphOptions ALL =
            DEFAULT.withValues().withSavedTensors().withTime().withCallSites().withViews();

    private final boolean values;
    private final boolean savedTensors;
    private final boolean time;
    private final @Nullable ProfileTable profile;
    private final boolean callSites;
    private final boolean views;

    private GraphOptions(
            boolean values,
            boolean savedTensors,
            boolean time,
            @Nullable ProfileTable profile,
            boolean callSites,
            boolean views) {
        this.values = values;
        this.savedTensors = savedTensors;
        this.time = time;
        this.profile = profile;
        this.callSites = callSites;
        this.views = views;
    }

    /// The same, with minimum, mean, maximum and norm of results and of gradients, and how many elements are
    /// NaN or infinite. Every tensor is read for that.
    public GraphOptions withValues() {
        return new GraphOptions(true, savedTensors, time, profile, callSites, views);
    }

    /// The same, with the tensors that each operator keeps for backward, and their bytes. Values that hooks
    /// or checkpoints keep in another form are not among them.
    public GraphOptions withSavedTensors() {
        return new GraphOptions(values, true, time, profile, callSites, views);
    }

    /// The same, with what each operator takes, forward and in the gradient rule, which pictures show as
    /// heat. A recording measures it; a tape does not know it.
    public GraphOptions withTime() {
        return new GraphOptions(values, savedTensors, true, profile, callSites, views);
    }

    /// The same, with what a run of each operator took on average in a profile: also for a graph from a tape.
    ///
    /// ```java
    /// try (Profiler profiler = Profiler.start()) {
    ///     for (int i = 0; i < 100; i++) {
    ///         step.run();
    ///     }
    ///     Graph.of(GraphOptions.DEFAULT.withTime(profiler.values()), loss).save(Path.of("heat.svg"));
    /// }
    /// ```
    public GraphOptions withTime(ProfileTable table) {
        return new GraphOptions(values, savedTensors, time, table, callSites, views);
    }

    /// The same, with the line of the program that ran each operator. To find it takes microseconds an
    /// operator.
    public GraphOptions withCallSites() {
        return new GraphOptions(values, savedTensors, time, profile, true, views);
    }

    /// The same, with the tensor whose memory each view shows; pictures draw a dotted edge.
    public GraphOptions withViews() {
        return new GraphOptions(values, savedTensors, time, profile, callSites, true);
    }

    boolean values() {
        return values;
    }

    boolean savedTensors() {
        return savedTensors;
    }

    /// Whether a recording measures.
    boolean time() {
        return time;
    }

    @Nullable
    ProfileTable profile() {
        return profile;
    }

    boolean callSites() {
        return callSites;
    }

    boolean views() {
        return views;
    }

    /// What is noted beyond the default.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("GraphOptions[");
        String[] names = {"values", "saved tensors", "time", "profile", "call sites", "views"};
        boolean[] set = {values, savedTensors, time, profile != null, callSites, views};
        for (int i = 0; i < set.length; i++) {
            if (set[i]) {
                text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ").append(names[i]);
            }
        }
        return text.append("]").toString();
    }
}
