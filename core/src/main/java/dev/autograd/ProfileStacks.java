package dev.autograd;

import dev.autograd.engine.profile.Frame;
import dev.autograd.graph.ProfileRow;
import java.util.ArrayList;
import java.util.List;

/// The frames of a profile as folded stacks.
final class ProfileStacks {
    private ProfileStacks() {}

    /// A line for each frame that took time itself.
    static List<String> of(Frame root) {
        List<String> lines = new ArrayList<>();
        add(ProfileRow.BETWEEN, root, lines);
        return lines;
    }

    private static void add(String stack, Frame frame, List<String> lines) {
        if (frame.selfNanos() > 0) {
            lines.add(stack + " " + frame.selfNanos());
        }
        for (Frame child : frame.children()) {
            String name = name(child);
            add(frame.parent() == null ? name : stack + ";" + name, child, lines);
        }
    }

    /// A user's function may be called anything; semicolons and ends of lines separate.
    private static String name(Frame frame) {
        return frame.label().replace(';', ',').replaceAll("\\R|\\p{Cntrl}", " ");
    }
}
