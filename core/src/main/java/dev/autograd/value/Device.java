package dev.autograd.value;

/// Where a storage lives.
public enum Device {
    /// Arrays on the Java heap.
    CPU("cpu");

    private final String label;

    Device(String label) {
        this.label = label;
    }

    /// The name PyTorch uses, such as `cpu`.
    @Override
    public String toString() {
        return label;
    }
}
