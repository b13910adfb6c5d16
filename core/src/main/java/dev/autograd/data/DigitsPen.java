package dev.autograd.data;

import java.util.Arrays;

/// A round pen on a sheet of [Digits#SIDE] by [Digits#SIDE] pixels: a pixel is as dark as it is near to the nearest
/// line.
final class DigitsPen {
    private final double[] nearest = new double[Digits.PIXELS];
    private final double softness;
    private final double reach;

    /// A pen that draws lines of `2 * radius` pixels, whose edge fades over `2 * softness` pixels.
    DigitsPen(double radius, double softness) {
        this.softness = softness;
        reach = radius + softness;
        Arrays.fill(nearest, reach * reach);
    }

    /// Joins the points `x0, y0, x1, y1, ...` by straight lines. The middle of the first pixel is at (0.5, 0.5).
    void draw(double[] points) {
        for (int i = 0; i + 3 < points.length; i += 2) {
            line(points[i] - 0.5, points[i + 1] - 0.5, points[i + 2] - 0.5, points[i + 3] - 0.5);
        }
    }

    private void line(double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double perLength = 1 / Math.max(dx * dx + dy * dy, 1e-12);
        int left = Math.max(0, (int) Math.ceil(Math.min(ax, bx) - reach));
        int right = Math.min(Digits.SIDE - 1, (int) Math.floor(Math.max(ax, bx) + reach));
        int top = Math.max(0, (int) Math.ceil(Math.min(ay, by) - reach));
        int bottom = Math.min(Digits.SIDE - 1, (int) Math.floor(Math.max(ay, by) + reach));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double px = x - ax;
                double py = y - ay;
                double along = Math.clamp((px * dx + py * dy) * perLength, 0.0, 1.0);
                double awayX = px - along * dx;
                double awayY = py - along * dy;
                int pixel = y * Digits.SIDE + x;
                nearest[pixel] = Math.min(nearest[pixel], awayX * awayX + awayY * awayY);
            }
        }
    }

    /// How much ink a pixel has, from 0 to 1. The edge is a smooth step, which looks like a slight blur.
    double ink(int pixel) {
        double distance = Math.sqrt(nearest[pixel]);
        double t = Math.clamp((reach - distance) / (2 * softness), 0.0, 1.0);
        return t * t * (3 - 2 * t);
    }
}
