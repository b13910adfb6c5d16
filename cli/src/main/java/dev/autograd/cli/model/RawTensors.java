package dev.autograd.cli.model;

import dev.autograd.Tensor;
import dev.autograd.io.RawTensor;
import dev.autograd.value.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tensors by name, to files and back.
public final class RawTensors {
    private RawTensors() {}

    /// Copies of tensors, which later steps of training do not change.
    public static Map<String, RawTensor> of(Map<String, Tensor> tensors) {
        Map<String, RawTensor> raw = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> raw.put(name, new RawTensor(tensor.dtype(), tensor.shape().sizes(), elements(tensor))));
        return raw;
    }

    private static Object elements(Tensor tensor) {
        return switch (tensor.dtype()) {
            case BOOL -> tensor.toBooleanArray();
            case INT32 -> tensor.toIntArray();
            case INT64 -> tensor.toLongArray();
            case FLOAT32 -> tensor.toFloatArray();
            case FLOAT64 -> tensor.toDoubleArray();
        };
    }

    /// The tensors that files hold, around the same arrays.
    public static Map<String, Tensor> tensors(Map<String, RawTensor> raw) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        raw.forEach((name, tensor) -> tensors.put(name, Tensor.of(tensor.array(), Shape.of(tensor.shape()))));
        return tensors;
    }
}
