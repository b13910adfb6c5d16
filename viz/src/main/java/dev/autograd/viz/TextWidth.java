package dev.autograd.viz;

/// How wide text is in a sans-serif face, without asking for a font: the same on every machine, also where no font is
/// installed.
final class TextWidth {
    /// Advance widths of Helvetica for the characters from space to tilde, in thousandths of the size, from Adobe's
    /// font metrics.
    private static final int[] HELVETICA = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
    };

    /// Faces that stand in for Helvetica, such as DejaVu Sans, are up to an eighth wider.
    private static final double ROOM = 1.1;

    private TextWidth() {}

    /// The width of `text` in a face of the given size.
    static double of(String text, double size) {
        int thousandths = text.codePoints().map(TextWidth::advance).sum();
        return thousandths * size * ROOM / 1000;
    }

    private static int advance(int c) {
        if (c >= ' ' && c <= '~') {
            return HELVETICA[c - ' '];
        }
        // East Asian characters and emoji are about as wide as they are high, most others as wide as a broad letter.
        return c >= 0x1100 ? 1000 : 650;
    }
}
