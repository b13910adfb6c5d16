package dev.autograd.viz.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A graph's page in a browser, with all that the browser complains of.
final class OpenPage implements AutoCloseable {
    final Page page;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();

    OpenPage(Browser browser, Path file, ColorScheme scheme) {
        context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1200, 800).setColorScheme(scheme));
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().equals(file.toUri().toString())) {
                complaints.add("asks for " + request.url());
            }
        });
        page.navigate(file.toUri().toString());
    }

    List<String> complaints() {
        return complaints;
    }

    /// The box of a node or a closed group of this name; the first of several.
    Locator box(String name) {
        return page.locator("#world .nodes > g")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("text.name")
                                .getByText(name, new Locator.GetByTextOptions().setExact(true))))
                .first();
    }

    int count(String selector) {
        return page.locator(selector).count();
    }

    String panel() {
        return page.locator("#panel").innerText();
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /// What is wrong with the places of boxes and lines, as they are in the window.
    @SuppressWarnings("unchecked")
    List<String> misplaced() {
        return (List<String>) page.evaluate(GEOMETRY);
    }

    /// Boxes beside each other keep apart, boxes lie within their groups, and each line begins at the lower
    /// edge of the box that it comes from and ends at the upper edge of the one that it leads to.
    private static final String GEOMETRY = """
            () => {
                const wrong = [];
                const bounds = item => {
                    const element = document.querySelector(`#world :is(.node, .group)[data-item="${item}"]`);
                    const shape = element.querySelector(':scope > :is(rect, ellipse):not(.second, .behind)');
                    return shape.getBoundingClientRect();
                };
                const items = [...document.querySelectorAll('#world :is(.node, .group)')].map(e => Number(e.dataset.item));
                const boxes = items.map(item => ({item, around: containerOf(item), ...bounds(item).toJSON()}));
                const near = 0.6 + 12 * camera.scale; // cards of repeats, second outlines, heads of arrows
                for (const one of boxes) {
                    for (const other of boxes) {
                        if (one.item < other.item && one.around === other.around
                            && one.left < other.right - 0.5 && other.left < one.right - 0.5
                            && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5) {
                            wrong.push(`${titleOf(one.item)} lies over ${titleOf(other.item)}`);
                        }
                    }
                    if (one.around > 0) {
                        const group = bounds(groupItem(one.around));
                        if (one.left < group.left || one.right > group.right || one.top < group.top || one.bottom > group.bottom) {
                            wrong.push(`${titleOf(one.item)} sticks out of ${titleOf(groupItem(one.around))}`);
                        }
                    }
                }
                for (const line of document.querySelectorAll('#world .edge')) {
                    const at = length => line.getPointAtLength(length).matrixTransform(line.getScreenCTM());
                    const [start, end] = [at(0), at(line.getTotalLength())];
                    const [from, to] = [bounds(line.dataset.from), bounds(line.dataset.to)];
                    const along = (point, box) => point.x > box.left - 1 && point.x < box.right + 1;
                    const meets = (y, ...edges) => edges.some(edge => Math.abs(y - edge) <= near);
                    if (!along(start, from) || !meets(start.y, from.bottom, from.top)) {
                        wrong.push(`a line begins beside ${titleOf(Number(line.dataset.from))}`);
                    }
                    if (!along(end, to) || !meets(end.y, to.top, to.bottom)) {
                        wrong.push(`a line ends beside ${titleOf(Number(line.dataset.to))}`);
                    }
                    if (end.y <= start.y) {
                        wrong.push(`a line leads up from ${titleOf(Number(line.dataset.from))}`);
                    }
                }
                return wrong;
            }
            """;

    @Override
    public void close() {
        context.close();
    }
}
