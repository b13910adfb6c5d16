package dev.autograd.engine;

/// What is said about saved values that were changed in place.
final class Versions {
    private Versions() {}

    /// @param what was changed, `it` for the value itself
    static IllegalStateException changed(SavedPlace place, String what, int saved, int found) {
        return new IllegalStateException("backward: " + place.operator() + " saved its " + place.value() + " "
                + place.shape() + " at version " + saved + ", but an in-place operation has changed " + what
                + " since: it is at version " + found + "; change a clone() instead, or change it before "
                + place.operator() + " runs");
    }
}
