package dev.autograd.kernel;

/// Which way an optimiser goes.
public enum Goal {
    MINIMIZE,
    MAXIMIZE
}
