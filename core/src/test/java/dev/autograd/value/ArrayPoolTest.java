package dev.autograd.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.TensorScope;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each test uses a size of its own, since there is one pool.
final class ArrayPoolTest {
    static Stream<Arguments> programs() {
        return Stream.of(
                program("three gradients live at a time: given, made, and of the root", 3, 131, x -> {
                    Tensor y = x;
                    for (int i = 0; i < 50; i++) {
                        y = y.tanh();
                    }
                    y.backward(Tensor.ones(131, 131));
                }),
                program("a leaf that has a gradient needs no other", 1, 137, x -> {
                    x.setGrad(Tensor.zeros(137, 137));
                    x.mul(2).backward(Tensor.ones(137, 137));
                }),
                program(
                        "a gradient that the leaf takes over stays",
                        0,
                        139,
                        x -> x.mul(2).backward(Tensor.ones(139, 139))),
                program("what a scope made", 2, 149, x -> {
                    try (var _ = TensorScope.open()) {
                        x.mul(2).tanh();
                    }
                }));
    }

    private static Arguments program(String name, int most, int size, Consumer<Tensor> program) {
        return arguments(name, most, size, program);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void holdsWhatNobodyNeeds(String name, int most, int size, Consumer<Tensor> program) {
        Tensor x = Tensor.rand(size, size).requiresGrad_();
        for (int step = 0; step < 3; step++) {
            x.setGrad(null);
            program.accept(x);
            assertThat(ArrayPool.SHARED.free(DType.FLOAT32, size * size)).isBetween(Math.min(1, most), most);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesZerosWhereZerosArePromised(DType dtype) {
        Object used;
        try (var region = Region.open()) {
            used = Storage.forResult(dtype, 20_011).array();
            region.sweep();
        }
        assertThat(ArrayPool.SHARED.free(dtype, 20_011)).isEqualTo(1);
        Object zeros = Storage.allocate(dtype, 20_011).array();
        assertThat(zeros).isSameAs(used).isEqualTo(dtype.newArray(20_011));
    }

    @Test
    void givesEachArrayOnce() {
        Storage storage;
        try (var region = Region.open()) {
            storage = Storage.forResult(DType.FLOAT32, 20_021);
            region.hold(storage);
            region.hold(storage);
            region.sweep();
            region.letGo(storage);
            assertThat(storage.array()).isNotNull();
            region.letGo(storage);
            region.letGo(storage);
            region.sweep();
        }
        assertThat(ArrayPool.SHARED.free(DType.FLOAT32, 20_021)).isEqualTo(1);
    }
}
