package dev.autograd.cli.train;

import dev.autograd.cli.model.Answer;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.data.Dataset;

/// What is to be learned. Examples are rows for the network, and class indices, one-hot rows or standardised quantities
/// to be found.
///
/// @param card what the model is given, how it is built, and what its outputs mean
/// @param train the examples to learn from
/// @param test the examples to be tested on
/// @param order in which the examples are taken
public record Problem(ModelCard card, Dataset train, Dataset test, Order order) {
    /// How right and wrong are measured.
    public Objective objective() {
        return switch (card.answer()) {
            case Answer.Classes _ -> Objective.CLASSIFY;
            case Answer.Quantity _ -> Objective.REGRESS;
        };
    }
}
