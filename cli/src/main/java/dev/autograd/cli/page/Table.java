package dev.autograd.cli.page;

/// A table that scrolls where it is wider than the page; the first cell of each row is its heading.
final class Table {
    private final Html html;

    Table(Html html, String caption) {
        this.html = html;
        html.begin("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
        html.begin("table").element("caption", caption);
    }

    Table head(String... names) {
        html.begin("thead").begin("tr");
        for (String name : names) {
            html.element("th", name, "scope", "col");
        }
        html.end().end().begin("tbody");
        return this;
    }

    Table row(String heading, String... cells) {
        html.begin("tr").element("th", heading, "scope", "row");
        for (String cell : cells) {
            html.element("td", cell);
        }
        html.end();
        return this;
    }

    void end() {
        html.end().end().end();
    }
}
