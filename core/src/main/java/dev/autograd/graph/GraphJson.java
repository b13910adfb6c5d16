package dev.autograd.graph;

import dev.autograd.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes a graph as JSON, in the format that `docs/graph-format.md` describes and [dev.autograd.io.GraphFile] reads.
/// Members with their usual value are left out.
public final class GraphJson {
    /// What the member `format` says.
    public static final String FORMAT = "dev.autograd.graph";

    /// The version of the format.
    public static final int VERSION = 1;

    /// How deep [GraphNode#members()] may lie within each other.
    public static final int DEEPEST = 16;

    private final Appendable out;
    private final JsonWriter json = new JsonWriter();
    private String separator = "\n";

    private GraphJson(Appendable out) {
        this.out = out;
    }

    /// The graph as JSON text with a node or an edge a line. Equal models give equal text.
    ///
    /// @throws IllegalArgumentException when members of merged nodes lie deeper than [#DEEPEST] within each other
    public static String text(GraphModel model) {
        var text = new StringBuilder();
        try {
            write(model, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringBuilder throws none
        }
        return text.toString();
    }

    /// As [#text], line by line into `out`.
    ///
    /// @throws IOException when `out` throws it
    public static void write(GraphModel model, Appendable out) throws IOException {
        new GraphJson(out).write(model);
    }

    /// How the format spells a constant.
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void write(GraphModel model) throws IOException {
        out.append("{\n\"format\": \"" + FORMAT + "\",\n\"version\": " + VERSION + ",\n\"modules\": [");
        for (var module : model.modules()) {
            module(module);
            line();
        }
        next("nodes");
        for (var node : model.nodes()) {
            node(node, 0);
            line();
        }
        next("edges");
        int[] sources = model.sources();
        for (int e = 0; e < sources.length; e++) {
            edge(model.edges().get(e), model.nodes().get(sources[e]));
            line();
        }
        out.append("\n]\n}\n");
    }

    private void next(String array) throws IOException {
        out.append("\n],\n\"" + array + "\": [");
        separator = "\n";
    }

    private void line() throws IOException {
        out.append(separator).append(json.take());
        separator = ",\n";
    }

    private void module(GraphModule module) {
        json.open('{');
        json.strings("path", module.path());
        json.string("type", module.type());
        json.close('}');
    }

    private void node(GraphNode node, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("json: node " + node.id() + " (" + VisibleText.line(node.label())
                    + ") lies more than " + DEEPEST + " deep within members of nodes");
        }
        json.open('{');
        json.number("id", node.id());
        json.string("kind", name(node.kind()));
        json.string("label", node.label());
        json.string("shape", node.shape());
        json.string("dtype", node.dtype().toString());
        if (node.output()) {
            json.member("output").append(true);
        }
        json.string("family", node.family() == OperatorFamily.OTHER ? null : name(node.family()));
        json.strings("module", node.modulePath());
        json.strings("attributes", node.attributes());
        facts(node.facts());
        if (!node.members().isEmpty()) {
            json.member("members");
            json.open('[');
            for (var part : node.members()) {
                json.element();
                node(part, depth + 1);
            }
            json.close(']');
        }
        json.close('}');
    }

    private void facts(NodeFacts facts) {
        if (facts.equals(NodeFacts.NONE)) {
            return;
        }
        json.member("facts");
        json.open('{');
        json.string("name", facts.name());
        json.number("bytes", facts.bytes());
        if (!facts.saved().isEmpty()) {
            json.member("saved");
            json.open('[');
            facts.saved().forEach(this::saved);
            json.close(']');
        }
        json.string("freed", facts.freed());
        json.number("forwardNanos", facts.forwardNanos());
        json.number("backwardNanos", facts.backwardNanos());
        json.string("callSite", facts.callSite());
        json.string("gradientRule", facts.gradientRule());
        summary("values", facts.values());
        summary("gradient", facts.gradient());
        json.number("base", facts.base());
        json.number("of", facts.of());
        json.close('}');
    }

    private void saved(NodeFacts.SavedTensor tensor) {
        json.element();
        json.open('{');
        json.string("place", tensor.place());
        json.string("name", tensor.name());
        json.string("shape", tensor.shape());
        json.string("dtype", tensor.dtype().toString());
        json.number("bytes", tensor.bytes());
        json.close('}');
    }

    private void summary(String key, @Nullable ValueSummary values) {
        if (values == null) {
            return;
        }
        json.member(key);
        json.open('{');
        json.number("count", values.count());
        json.decimal("min", values.min());
        json.decimal("max", values.max());
        json.decimal("mean", values.mean());
        json.decimal("norm", values.norm());
        json.number("nans", values.nans());
        json.number("infinities", values.infinities());
        json.close('}');
    }

    private void edge(GraphEdge edge, GraphNode from) {
        json.open('{');
        json.number("from", edge.from());
        json.number("to", edge.to());
        json.number("input", (long) edge.input());
        json.string("shape", edge.shape().equals(from.shape()) ? null : edge.shape());
        json.string("dtype", edge.dtype() == from.dtype() ? null : edge.dtype().toString());
        json.close('}');
    }
}
