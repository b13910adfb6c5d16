package dev.autograd.engine.profile;

/// What a place in a profile is.
public enum Kind {
    /// The whole stretch of code that is profiled.
    ROOT("%s"),
    /// A run of an operator.
    OPERATOR("%s"),
    /// A run of an operator for all examples of a map; the operators that its batching rule runs are inside.
    MAPPED("vmap(%s)"),
    /// A reverse walk over a tape.
    WALK("%s"),
    /// A run of an operator's gradient rule.
    RULE("backward(%s)"),
    /// A run of an operator's forward-mode rule.
    TANGENT("jvp(%s)"),
    /// A step of an optimiser.
    STEP("%s"),
    /// A call of a module.
    MODULE("%s");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /// What a table calls the place of a name.
    public String label(String name) {
        return label.formatted(name);
    }
}
