package dev.autograd.data;

/// How one person, once, moves the pen: a smooth wobble of the letter's box, then a size, a slant, a turn and a place
/// on the sheet.
final class DigitsHand {
    private static final int WAVES = 2;

    private final double[] wave = new double[WAVES * 5];
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double centreX;
    private final double centreY;

    DigitsHand(DigitsRandom random) {
        for (int w = 0; w < WAVES; w++) {
            wave[5 * w] = random.around0(1.6);
            wave[5 * w + 1] = random.around0(1.6);
            wave[5 * w + 2] = random.between(-0.085, 0.085);
            wave[5 * w + 3] = random.between(-0.085, 0.085);
            wave[5 * w + 4] = random.between(0, 2 * StrictMath.PI);
        }
        double height = random.between(14.5, 17.5) / DigitsGlyph.HEIGHT;
        double width = height * random.between(0.85, 1.15);
        double slant = 0.1 + random.around0(0.13);
        double turn = random.around0(0.07);
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        xx = width * cos;
        yx = width * sin;
        xy = -height * (slant * cos + sin);
        yy = height * (cos - slant * sin);
        centreX = Digits.SIDE / 2.0 + random.between(-3.1, 3.1);
        centreY = Digits.SIDE / 2.0 + random.between(-3.1, 3.1);
    }

    /// Where the points of a stroke, `x0, y0, x1, y1, ...` in the box of the glyph, come to lie on the sheet, in
    /// pixels.
    double[] place(double[] stroke) {
        double[] placed = new double[stroke.length];
        for (int i = 0; i < stroke.length; i += 2) {
            double x = stroke[i] - DigitsGlyph.WIDTH / 2;
            double y = stroke[i + 1] - DigitsGlyph.HEIGHT / 2;
            double wobbledX = x;
            double wobbledY = y;
            for (int w = 0; w < wave.length; w += 5) {
                double phase = StrictMath.sin(wave[w + 2] * x + wave[w + 3] * y + wave[w + 4]);
                wobbledX += wave[w] * phase;
                wobbledY += wave[w + 1] * phase;
            }
            placed[i] = centreX + xx * wobbledX + xy * wobbledY;
            placed[i + 1] = centreY + yx * wobbledX + yy * wobbledY;
        }
        return placed;
    }
}
