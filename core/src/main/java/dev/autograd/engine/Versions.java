package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// What is said about saved values that were changed in place.
final class Versions {
    private Versions() {}

    /// A value that is refused.
    ///
    /// @param operator the name of what saved it
    /// @param value which of its inputs or outputs it is
    /// @param what was changed: `it` for the value itself
    /// @param saved the version that was saved
    /// @param changed what was changed
    /// @param ranAt where the operator ran, or null when that is not known
    static BackwardException changed(
            String operator,
            String value,
            Shape shape,
            String what,
            int saved,
            Storage changed,
            @Nullable StackTraceElement ranAt) {
        return new BackwardException("backward: " + operator + " saved its " + value + " " + shape + " at version "
                + saved + ", but an in-place operation has changed " + what + " since: it is at version "
                + changed.version() + "; change a clone() instead, or change it before " + operator + " runs"
                + places(operator, changed, ranAt));
    }

    /// Where the operator ran and where the change was made, as far as anomaly detection was on.
    private static String places(String operator, Storage changed, @Nullable StackTraceElement ranAt) {
        StackTraceElement change = changed.changedAt();
        if (ranAt == null && change == null) {
            return "; detectAnomaly around the whole step tells where both happened";
        }
        return "; " + operator + " ran at " + CallSite.words(ranAt) + " and the last change was made at "
                + CallSite.words(change);
    }
}
