package dev.autograd.viz;

/// Charts as SVG elements to stand within an HTML page, whose style sheet gives them their colours.
///
/// ```java
/// String element = PageCharts.lines(new LinePanel("Loss", "epoch", places, lines, LinePanel.Axes.COUNTED));
/// ```
///
/// A style sheet knows them by classes: `chart` is on each; `ink` on its text, `grid` on its lines, `first`
/// to `fourth` on curves (and `dot` where a curve is a point), `ridge` with `shade-0` (the back) to `shade-9`
/// on ridges, `heat-0` (the smallest) to `heat-9` and `heat-none` on cells. What says numbers when a pointer
/// rests on it has the class `hit` and a `title`. There are no style attributes, so a page may forbid them.
public final class PageCharts {
    private static final double WIDTH = 470;
    private static final double HEIGHT = 260;

    private PageCharts() {}

    /// Lines, as [Charts#lines] draws them, that tell their values at each place.
    public static String lines(LinePanel panel) {
        var chart = Charts.panel(panel);
        var svg = new Svg().openInline("chart lines", chart.summary(), WIDTH, HEIGHT);
        chart.draw(svg, 0, WIDTH, HEIGHT);
        chart.drawHits(svg, WIDTH, HEIGHT);
        return svg.close();
    }

    /// Histograms one behind the other.
    public static String ridges(RidgePanel panel) {
        var svg = new Svg().openInline("chart ridges", panel.summary(), RidgePanel.WIDTH, RidgePanel.HEIGHT);
        panel.draw(svg);
        return svg.close();
    }

    /// Numbers as shades.
    public static String heat(HeatPanel panel) {
        var svg = new Svg().openInline("chart heat", panel.summary(), HeatPanel.WIDTH, panel.height());
        panel.draw(svg);
        return svg.close();
    }
}
