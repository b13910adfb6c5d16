package dev.autograd.data;

/// Where a [DataLoader] is: so many batches into an epoch.
///
/// @param epoch the epoch, from 0
/// @param batch how many of its batches were taken
public record LoaderPosition(int epoch, int batch) {
    /// Before the first batch of the first epoch.
    public static final LoaderPosition START = new LoaderPosition(0, 0);

    /// @throws IllegalArgumentException when a number is negative
    public LoaderPosition {
        if (epoch < 0 || batch < 0) {
            throw new IllegalArgumentException(
                    "LoaderPosition: neither number may be negative, but epoch is " + epoch + " and batch " + batch);
        }
    }
}
