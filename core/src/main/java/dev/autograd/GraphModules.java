package dev.autograd;

import dev.autograd.GraphBuilder.Sides;
import dev.autograd.engine.ModuleCall;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModule;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says which module each node of a graph belongs to.
///
/// Where calls of modules were followed, an operator belongs to the module that it ran in, and tensors that
/// modules own go by their dotted names there. Where none was followed, as on a tape, the names of parameters
/// tell: `encoder.0.weight` belongs to `encoder.0`, and so does an operator that reads it, or reads what was
/// computed from parameters of that module alone; what runs between operators of `encoder` belongs to
/// `encoder`. The outermost module is the graph itself, unless there are several with parameters or modules
/// inside.
///
/// What ran in a backward pass stands in a module of its own, `backward`, and there in the module of the
/// operator whose gradient rule ran it.
final class GraphModules {
    private static final String FORWARD = "forward";
    private static final String BACKWARD = "backward";

    private final List<GraphNode> nodes;
    private final BitSet backward;
    private final Sides sides;
    private final List<List<String>> paths;
    private final Map<Integer, String> names = new HashMap<>(); // of tensors that modules own
    private final Map<List<String>, String> types = new LinkedHashMap<>();
    private final Map<List<String>, List<String>> inside = new HashMap<>(); // paths on their side, one object for each

    GraphModules(
            List<GraphNode> nodes,
            List<GraphEdge> edges,
            List<@Nullable ModuleCall> calls,
            Map<Integer, Tensor> leaves,
            BitSet partial,
            BitSet backward,
            Sides sides) {
        this.nodes = nodes;
        this.backward = backward;
        this.sides = sides;
        paths = new ArrayList<>(Collections.nCopies(nodes.size(), List.of()));
        if (calls.stream().anyMatch(Objects::nonNull)) {
            byCalls(calls, leaves);
        } else {
            byNames(edges, partial);
        }
    }

    /// A node in its module.
    GraphNode placed(int place) {
        Long of = nodes.get(place).facts().of();
        List<String> path = paths.get(of == null ? place : of.intValue());
        String name = names.get(place);
        GraphNode node = name == null ? nodes.get(place) : nodes.get(place).labelled(name);
        List<String> whole = backward.get(place) ? inBackward(path) : inForward(path);
        return whole.isEmpty() ? node : node.in(whole);
    }

    /// What is known of modules.
    List<GraphModule> known() {
        List<GraphModule> known = new ArrayList<>();
        types.forEach((path, type) -> known.add(new GraphModule(inForward(path), type)));
        if (!backward.isEmpty() && sides != Sides.NONE) {
            types.forEach((path, type) -> known.add(new GraphModule(inBackward(path), type)));
        }
        return known;
    }

    private List<String> inForward(List<String> path) {
        return sides == Sides.BOTH ? within(FORWARD, path) : path;
    }

    private List<String> inBackward(List<String> path) {
        return sides == Sides.NONE ? path : within(BACKWARD, path);
    }

    private List<String> within(String side, List<String> path) {
        List<String> key = new ArrayList<>(path.size() + 1);
        key.add(side);
        key.addAll(path);
        return inside.computeIfAbsent(key, List::copyOf);
    }

    private void byCalls(List<@Nullable ModuleCall> calls, Map<Integer, Tensor> leaves) {
        Map<Object, ModuleCall> outermost = new IdentityHashMap<>();
        List<ModuleCall> order = new ArrayList<>();
        Map<ModuleCall, List<String>> known = new IdentityHashMap<>();
        for (ModuleCall call : calls) {
            if (call != null && outermost.putIfAbsent(call.outermost().module(), call.outermost()) == null) {
                order.add(call.outermost());
            }
        }
        Map<Object, List<String>> prefixes = prefixes(order);
        for (int place = 0; place < calls.size(); place++) {
            ModuleCall call = calls.get(place);
            if (call != null) {
                paths.set(place, known.computeIfAbsent(call, one -> path(one, prefixes)));
            }
        }
        IdentityHashMap<Tensor, List<String>> owned = new IdentityHashMap<>();
        for (ModuleCall call : order) {
            call.tensors().forEach((name, tensor) -> owned.putIfAbsent(tensor, joined(prefixOf(call, prefixes), name)));
        }
        leaves.forEach((place, tensor) -> {
            List<String> name = owned.get(tensor);
            if (name != null) {
                names.put(place, String.join(".", name));
                paths.set(place, name.subList(0, name.size() - 1));
            }
        });
    }

    /// What stands before the paths inside outermost modules, where several own something: their types,
    /// numbered where one returns.
    private static Map<Object, List<String>> prefixes(List<ModuleCall> outermost) {
        Map<Object, List<String>> prefixes = new IdentityHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (ModuleCall call : outermost) {
            if (!call.tensors().isEmpty()) {
                int count = counts.merge(call.type(), 1, Integer::sum);
                prefixes.put(call.module(), List.of(count == 1 ? call.type() : call.type() + " " + count));
            }
        }
        return prefixes.size() > 1 ? prefixes : Map.of();
    }

    private static List<String> prefixOf(ModuleCall call, Map<Object, List<String>> prefixes) {
        return prefixes.getOrDefault(call.outermost().module(), List.of());
    }

    private static List<String> joined(List<String> prefix, String name) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(name.split("\\.")));
        return whole;
    }

    private List<String> path(ModuleCall call, Map<Object, List<String>> prefixes) {
        List<String> path = new ArrayList<>(prefixOf(call, prefixes));
        path.addAll(call.path());
        List<String> whole = List.copyOf(path);
        for (ModuleCall around = call; around != null && !whole.isEmpty(); around = around.outer()) {
            int length = whole.size() - (call.path().size() - around.path().size());
            if (length > 0) {
                types.putIfAbsent(whole.subList(0, length), around.type());
            }
        }
        return whole;
    }

    /// By parameters; then what runs between operators of a module belongs to it too. What reads more than the
    /// graph
    /// shows, such as an input that the tape has let go of, is not computed from parameters alone.
    private void byNames(List<GraphEdge> edges, BitSet partial) {
        List<@Nullable List<String>> owners = new ArrayList<>(Collections.nCopies(nodes.size(), null));
        BitSet placed = new BitSet(nodes.size());
        int e = 0;
        for (int place = 0; place < nodes.size(); place++) {
            List<String> owner = null;
            boolean alone = !partial.get(place);
            boolean several = false;
            for (; e < edges.size() && edges.get(e).to() == place; e++) {
                List<String> operand = owners.get((int) edges.get(e).from());
                alone &= operand != null;
                several |= operand != null && owner != null && !operand.equals(owner);
                owner = operand == null ? owner : operand;
            }
            if (nodes.get(place).kind() == NodeKind.PARAMETER) {
                owner = ownerByName(nodes.get(place).label());
            }
            if (owner != null && !several) {
                owners.set(place, alone ? owner : null);
                paths.set(place, owner);
                placed.set(place);
            }
        }
        if (!placed.isEmpty()) {
            placeBetween(edges, placed);
        }
    }

    /// An operator belongs to the innermost module that all operators around it are in, as far as their
    /// modules are known: those that it depends on, and those that depend on it.
    private void placeBetween(List<GraphEdge> edges, BitSet placed) {
        List<@Nullable List<String>> before = new ArrayList<>(Collections.nCopies(nodes.size(), null));
        List<@Nullable List<String>> after = new ArrayList<>(before);
        for (GraphEdge edge : edges) {
            int from = (int) edge.from();
            int to = (int) edge.to();
            if (nodes.get(from).kind() == NodeKind.OPERATION && isOnOneSide(from, to)) {
                before.set(to, common(before.get(to), placed.get(from) ? paths.get(from) : before.get(from)));
            }
        }
        for (int i = edges.size() - 1; i >= 0; i--) {
            int from = (int) edges.get(i).from();
            int to = (int) edges.get(i).to();
            if (isOnOneSide(from, to)) {
                after.set(from, common(after.get(from), placed.get(to) ? paths.get(to) : after.get(to)));
            }
        }
        for (int place = 0; place < nodes.size(); place++) {
            List<String> inside = before.get(place);
            if (!placed.get(place) && inside != null && after.get(place) != null) {
                paths.set(place, Objects.requireNonNull(common(inside, after.get(place))));
            }
        }
    }

    private boolean isOnOneSide(int from, int to) {
        return backward.get(from) == backward.get(to);
    }

    /// What both paths begin with; the other one where one is not known.
    private static @Nullable List<String> common(@Nullable List<String> one, @Nullable List<String> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int length = 0;
        while (length < one.size() && length < other.size() && one.get(length).equals(other.get(length))) {
            length++;
        }
        return one.subList(0, length);
    }

    private static @Nullable List<String> ownerByName(String name) {
        String[] parts = name.split("\\.");
        return parts.length < 2 ? null : List.of(parts).subList(0, parts.length - 1);
    }
}
