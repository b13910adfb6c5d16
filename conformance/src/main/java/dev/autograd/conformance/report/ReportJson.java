package dev.autograd.conformance.report;

import dev.autograd.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A report as JSON: the counts, and every case with its state and its reasons.
public final class ReportJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    /// The text of the file.
    public static String text(Report report) {
        ObjectNode root = MAPPER.createObjectNode();
        for (State state : State.values()) {
            root.put(name(state), report.count(state));
        }
        ArrayNode cases = root.putArray("cases");
        for (CaseResult result : report.results()) {
            ObjectNode c = cases.addObject();
            c.put("id", result.id());
            c.put("family", result.family());
            c.put("state", name(result.state()));
            if (!result.reasons().isEmpty()) {
                ArrayNode reasons = c.putArray("reasons");
                result.reasons().forEach(reasons::add);
            }
        }
        return MAPPER.writeValueAsString(root) + "\n";
    }

    /// Writes the file, replacing one that is there at once or not at all.
    ///
    /// @throws IOException when it cannot be written
    public static void write(Path file, Report report) throws IOException {
        byte[] bytes = text(report).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        });
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
