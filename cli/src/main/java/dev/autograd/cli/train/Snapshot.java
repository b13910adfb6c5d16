package dev.autograd.cli.train;

import dev.autograd.io.RawTensor;
import java.util.Map;

/// Everything that a training needs to go on as if it had not stopped, as copies that later steps do not change.
///
/// @param model the network's parameters and buffers by name
/// @param optimizer the optimiser's tensors by name
/// @param optimizerNumbers the optimiser's numbers by name
/// @param cursor how far it had come
record Snapshot(
        Map<String, RawTensor> model,
        Map<String, RawTensor> optimizer,
        Map<String, Double> optimizerNumbers,
        Cursor cursor) {}
