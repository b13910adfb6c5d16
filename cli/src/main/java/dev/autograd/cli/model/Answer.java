package dev.autograd.cli.model;

import java.util.List;

/// What a model's outputs mean.
public sealed interface Answer {
    /// The name of what is predicted: the label's column in a table.
    String label();

    /// One of several classes; the outputs are the logits.
    ///
    /// @param label the name of what is predicted
    /// @param names the classes in the order of the outputs
    record Classes(String label, List<String> names) implements Answer {
        public Classes {
            names = List.copyOf(names);
        }
    }

    /// A quantity; the only output is the quantity standardised.
    ///
    /// @param label the name of what is predicted
    /// @param scale how it was standardised
    record Quantity(String label, Scale scale) implements Answer {}
}
