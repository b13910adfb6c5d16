package dev.autograd;

import dev.autograd.engine.profile.Frame;
import dev.autograd.engine.profile.Kind;
import dev.autograd.graph.ProfileRow;
import dev.autograd.graph.ProfileRow.Pass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adds up the frames of a profile by name and pass.
final class ProfileRows {
    private record Key(String name, Pass pass) {}

    private static final Key BETWEEN = new Key(ProfileRow.BETWEEN, Pass.BETWEEN);

    private final Map<Key, Sum> sums = new LinkedHashMap<>();
    private final Map<Key, Integer> open = new HashMap<>(); // what the frame that is added is inside of

    private static final class Sum {
        long calls;
        long nanos;
        long selfNanos;
        long bytes;
        long selfBytes;
    }

    /// @param nanos with what is inside
    /// @param bytes likewise
    private record Total(long nanos, long bytes) {}

    private ProfileRows() {}

    static List<ProfileRow> of(Frame root) {
        ProfileRows rows = new ProfileRows();
        rows.add(root, Pass.FORWARD);
        List<ProfileRow> all = new ArrayList<>();
        rows.sums.forEach((key, sum) -> all.add(
                new ProfileRow(key.name(), key.pass(), sum.calls, sum.nanos, sum.selfNanos, sum.bytes, sum.selfBytes)));
        all.sort(Comparator.comparingLong(ProfileRow::selfNanos).reversed());
        return all;
    }

    private Total add(Frame frame, Pass around) {
        Pass pass = pass(frame.kind(), around);
        boolean between = frame.kind() == Kind.ROOT || frame.kind() == Kind.MODULE;
        Key key = between ? BETWEEN : new Key(frame.label(), pass);
        Sum sum = sums.computeIfAbsent(key, _ -> new Sum());
        boolean outermost = open.merge(key, 1, Integer::sum) == 1;
        long nanos = frame.selfNanos();
        long bytes = frame.selfBytes();
        for (Frame child : frame.children()) {
            Total inside = add(child, pass);
            nanos += inside.nanos();
            bytes += inside.bytes();
        }
        open.merge(key, -1, Integer::sum);
        sum.selfNanos += frame.selfNanos();
        sum.selfBytes += frame.selfBytes();
        if (between) {
            sum.nanos += frame.selfNanos();
        } else {
            sum.calls += frame.calls();
            if (outermost) { // what runs inside itself is in there already
                sum.nanos += nanos;
                sum.bytes += bytes;
            }
        }
        return new Total(nanos, bytes);
    }

    private static Pass pass(Kind kind, Pass around) {
        return switch (kind) {
            case WALK -> Pass.BACKWARD;
            case STEP -> Pass.STEP;
            case ROOT, OPERATOR, MAPPED, RULE, TANGENT, MODULE -> around;
        };
    }
}
