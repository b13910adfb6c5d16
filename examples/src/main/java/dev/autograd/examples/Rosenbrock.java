package dev.autograd.examples;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Newton's method on Rosenbrock's function `(1 - x)^2 + 100 (y - x^2)^2`, whose valley gradient descent
/// needs thousands of steps for. A step goes to the minimum of the parabola that has the function's value,
/// gradient and Hessian here; it is halved until the function falls.
///
/// Source: Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960.
public final class Rosenbrock {
    private static final int MOST_STEPS = 100;

    private Rosenbrock() {}

    /// The function.
    ///
    /// @param point (2)
    public static Tensor value(Tensor point) {
        Tensor x = point.select(0, 0);
        Tensor y = point.select(0, 1);
        return x.rsub(1).square().add(y.sub(x.square()).square().mul(100));
    }

    /// The points that Newton's method visits from a start, until the gradient is below 1e-10.
    ///
    /// @param start (2), float64
    public static List<Tensor> newton(Tensor start) {
        List<Tensor> path = new ArrayList<>(List.of(start));
        Tensor at = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            Tensor gradient = Autograd.grad(Rosenbrock::value).apply(at);
            if (gradient.norm().item() < 1e-10) {
                break;
            }
            Tensor direction =
                    solve(Autograd.hessian(Rosenbrock::value, at), gradient).neg();
            double length = 1;
            while (value(at.add(direction.mul(length))).item() > value(at).item() && length > 1e-10) {
                length /= 2;
            }
            at = at.add(direction.mul(length));
            path.add(at);
        }
        return path;
    }

    /// The solution of two equations, by Cramer's rule.
    private static Tensor solve(Tensor matrix, Tensor right) {
        double a = matrix.get(0, 0);
        double b = matrix.get(0, 1);
        double c = matrix.get(1, 0);
        double d = matrix.get(1, 1);
        double determinant = a * d - b * c;
        return Tensor.of(
                (right.get(0) * d - right.get(1) * b) / determinant,
                (right.get(1) * a - right.get(0) * c) / determinant);
    }

    static void run(Path folder, Consumer<String> print) {
        List<Tensor> path = newton(Tensor.of(-1.2, 1.0));
        for (int step = 0; step < path.size(); step++) {
            Tensor at = path.get(step);
            print.accept(String.format(
                    Locale.ROOT,
                    "step %2d   x = %10.7f   y = %10.7f   f = %.2e",
                    step,
                    at.get(0),
                    at.get(1),
                    value(at).item()));
        }
    }
}
