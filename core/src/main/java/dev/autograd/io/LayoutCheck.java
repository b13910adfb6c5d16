package dev.autograd.io;

import dev.autograd.io.SafeTensors.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/// Checks that tensors cover the data of their file exactly: no hole, no overlap, nothing left over, and each as
/// long as its type and shape say.
final class LayoutCheck {
    private LayoutCheck() {}

    /// Returns `tensors` in the order of their data, unmodifiable.
    static Map<String, TensorInfo> inOrder(Object source, Map<String, TensorInfo> tensors, long dataLength)
            throws FormatException {
        List<Entry<String, TensorInfo>> sorted = new ArrayList<>(tensors.entrySet());
        sorted.sort(Entry.comparingByValue(
                Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end)));
        Map<String, TensorInfo> ordered = LinkedHashMap.newLinkedHashMap(sorted.size());
        long covered = 0;
        for (Entry<String, TensorInfo> entry : sorted) {
            check(source, entry.getKey(), entry.getValue(), covered, dataLength);
            covered = entry.getValue().end();
            ordered.put(entry.getKey(), entry.getValue());
        }
        if (covered != dataLength) {
            throw new FormatException(
                    source,
                    "the tensors end at byte " + covered + " of the data, but the file has " + dataLength
                            + " bytes of data");
        }
        return Collections.unmodifiableMap(ordered);
    }

    private static void check(Object source, String name, TensorInfo info, long covered, long dataLength)
            throws FormatException {
        long begin = info.begin();
        long end = info.end();
        if (end < begin) {
            throw wrong(source, name, "ends at byte " + end + ", before it begins at " + begin);
        }
        if (begin != covered) {
            String how =
                    begin < covered ? "overlaps the tensor before it, which ends" : "leaves a hole after what ends";
            throw wrong(source, name, "begins at byte " + begin + " and " + how + " at " + covered);
        }
        if (end > dataLength) {
            throw wrong(source, name, "ends at byte " + end + " of the data, but the file has only " + dataLength);
        }
        long bytes = byteCount(source, name, info);
        if (bytes != end - begin) {
            throw wrong(
                    source,
                    name,
                    "of " + describe(info) + " needs " + bytes + " bytes, but its offsets " + begin + " and " + end
                            + " hold " + (end - begin));
        }
    }

    private static long byteCount(Object source, String name, TensorInfo info) throws FormatException {
        long count = Shapes.count(info.shape());
        int bits = info.type().bits();
        if (count == Shapes.INVALID || count > Long.MAX_VALUE / bits) {
            throw wrong(source, name, "of " + describe(info) + " is larger than any file");
        }
        if (count * bits % Byte.SIZE != 0) {
            throw wrong(source, name, "of " + describe(info) + " ends within a byte");
        }
        return count * bits / Byte.SIZE;
    }

    private static String describe(TensorInfo info) {
        long[] shape = info.shape();
        return info.type() + (shape.length <= 16 ? Arrays.toString(shape) : " with " + shape.length + " dimensions");
    }

    private static FormatException wrong(Object source, String name, String problem) {
        return new FormatException(source, "tensor " + Names.quote(name) + " " + problem);
    }
}
