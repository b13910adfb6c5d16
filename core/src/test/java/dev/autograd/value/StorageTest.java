package dev.autograd.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StorageTest {
    @ParameterizedTest
    @EnumSource
    void holdsAnArrayOfItsType(DType dtype) {
        Storage storage = Storage.allocate(dtype, 3);
        assertThat(storage.dtype()).isEqualTo(dtype);
        assertThat(storage.length()).isEqualTo(3);
        assertThat(storage.array()).hasSameClassAs(dtype.newArray(0));
        Object array = dtype.newArray(2);
        assertThat(Storage.wrap(dtype, array).array()).isSameAs(array);
        assertThat(Storage.allocate(dtype, 0).length()).isZero();
    }

    @Test
    void countsChanges() {
        Storage storage = Storage.wrap(new float[1]);
        storage.touch();
        storage.touch();
        assertThat(storage.version()).isEqualTo(2);
    }

    @Test
    void refusesMoreThanAnArrayHolds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Storage.allocate(DType.FLOAT64, 1L << 50))
                .withMessageContaining("1125899906842624 elements")
                .withMessageContaining("9007199254740992 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Storage.allocate(DType.FLOAT64, Long.MAX_VALUE))
                .withMessageContaining("73786976294838206456 bytes");
    }
}
