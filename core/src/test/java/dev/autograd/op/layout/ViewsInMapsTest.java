package dev.autograd.op.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Autograd;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A view inside `vmap` shares memory with its base, as it does outside: what is written to one is seen in the other.
final class ViewsInMapsTest {
    static Stream<Arguments> views() {
        return Stream.of(
                row("alias", x -> Alias.of(x)[0]),
                row("reshape", x -> x.reshape(3, 2)),
                row("view", x -> x.view(1, 6)),
                row("flatten", Tensor::flatten),
                row("view of a range", x -> x.slice(1, 1, 3).view(2, 2, 1)),
                row("view of a transposed range", x -> x.mT().slice(0, 0, 2).view(2, 1, 2)),
                row("permute", x -> x.permute(1, 0)),
                row("transpose", x -> x.transpose(0, 1)),
                row("expand", x -> x.expand(1, 2, 3)),
                row("unsqueeze", x -> x.unsqueeze(1)),
                row("squeeze", x -> x.unsqueeze(0).squeeze()),
                row("slice", x -> x.slice(-1, 0, 3, 2)),
                row("narrow", x -> x.narrow(0, 1, 1)),
                row("select", x -> x.select(1, -1)),
                row("split", x -> x.split(2, 1)[1]));
    }

    private static Arguments row(String name, UnaryOperator<Tensor> view) {
        return arguments(name, view);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void whatIsWrittenToAViewIsSeenInItsBase(String name, UnaryOperator<Tensor> view) {
        UnaryOperator<Tensor> write = x -> {
            Tensor base = x.clone();
            view.apply(base).mul_(3);
            return base;
        };
        Tensor examples = Inputs.of(3, 2, 3);
        Tensor actual = Autograd.vmap(write, examples);
        for (int i = 0; i < 3; i++) {
            Tensor expected = write.apply(examples.select(0, i));
            assertThat(actual.select(0, i).allClose(expected, 0, 0)).isTrue();
        }
    }
}
