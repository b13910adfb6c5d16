package dev.autograd.conformance.reference;

import dev.autograd.Tensor;
import dev.autograd.io.FormatException;
import dev.autograd.io.RawTensor;
import dev.autograd.io.SafeTensors;
import dev.autograd.io.StoredType;
import dev.autograd.torch.UnsupportedTorchCall;
import dev.autograd.value.Shape;
import java.util.List;

/// The tensors of one case.
public final class CaseTensors {
    private final Location location;
    private final SafeTensors.Contents contents;

    CaseTensors(Location location, SafeTensors.Contents contents) {
        this.location = location;
        this.contents = contents;
    }

    /// A tensor as it was stored.
    ///
    /// @throws FormatException when there is none of that name
    /// @throws UnsupportedTorchCall when it is of a type that there is not here: reading would widen it
    public RawTensor raw(String name) throws FormatException {
        String key = location.prefix() + name;
        RawTensor tensor = contents.tensors().get(key);
        SafeTensors.TensorInfo info = contents.header().tensors().get(key);
        if (tensor == null || info == null) {
            throw new FormatException(location.file(), "has no tensor \"" + key + "\", which the index names");
        }
        StoredType stored = info.type();
        if (stored != StoredType.of(tensor.dtype())) {
            throw new UnsupportedTorchCall("there is no type " + stored + ", which the tensor " + name + " has");
        }
        return tensor;
    }

    /// A tensor of its own storage.
    ///
    /// @throws FormatException when there is none of that name
    /// @throws UnsupportedTorchCall when it is of a type that there is not here
    public Tensor get(String name) throws FormatException {
        return tensor(raw(name));
    }

    /// A tensor of its own storage with the values of a stored one.
    public static Tensor tensor(RawTensor raw) {
        return Tensor.of(raw.array(), Shape.of(raw.shape())).clone();
    }

    /// The names that begin with `start`, without it, in the order of the file.
    public List<String> names(String start) {
        String prefix = location.prefix() + start;
        return contents.tensors().keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .toList();
    }
}
