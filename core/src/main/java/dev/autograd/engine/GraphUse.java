package dev.autograd.engine;

/// What a walk leaves of the graph that it goes through.
public enum GraphUse {
    /// What operators saved is freed on the way: the usual step of training.
    FREE,
    /// What operators saved is kept, so that another walk can go through.
    RETAIN,
    /// As `RETAIN`, and the walk itself is recorded, so that its gradients can be differentiated.
    CREATE;

    /// This use, or one that keeps the graph at least.
    public GraphUse retaining() {
        return this == FREE ? RETAIN : this;
    }

    boolean records() {
        return this == CREATE;
    }
}
