package dev.autograd.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who the library is compared with.
public enum Peer {
    /// PyTorch as it is: every operator when it is called.
    TORCH("torch-eager"),
    /// PyTorch with the functions handed to `torch.compile`.
    TORCH_COMPILE("torch-compile"),
    /// This library where the vector module is missing.
    PLAIN("autograd-plain"),
    /// DJL on its PyTorch engine.
    DJL("djl");

    private final String implementation;

    Peer(String implementation) {
        this.implementation = implementation;
    }

    /// What reports call it.
    public String implementation() {
        return implementation;
    }

    /// What the command line calls them.
    public static List<String> names() {
        return Arrays.stream(values()).map(Peer::commandName).toList();
    }

    /// The one that the command line calls so.
    public static Optional<Peer> named(String name) {
        return Arrays.stream(values()).filter(p -> p.commandName().equals(name)).findFirst();
    }

    private String commandName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
