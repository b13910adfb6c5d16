package dev.autograd.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One way of writing one digit: strokes of the pen in a box 70 wide and 100 high, with y growing downwards.
///
/// @param strokes for each stroke the points on its line, `x0, y0, x1, y1, ...`, in the units of the box
record DigitsGlyph(List<double[]> strokes) {
    static final double WIDTH = 70;
    static final double HEIGHT = 100;

    /// The ways of writing each digit. A stroke is a smooth line through its points; strokes are separated by `;`,
    /// and two that share an end make a corner there.
    private static final String[][] STYLES = {
        {
            "35,2 12,16 5,50 12,84 35,98 58,84 65,50 58,16 35,2",
            "50,10 30,2 10,22 5,58 16,92 40,97 60,78 65,40 54,12 30,10"
        },
        {"35,2 35,50 35,98", "14,26 40,2; 40,2 40,50 40,98", "16,24 38,2; 38,2 38,98; 14,98 62,98"},
        {
            "8,26 18,7 38,2 58,12 60,32 42,62 6,97; 6,97 36,96 66,97",
            "8,22 25,3 50,4 60,25 45,58 18,90 7,86 18,76 40,92 66,94"
        },
        {
            "8,12 30,2 55,10 56,32 28,46; 28,46 60,56 63,80 38,98 6,88",
            "8,4 34,4 60,4; 60,4 28,42; 28,42 56,50 64,74 45,97 8,92"
        },
        {"16,3 12,30 6,58; 6,58 36,58 66,56; 50,26 48,60 46,98", "48,2 26,34 4,66; 4,66 36,66 67,66; 48,2 48,50 48,98"},
        {"60,4 38,4 16,4; 16,4 12,42; 12,42 40,37 62,56 56,84 32,98 6,90", "60,6 26,5 14,36 44,44 60,68 45,95 8,91"},
        {"54,3 26,20 8,55 12,86 35,98 58,86 58,62 38,50 10,66", "42,2 18,40 6,74 22,97 48,94 58,74 40,60 10,78"},
        {
            "6,5 34,5 64,5; 64,5 44,50 28,98",
            "6,5 34,5 64,5; 64,5 44,50 28,98; 18,52 38,50 60,50",
            "6,18 8,4; 8,4 36,7 64,4; 64,4 40,45 32,98"
        },
        {
            "50,10 30,2 14,14 20,36 48,58 60,80 40,98 14,90 10,70 36,48 56,26 50,10",
            "35,2 15,12 15,36 35,46 55,36 55,12 35,2; 35,46 8,60 8,88 35,98 62,88 62,60 35,46"
        },
        {
            "58,26 42,46 16,42 10,18 32,2 54,8 58,26; 58,26 58,60 50,98",
            "58,24 42,48 14,42 12,14 36,2 54,8 60,28 56,74 38,98 12,90"
        }
    };

    private static final DigitsGlyph[][] GLYPHS = Arrays.stream(STYLES)
            .map(styles -> Arrays.stream(styles).map(DigitsGlyph::parse).toArray(DigitsGlyph[]::new))
            .toArray(DigitsGlyph[][]::new);

    /// How many ways of writing `digit` there are.
    static int styles(int digit) {
        return GLYPHS[digit].length;
    }

    static DigitsGlyph of(int digit, int style) {
        return GLYPHS[digit][style];
    }

    private static DigitsGlyph parse(String style) {
        var strokes = new ArrayList<double[]>();
        for (var stroke : style.split(";")) {
            strokes.add(smooth(Arrays.stream(stroke.strip().split("[ ,]"))
                    .mapToDouble(Double::parseDouble)
                    .toArray()));
        }
        return new DigitsGlyph(List.copyOf(strokes));
    }

    /// Points on the Catmull-Rom curve through the given ones, close enough together to be joined by straight
    /// lines.
    private static double[] smooth(double[] through) {
        int spans = through.length / 2 - 1;
        int pieces = 6;
        double[] line = new double[2 * (spans * pieces + 1)];
        boolean closed = through[0] == through[2 * spans] && through[1] == through[2 * spans + 1];
        for (int span = 0; span < spans; span++) {
            int before = span > 0 ? span - 1 : closed ? spans - 1 : 0;
            int after = span + 2 <= spans ? span + 2 : closed ? 1 : spans;
            for (int piece = 0; piece < pieces; piece++) {
                double t = (double) piece / pieces;
                for (int axis = 0; axis < 2; axis++) {
                    line[2 * (span * pieces + piece) + axis] = catmullRom(
                            through[2 * before + axis],
                            through[2 * span + axis],
                            through[2 * span + 2 + axis],
                            through[2 * after + axis],
                            t);
                }
            }
        }
        line[line.length - 2] = through[2 * spans];
        line[line.length - 1] = through[2 * spans + 1];
        return line;
    }

    private static double catmullRom(double a, double b, double c, double d, double t) {
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }
}
