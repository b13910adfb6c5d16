package dev.autograd.cli.train;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.cli.base.Text;
import dev.autograd.data.Batch;
import dev.autograd.nn.Layer;
import java.io.Serial;

/// Training came to numbers that are none. The message says at which step and where they appeared first.
final class NotFinite extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private NotFinite(String sentence) {
        super(sentence);
    }

    /// The loss of a batch is not finite.
    ///
    /// @param step counted from 1, over all epochs
    static NotFinite loss(double loss, Layer network, Batch batch, Cursor cursor, long step) {
        return new NotFinite(Text.format(
                "the loss became %s at step %,d (epoch %d, batch %d): %s",
                name(loss), step, cursor.epoch() + 1, cursor.batch() + 1, culprit(network, batch)));
    }

    /// A parameter is not finite, though the loss before the last step was.
    ///
    /// @param step the last step, counted from 1, over all epochs
    static NotFinite parameter(String name, Tensor values, long step) {
        return new NotFinite(Text.format("parameter \"%s\" became %s in step %,d", name, name(firstBad(values)), step));
    }

    private static String culprit(Layer network, Batch batch) {
        if (isBad(batch.x())) {
            return "the data of this batch is not finite";
        }
        for (var parameter : network.namedParameters().entrySet()) {
            if (isBad(parameter.getValue())) {
                return "parameter \"" + parameter.getKey()
                        + "\" is the first that is not finite, after the step before";
            }
        }
        return Autograd.noGrad(() -> activation(network, batch));
    }

    private static String activation(Layer network, Batch batch) {
        Tensor x = batch.x();
        for (var child : network.children().entrySet()) {
            if (child.getValue() instanceof Layer layer) {
                x = layer.forward(x);
                if (isBad(x)) {
                    return "all parameters are finite, and the output of layer \"" + child.getKey()
                            + "\" is the first activation that is not";
                }
            }
        }
        return isBad(network.forward(batch.x()))
                ? "all parameters are finite, but the network's output is not"
                : "all parameters and activations are finite, but the loss between them and the targets is not";
    }

    static boolean isBad(Tensor tensor) {
        return !Double.isFinite(firstBad(tensor));
    }

    /// The first element that is not finite, or 0.
    private static double firstBad(Tensor tensor) {
        for (float value : tensor.detach().toFloatArray()) {
            if (!Float.isFinite(value)) {
                return value;
            }
        }
        return 0;
    }

    private static String name(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "negative infinite";
    }
}
