package dev.autograd.viz;

import dev.autograd.viz.Drawing.Point;
import java.util.Arrays;
import java.util.Locale;

/// Text of an SVG 1.1 file that needs nothing beside itself and is the same whatever the locale.
final class Svg {
    private final StringBuilder out = new StringBuilder();

    /// Starts a picture of the given size on a white ground, so that it can be read on a dark page too.
    Svg open(double width, double height) {
        add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$s\" height=\"%2$s\" viewBox=\"0 0 %1$s %2$s\" "
                        + "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n",
                width, height);
        return add("<rect width=\"100%%\" height=\"100%%\" fill=\"#FFFFFF\"/>\n");
    }

    /// Starts a picture to stand within an HTML page, on whatever ground the page has.
    ///
    /// @param look  the classes by which the page's style sheet knows it
    /// @param label what it shows, for those who do not see it
    Svg openInline(String look, String label, double width, double height) {
        return add(
                "<svg class=\"%s\" role=\"img\" aria-label=\"%s\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %3$s %4$s\">\n",
                look, label, width, height);
    }

    /// Ends the picture and gives its text.
    String close() {
        return out.append("</svg>\n").toString();
    }

    /// Appends `pattern` with every `%s` replaced: numbers and points briefly, text with the characters of XML
    /// escaped.
    Svg add(String pattern, Object... parts) {
        out.append(String.format(
                Locale.ROOT, pattern, Arrays.stream(parts).map(Svg::written).toArray()));
        return this;
    }

    private static String written(Object part) {
        return switch (part) {
            case Point(double x, double y) -> number(x) + "," + number(y);
            case Number number -> number(number.doubleValue());
            default -> escaped(part.toString());
        };
    }

    /// Hundredths of a pixel are finer than any screen.
    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
