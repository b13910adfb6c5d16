package dev.autograd.cli.model;

import dev.autograd.checkpoint.ModelFiles;
import dev.autograd.cli.base.Failure;
import dev.autograd.io.SafeTensors;
import dev.autograd.nn.Layer;
import dev.autograd.value.Random;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Trained models in files: safetensors with the weights under PyTorch's names and the [ModelCard] beside them.
public final class ModelFile {
    /// The model's name in the folder of a run.
    public static final String NAME = "model.safetensors";

    private ModelFile() {}

    /// A network with its weights, ready to predict.
    ///
    /// @param card what it is
    /// @param network the network, in evaluation mode
    public record Model(ModelCard card, Layer network) {}

    /// Writes a model, replacing the file at once or not at all. The same weights give the same bytes.
    public static void save(Path file, ModelCard card, Layer network) throws IOException {
        ModelFiles.save(file, network, CardText.of(card));
    }

    /// Reads a model from a file, or from the folder of a run.
    ///
    /// @throws IOException if the file cannot be read or is damaged
    /// @throws Failure if it holds no model of this program, or weights that do not fit its own description
    public static Model load(Path where) throws IOException {
        Path file = Files.isDirectory(where) ? where.resolve(NAME) : where;
        ModelCard card = card(file, SafeTensors.readHeader(file).metadata());
        Layer network = card.architecture().build(Random.seed(0));
        try {
            ModelFiles.load(file, network);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    file + " says that it is a " + card.architecture().text() + " network, but is not: "
                            + e.getMessage(),
                    e);
        }
        network.eval();
        return new Model(card, network);
    }

    private static ModelCard card(Path file, Map<String, String> metadata) {
        if (metadata.containsKey("autograd.checkpoint")) {
            throw new Failure(file
                    + " is a checkpoint and no trained model: go on training with --resume, or predict with the file "
                    + NAME + " that a complete training leaves beside it");
        }
        try {
            ModelCard card = CardText.read(metadata);
            if (card.inputs().width() != card.architecture().inputs()) {
                throw new IllegalArgumentException(
                        "its inputs fill " + card.inputs().width() + " columns, but its network takes "
                                + card.architecture().inputs());
            }
            return card;
        } catch (IllegalArgumentException e) {
            throw new Failure(file + " is not a model that `autograd train` wrote: " + e.getMessage(), e);
        }
    }
}
