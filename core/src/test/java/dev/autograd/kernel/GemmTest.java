package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GemmTest {
    private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 33, 64, 65, 130};

    /// Where an operand lies: its offset and the distance of its rows and columns, for a matrix of the given size.
    private enum Placement {
        ROWS {
            @Override
            int[] strides(int rows, int columns) {
                return new int[] {0, columns, 1};
            }
        },
        TRANSPOSED {
            @Override
            int[] strides(int rows, int columns) {
                return new int[] {0, 1, rows};
            }
        },
        SHIFTED_ROWS_WITH_GAPS {
            @Override
            int[] strides(int rows, int columns) {
                return new int[] {5, columns + 3, 1};
            }
        },
        EVERY_SECOND_COLUMN {
            @Override
            int[] strides(int rows, int columns) {
                return new int[] {1, 2 * columns + 1, 2};
            }
        },
        EXPANDED_ROW {
            @Override
            int[] strides(int rows, int columns) {
                return new int[] {2, 0, 1};
            }
        },
        EXPANDED_COLUMN {
            @Override
            int[] strides(int rows, int columns) {
                return new int[] {2, 1, 0};
            }
        };

        abstract int[] strides(int rows, int columns);

        /// Exactly as many elements as the matrix needs, so that reading past it is an error.
        double[] values(int rows, int columns, long seed) {
            int[] s = strides(rows, columns);
            int length = rows == 0 || columns == 0 ? 0 : s[0] + (rows - 1) * s[1] + (columns - 1) * s[2] + 1;
            return Subject.random(length, seed);
        }
    }

    /// What the sums start from.
    private enum Start {
        ZERO,
        RESULT,
        BIAS
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void everySizeInPlainOrder(Subject<A> subject) {
        for (int M : SIZES) {
            for (int N : SIZES) {
                for (int K : new int[] {0, 1, 2, 5, 16, 33, 130}) {
                    check(subject, M, N, K, Placement.ROWS, Placement.ROWS, Start.ZERO);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void everyPlacementAndStart(Subject<A> subject) {
        for (int[] size : new int[][] {
            {1, 1, 1}, {1, 70, 40}, {2, 9, 70}, {7, 1, 70}, {9, 10, 17}, {13, 65, 33}, {16, 64, 16}, {5, 3, 0}
        }) {
            for (Placement a : Placement.values()) {
                for (Placement b : Placement.values()) {
                    for (Start start : Start.values()) {
                        check(subject, size[0], size[1], size[2], a, b, start);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void blocksOfLargeOperands(Subject<A> subject) {
        for (Placement a : new Placement[] {Placement.ROWS, Placement.TRANSPOSED}) {
            for (Placement b : new Placement[] {Placement.ROWS, Placement.TRANSPOSED}) {
                check(subject, 37, 150, 1100, a, b, Start.BIAS);
                check(subject, 300, 131, 260, a, b, Start.RESULT);
                check(subject, 1100, 70, 40, a, b, Start.BIAS);
                check(subject, 3, 5, 1100, a, b, Start.RESULT);
                check(subject, 2, 20, 2100, a, b, Start.BIAS);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void aNanStaysInItsRow(Subject<A> subject) {
        double[] a = Subject.random(9 * 5, 1);
        a[3 * 5 + 2] = Double.NaN;
        A c = subject.blank(9 * 20);
        subject.kernels()
                .gemm()
                .gemm(
                        9,
                        20,
                        5,
                        subject.of(a),
                        0,
                        5,
                        1,
                        subject.of(Subject.random(100, 2)),
                        0,
                        20,
                        1,
                        null,
                        0,
                        0,
                        c,
                        0,
                        20);
        double[] got = subject.values().apply(c);
        for (int i = 0; i < got.length; i++) {
            assertThat(Double.isNaN(got[i])).as("element %d", i).isEqualTo(i / 20 == 3);
        }
    }

    private static <A> void check(
            Subject<A> subject, int M, int N, int K, Placement placeA, Placement placeB, Start start) {
        double[] a = placeA.values(M, K, 1);
        double[] b = placeB.values(K, N, 2);
        int[] sa = placeA.strides(M, K);
        int[] sb = placeB.strides(K, N);
        int cOffset = 3;
        int cRow = N + 2;
        double[] c = Subject.random(cOffset + M * cRow, 3);
        double[] bias = Subject.random(N + 1, 4);
        double[] expected = c.clone();
        for (int m = 0; m < M; m++) {
            for (int n = 0; n < N; n++) {
                double sum = switch (start) {
                    case ZERO -> 0;
                    case RESULT -> c[cOffset + m * cRow + n];
                    case BIAS -> bias[1 + n];
                };
                for (int k = 0; k < K; k++) {
                    sum += a[sa[0] + m * sa[1] + k * sa[2]] * b[sb[0] + k * sb[1] + n * sb[2]];
                }
                expected[cOffset + m * cRow + n] = sum;
            }
        }
        A out = subject.of(c);
        A init = switch (start) {
            case ZERO -> null;
            case RESULT -> out;
            case BIAS -> subject.of(bias);
        };
        int initOffset = start == Start.RESULT ? cOffset : 1;
        int initRow = start == Start.RESULT ? cRow : 0;
        subject.kernels()
                .gemm()
                .gemm(
                        M,
                        N,
                        K,
                        subject.of(a),
                        sa[0],
                        sa[1],
                        sa[2],
                        subject.of(b),
                        sb[0],
                        sb[1],
                        sb[2],
                        init,
                        initOffset,
                        initRow,
                        out,
                        cOffset,
                        cRow);
        String what = Arrays.toString(new int[] {M, N, K}) + " " + placeA + " " + placeB + " " + start;
        subject.check(out, expected, Math.sqrt(K) + 1, what);
    }
}
