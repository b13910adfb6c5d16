package dev.autograd.conformance.reference;

import java.nio.file.Path;

/// Where the tensors of a case are.
///
/// @param file a safetensors file
/// @param prefix what their names begin with there
public record Location(Path file, String prefix) {}
