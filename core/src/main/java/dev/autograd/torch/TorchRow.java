package dev.autograd.torch;

import java.util.function.Function;

/// One function of PyTorch's and what it is here.
///
/// @param body gives a tensor, a list (a tuple of PyTorch's), or a [Boolean], [Long] or [Double]
record TorchRow(TorchSignature signature, Function<TorchArguments, Object> body) {
    /// A row. Several rows of one name are overloads: the first whose signature fits is taken.
    ///
    /// @param signature as [TorchSignature] reads it
    static TorchRow row(String signature, Function<TorchArguments, Object> body) {
        return new TorchRow(TorchSignature.parse(signature), body);
    }

    Object call(TorchArguments arguments) {
        Object result = body.apply(arguments);
        arguments.checkAllRead();
        return result;
    }
}
