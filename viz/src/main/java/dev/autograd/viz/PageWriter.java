package dev.autograd.viz;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.Heat;
import dev.autograd.graph.structure.Group;
import dev.autograd.graph.structure.Hierarchy;
import dev.autograd.json.JsonText;
import dev.autograd.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a graph as one page of HTML that needs nothing beside itself: its style, its programs and the graph as JSON.
///
/// Nothing from the graph becomes HTML or a program: the JSON holds no `<`, the programs set text and never markup, and
/// the page's policy runs no script but this one, whose hash it states.
final class PageWriter {
    private static final List<String> SCRIPTS =
            List.of("model.js", "scene.js", "layout.js", "draw.js", "camera.js", "panel.js", "search.js", "main.js");
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z-]+)}");

    private PageWriter() {}

    /// The page, with `title` at its head.
    static String text(GraphModel model, String title) {
        String script =
                SCRIPTS.stream().map(PageWriter::resource).collect(Collectors.joining("\n", "'use strict';\n", ""));
        String style = resource("page.css");
        Map<String, String> parts = Map.of(
                "title", escaped(title),
                "style", style,
                "style-hash", hash("\n" + style),
                "script", script,
                "script-hash", hash("\n" + script),
                "graph", data(model.json()),
                "structure", data(structure(model)));
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    private static String structure(GraphModel model) {
        var hierarchy = Hierarchy.of(model);
        var json = new JsonWriter();
        json.open('{');
        json.member("groups");
        json.open('[');
        for (Group group : hierarchy.groups()) {
            json.element();
            json.open('[');
            json.element().append(group.parent());
            JsonText.append(json.element(), group.kind().name().toLowerCase(Locale.ROOT));
            JsonText.append(json.element(), group.name());
            JsonText.append(json.element(), group.type());
            json.element().append(group.call());
            json.close(']');
        }
        json.close(']');
        json.member("groupOf");
        json.open('[');
        for (int group : hierarchy.groupsOfNodes()) {
            json.element().append(group);
        }
        json.close(']');
        json.member("repeats");
        json.open('[');
        for (var repeat : hierarchy.repeats()) {
            json.element();
            json.open('{');
            json.number("group", (long) repeat.group());
            json.member("turns").append(repeat.turns());
            json.close('}');
        }
        json.close(']');
        fills(model, json);
        json.close('}');
        return json.take();
    }

    /// The colours of nodes that have another than their kind, because their time is known.
    private static void fills(GraphModel model, JsonWriter json) {
        var heat = Heat.of(model);
        json.member("fills");
        json.open('{');
        for (int i = 0; i < model.nodes().size(); i++) {
            var node = model.nodes().get(i);
            if (!heat.fill(node).equals(node.kind().fill())) {
                json.string(Integer.toString(i), heat.fill(node));
            }
        }
        json.close('}');
    }

    /// In JSON `<` stands in strings only, and there as well by its number: no name ends the element around it.
    private static String data(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = PageWriter.class.getResourceAsStream("page/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the module lacks its resource page/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the resource page/" + name + " cannot be read", e);
        }
    }
}
