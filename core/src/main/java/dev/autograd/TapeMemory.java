package dev.autograd;

import dev.autograd.engine.Holdings;
import dev.autograd.graph.GraphMemory;
import dev.autograd.value.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sums up what the tape behind tensors keeps in memory.
final class TapeMemory implements Holdings.Visitor {
    private static final int NAMED = 4; // how many of those that share a storage are named

    private final IdentityHashMap<Storage, Saved> saved = new IdentityHashMap<>();
    private final IdentityHashMap<Storage, Boolean> parameters = new IdentityHashMap<>();
    private final IdentityHashMap<Storage, Boolean> roots = new IdentityHashMap<>();
    private final Map<String, Operator> operators = new LinkedHashMap<>();
    private long nodes;
    private long freedNodes;
    private long savedTensors;
    private long packedTensors;
    private long packedBytes;

    private TapeMemory() {}

    /// What the tape behind tensors holds now.
    ///
    /// @param largest how many storages are listed one by one
    static GraphMemory of(Tensor[] roots, int largest) {
        TapeMemory memory = new TapeMemory();
        Holdings.show(roots, memory);
        return memory.sum(largest);
    }

    /// One storage, with who saved it first.
    private static final class Saved {
        final int order;
        final GraphMemory.Holder holder;
        final Tensor tensor;
        final long bytes;
        long holders;
        Object names; // of the operators that hold it: a String, or a Set of several

        @Nullable
        List<GraphMemory.Holder> others;

        Saved(int order, String operator, String value, Tensor tensor, Storage storage) {
            this.order = order;
            this.holder = new GraphMemory.Holder(operator, value);
            this.tensor = tensor;
            this.bytes = bytesOf(storage);
            this.names = operator;
        }

        void add(String operator, String value) {
            holders++;
            if (holders > 1 && holders <= NAMED + 1) {
                others = others == null ? new ArrayList<>(1) : others;
                others.add(new GraphMemory.Holder(operator, value));
            }
            if (!operators().contains(operator)) {
                Set<String> several = new LinkedHashSet<>(operators());
                several.add(operator);
                names = several;
            }
        }

        @SuppressWarnings("unchecked") // it is what add made
        Collection<String> operators() {
            return names instanceof String only ? Set.of(only) : (Set<String>) names;
        }

        GraphMemory.SavedStorage asRecord() {
            return new GraphMemory.SavedStorage(
                    holder,
                    tensor.name(),
                    tensor.shape(),
                    tensor.dtype(),
                    bytes,
                    holders,
                    others == null ? List.of() : others);
        }
    }

    /// The nodes of one operator.
    private static final class Operator {
        long nodes;
        long savedTensors;
        long bytes;
        long exclusiveBytes;
    }

    private static long bytesOf(Storage storage) {
        return (long) storage.length() * storage.dtype().bytes();
    }

    @Override
    public void root(Storage storage) {
        roots.put(storage, true);
    }

    @Override
    public void leaf(Storage storage) {
        parameters.put(storage, true);
    }

    @Override
    public void operator(String name, boolean freed) {
        nodes++;
        freedNodes += freed ? 1 : 0;
        operatorOf(name).nodes++;
    }

    @Override
    public void saved(String operator, String value, Tensor tensor, Storage storage) {
        savedTensors++;
        operatorOf(operator).savedTensors++;
        saved.computeIfAbsent(storage, _ -> new Saved(saved.size(), operator, value, tensor, storage))
                .add(operator, value);
    }

    @Override
    public void packed(String operator, long bytes) {
        packedTensors++;
        packedBytes += bytes;
    }

    private Operator operatorOf(String name) {
        return operators.computeIfAbsent(name, _ -> new Operator());
    }

    private GraphMemory sum(int largest) {
        saved.keySet().removeAll(parameters.keySet());
        long savedBytes = 0;
        long freed = 0;
        for (Map.Entry<Storage, Saved> entry : saved.entrySet()) {
            Saved one = entry.getValue();
            savedBytes += one.bytes;
            freed += roots.containsKey(entry.getKey()) ? 0 : one.bytes;
            Collection<String> names = one.operators();
            for (String name : names) {
                Operator operator = operatorOf(name);
                operator.bytes += one.bytes;
                operator.exclusiveBytes += names.size() == 1 ? one.bytes : 0;
            }
        }
        long parameterBytes = 0;
        for (Storage storage : parameters.keySet()) {
            parameterBytes += bytesOf(storage);
        }
        return new GraphMemory(
                nodes,
                freedNodes,
                savedTensors,
                savedBytes,
                freed,
                packedTensors,
                packedBytes,
                parameterBytes,
                byBytes(),
                largest(largest));
    }

    private List<GraphMemory.OperatorMemory> byBytes() {
        List<GraphMemory.OperatorMemory> rows = new ArrayList<>();
        operators.forEach((name, o) ->
                rows.add(new GraphMemory.OperatorMemory(name, o.nodes, o.savedTensors, o.bytes, o.exclusiveBytes)));
        rows.sort(Comparator.comparingLong(GraphMemory.OperatorMemory::bytes)
                .reversed()
                .thenComparing(GraphMemory.OperatorMemory::name));
        return rows;
    }

    private List<GraphMemory.SavedStorage> largest(int count) {
        Comparator<Saved> smallestFirst = Comparator.<Saved>comparingLong(one -> one.bytes)
                .thenComparing(Comparator.<Saved>comparingInt(one -> one.order).reversed());
        PriorityQueue<Saved> kept = new PriorityQueue<>(smallestFirst);
        for (Saved one : saved.values()) {
            kept.add(one);
            if (kept.size() > count) {
                kept.remove();
            }
        }
        List<GraphMemory.SavedStorage> rows = new ArrayList<>();
        while (!kept.isEmpty()) {
            rows.addFirst(kept.remove().asRecord());
        }
        return rows;
    }
}
