package dev.autograd.io;

import dev.autograd.value.DType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The element types of the safetensors format, from the last in a file to the first: the reference implementation
/// lays tensors out from the widest type to the narrowest, so that each is aligned.
///
/// Types that this library computes with are read as they are. Narrower ones are widened, which keeps every value.
/// The rest appear in headers, but their tensors cannot be read.
public enum StoredType {
    BOOL(8, DType.BOOL),
    F4(4, null),
    F6_E2M3(6, null),
    F6_E3M2(6, null),
    U8(8, DType.INT32),
    I8(8, DType.INT32),
    F8_E5M2(8, null),
    F8_E4M3(8, null),
    F8_E8M0(8, null),
    F8_E4M3FNUZ(8, null),
    F8_E5M2FNUZ(8, null),
    I16(16, DType.INT32),
    U16(16, null),
    F16(16, DType.FLOAT32),
    BF16(16, DType.FLOAT32),
    I32(32, DType.INT32),
    U32(32, null),
    F32(32, DType.FLOAT32),
    C64(64, null),
    F64(64, DType.FLOAT64),
    I64(64, DType.INT64),
    U64(64, null);

    private static final Map<String, StoredType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StoredType::name, Function.identity()));

    private final int bits;
    private final @Nullable DType dtype;

    StoredType(int bits, @Nullable DType dtype) {
        this.bits = bits;
        this.dtype = dtype;
    }

    /// The type that `dtype` is written as.
    public static StoredType of(DType dtype) {
        return switch (dtype) {
            case BOOL -> BOOL;
            case INT32 -> I32;
            case INT64 -> I64;
            case FLOAT32 -> F32;
            case FLOAT64 -> F64;
        };
    }

    /// The type called `name` in a header, where there is one.
    static Optional<StoredType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The size of one element in bits.
    public int bits() {
        return bits;
    }

    /// The type that tensors of this type are read as; empty where they cannot be read.
    public Optional<DType> dtype() {
        return Optional.ofNullable(dtype);
    }
}
