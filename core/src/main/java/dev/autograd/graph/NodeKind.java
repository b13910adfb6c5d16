package dev.autograd.graph;

/// What a node of a graph stands for, and how every picture draws it.
public enum NodeKind {
    /// A tensor that training changes.
    PARAMETER(Outline.ELLIPSE, "#A5D6A7"),
    /// A tensor that was given: data, a constant, a buffer.
    LEAF(Outline.ELLIPSE, "#BDBDBD"),
    /// A tensor that an operator computed.
    OPERATION(Outline.BOX, "#90CAF9");

    /// The form of a node in a picture.
    public enum Outline {
        ELLIPSE,
        BOX
    }

    private final Outline outline;
    private final String fill;

    NodeKind(Outline outline, String fill) {
        this.outline = outline;
        this.fill = fill;
    }

    /// The form of such a node in a picture.
    public Outline outline() {
        return outline;
    }

    /// The colour inside the outline, written `#RRGGBB`.
    public String fill() {
        return fill;
    }
}
