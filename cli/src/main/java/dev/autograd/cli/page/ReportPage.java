package dev.autograd.cli.page;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Answer.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Puts the page together.
public final class ReportPage {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");
    private static final String POLICY = "default-src 'none'; style-src '" + hash(STYLE) + "'; script-src '"
            + hash(SCRIPT) + "'; img-src data:; base-uri 'none'; form-action 'none'";

    private final RunStory story;
    private final Html html = new Html();

    private ReportPage(RunStory story) {
        this.story = story;
    }

    /// The page of a training with at least one complete epoch.
    public static String text(RunStory story) {
        return new ReportPage(story).page();
    }

    private String page() {
        html.markup("<!DOCTYPE html>\n").begin("html", "lang", "en");
        head();
        html.begin("body");
        html.element("a", "Skip to the results", "class", "skip", "href", "#results");
        header();
        html.begin("main");
        Results.add(html, story);
        Parameters.add(html, story);
        Setup.add(html, story);
        html.end();
        html.element("footer", "Written by autograd " + story.written() + ". This file needs nothing beside itself.");
        html.element("div", "", "class", "tip", "role", "status", "aria-live", "polite", "hidden", "");
        html.begin("script").markup(SCRIPT).end();
        return html.end().end().toString();
    }

    private void head() {
        html.begin("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "referrer", "content", "no-referrer");
        html.element("title", title() + " – training report");
        html.begin("style").markup(STYLE).end();
        html.end();
    }

    private String title() {
        return switch (story.card().answer()) {
            case Classes(String label, var names) -> Text.format("%s: %s, %d classes", task(), label, names.size());
            case Quantity(String label, var _) -> task() + ": " + label;
        };
    }

    private String task() {
        return story.card().task();
    }

    private void header() {
        html.begin("header");
        html.begin("div", "class", "title");
        html.element("h1", title());
        html.element(
                "span", state(), "class", "state " + Numbers.lower(story.state().name()));
        html.element("button", "Dark", "type", "button", "class", "theme", "hidden", "");
        html.end();
        html.element(
                "p",
                Text.format(
                        "Network %s with %,d parameters; learned from %,d examples, tested on %,d others.",
                        story.card().architecture().text(), story.parameterCount(), story.examples(), story.tests()));
        html.begin("nav", "aria-label", "Sections");
        sections().forEach((id, name) -> html.element("a", name, "href", "#" + id));
        html.end();
        html.end();
    }

    private Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("results", "Results");
        sections.put("curves", "Curves");
        if (story.matrix().isPresent()) {
            sections.put("classes", "Classes");
        }
        sections.put("parameters", "Parameters");
        sections.put("speed", "Speed");
        sections.put("graph", "Graph");
        sections.put("setup", "Setup");
        return sections;
    }

    private String state() {
        int epoch = story.last().epoch();
        int epochs = story.settings().epochs();
        return switch (story.state()) {
            case COMPLETE -> Text.count(epochs, "epoch") + ", complete";
            case STOPPED -> "stopped after epoch " + epoch + " of " + epochs;
            case RUNNING -> "running, epoch " + epoch + " of " + epochs + " done";
        };
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By which the policy knows the page's own script and style.
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
