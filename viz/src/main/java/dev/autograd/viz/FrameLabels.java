package dev.autograd.viz;

import dev.autograd.viz.Drawing.Point;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Finds places for the labels of frames: in the uppermost strip of each, as far to the left as the lines that cross
/// the strip leave room.
final class FrameLabels {
    /// How high the strip is.
    static final double HEIGHT = Drawing.FRAME_TEXT * Drawing.LINE_HEIGHT + 5;

    private static final double FROM_SIDE = 7;
    private static final double FROM_LINE = 4;

    private final Frames frames;
    private final List<Rectangle2D> boxes;
    private final List<List<Span>> taken; // of each frame the parts of its strip that lines cross

    private record Span(double left, double right) {}

    /// For frames in these boxes.
    FrameLabels(Frames frames, List<Rectangle2D> boxes) {
        this.frames = frames;
        this.boxes = boxes;
        this.taken = IntStream.range(0, boxes.size())
                .<List<Span>>mapToObj(_ -> new ArrayList<>())
                .toList();
    }

    /// The width that a frame needs at least.
    static double width(String label) {
        return TextWidth.of(label, Drawing.FRAME_TEXT) + 2 * FROM_SIDE;
    }

    /// Keeps labels away from a line between two nodes, which are given by their positions.
    void avoid(int from, int to, Drawing.Edge line) {
        for (int frame : frames.between(from, to)) {
            double top = boxes.get(frame).getY();
            for (int i = 0; i + 3 < line.curve().size(); i += 3) {
                Point one = line.curve().get(i);
                Point other = line.curve().get(i + 3);
                if (Math.min(one.y(), other.y()) <= top + HEIGHT && Math.max(one.y(), other.y()) >= top) {
                    taken.get(frame)
                            .add(new Span(
                                    Math.min(one.x(), other.x()) - FROM_LINE,
                                    Math.max(one.x(), other.x()) + FROM_LINE));
                }
            }
        }
    }

    /// The frames whose strip has no room for their label.
    BitSet crowded() {
        var crowded = new BitSet();
        for (int frame = 0; frame < boxes.size(); frame++) {
            crowded.set(frame, left(frame) + textWidth(frame) > boxes.get(frame).getMaxX() - FROM_SIDE + 0.01);
        }
        return crowded;
    }

    /// All frames with their labels.
    List<Drawing.Frame> frames() {
        return IntStream.range(0, boxes.size()).mapToObj(this::frame).toList();
    }

    private Drawing.Frame frame(int number) {
        var frame = frames.all().get(number);
        var box = boxes.get(number);
        var baseline = new Point(
                left(number) + textWidth(number) / 2, box.getY() + HEIGHT / 2 + 0.36 * Drawing.FRAME_TEXT + 1);
        var label = new Drawing.Text(frame.label(), baseline);
        return new Drawing.Frame(box.getX(), box.getY(), box.getWidth(), box.getHeight(), label, frame.tooltip());
    }

    private double textWidth(int frame) {
        return TextWidth.of(frames.all().get(frame).label(), Drawing.FRAME_TEXT);
    }

    /// Where a label begins: at the left side, or behind the first lines between which it has no room.
    private double left(int frame) {
        double left = boxes.get(frame).getX() + FROM_SIDE;
        double width = textWidth(frame);
        taken.get(frame).sort(Comparator.comparingDouble(Span::left));
        for (Span span : taken.get(frame)) {
            if (span.left < left + width) {
                left = Math.max(left, span.right);
            }
        }
        return left;
    }
}
