package dev.autograd.viz;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// What the painters of PNG files share.
final class Canvas {
    private Canvas() {}

    /// A smooth brush on `image`, which is made white.
    ///
    /// @throws IOException if this Java was told of a display and cannot reach it
    static Graphics2D of(BufferedImage image) throws IOException {
        var canvas = brush(image);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        return canvas;
    }

    /// Java connects to the display even for a picture that none shows. The first failure is an AWTError;
    /// later ones find a class that could not be initialised.
    private static Graphics2D brush(BufferedImage image) throws IOException {
        try {
            return image.createGraphics();
        } catch (AWTError | NoClassDefFoundError e) {
            throw new IOException(
                    "PNG cannot be painted, because Java cannot reach the display that DISPLAY names;"
                            + " unset that, or start Java with -Djava.awt.headless=true",
                    e);
        }
    }

    /// Writes `text` with the middle of its baseline at (x, y).
    static void centred(Graphics2D canvas, String text, double size, double x, double y) {
        // The first face that is installed; Java stands in a sans-serif one where none is.
        var font = new Font("Liberation Sans", Font.PLAIN, 1).deriveFont((float) size);
        canvas.setFont(font);
        double width = font.getStringBounds(text, canvas.getFontRenderContext()).getWidth();
        canvas.drawString(text, (float) (x - width / 2), (float) y);
    }

    static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", stream)) {
                throw new IOException("this Java run-time has no writer of PNG files");
            }
        }
        return bytes.toByteArray();
    }
}
