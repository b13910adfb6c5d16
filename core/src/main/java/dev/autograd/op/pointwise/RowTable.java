package dev.autograd.op.pointwise;

import static dev.autograd.expr.Expr.var;

import dev.autograd.expr.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Rows in the making: notes each as it is declared.
final class RowTable {
    private final List<Row> rows = new ArrayList<>();

    Unary unary(String name, TypeRule types, UnaryOperator<Expr> formula) {
        return new Unary(row(name, types, formula));
    }

    Binary binary(String name, TypeRule types, BinaryOperator<Expr> formula) {
        return new Binary(row2(name, types, formula));
    }

    Row row(String name, TypeRule types, UnaryOperator<Expr> formula) {
        return add(Row.of(name, 1, types, formula.apply(var(0))));
    }

    Row row2(String name, TypeRule types, BinaryOperator<Expr> formula) {
        return add(Row.of(name, 2, types, formula.apply(var(0), var(1))));
    }

    /// A row whose formula is in variables.
    Row row3(String name, TypeRule types, Expr formula) {
        return add(Row.of(name, 3, types, formula));
    }

    Row add(Row row) {
        rows.add(row);
        return row;
    }

    /// All rows, in the order of declaration.
    List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }
}
