package dev.autograd.viz.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that README.md shows: a step of 48 blocks, of which one is open.
///
/// With `-Dreadme.pictures=DIR` it leaves its picture there: that is how `docs/images/page.png` is made.
final class PictureTest {
    @TempDir
    private Path folder;

    @Test
    void theReadmesPage() throws IOException {
        var file = folder.resolve("transformer.html");
        Transformer.step(48).save(file);
        String wanted = System.getProperty("readme.pictures");
        Path picture = wanted == null ? folder.resolve("page.png") : Path.of("..", "..", wanted, "page.png");
        try (var chromium = new Chromium();
                var page = new OpenPage(chromium.browser, file, ColorScheme.LIGHT)) {
            page.box("blocks").click();
            page.box("0 \u2026 47").click();
            page.box("attention").click();
            page.page.evaluate("choose(nodes.findIndex(node => node.label === 'softmax'))");
            page.page.evaluate("fit(false)");
            page.page.evaluate("zoom(0.62, picture.clientWidth / 2, 0)");
            page.page.screenshot(new Page.ScreenshotOptions().setPath(picture));
            assertThat(page.complaints()).isEmpty();
        }
        assertThat(picture).isNotEmptyFile();
    }
}
