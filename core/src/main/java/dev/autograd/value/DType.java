package dev.autograd.value;

/// The type of a tensor's elements. The order is the order of type promotion: a result takes the later of its operands'
/// types.
public enum DType {
    BOOL("bool", 1, Category.BOOLEAN),
    INT32("int32", 4, Category.INTEGER),
    INT64("int64", 8, Category.INTEGER),
    FLOAT32("float32", 4, Category.FLOATING),
    FLOAT64("float64", 8, Category.FLOATING);

    /// Kinds of numbers, in the order in which promotion prefers them.
    public enum Category {
        BOOLEAN,
        INTEGER,
        FLOATING
    }

    private final String label;
    private final int bytes;
    private final Category category;

    DType(String label, int bytes, Category category) {
        this.label = label;
        this.bytes = bytes;
        this.category = category;
    }

    /// The size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    public Category category() {
        return category;
    }

    /// Whether gradients exist for this type.
    public boolean isFloating() {
        return category == Category.FLOATING;
    }

    /// The name PyTorch uses, such as `float32`.
    @Override
    public String toString() {
        return label;
    }

    /// A fresh zero-filled array of this type's Java primitive: `boolean[]`, `int[]`, `long[]`, `float[]` or
    /// `double[]`.
    public Object newArray(int length) {
        return switch (this) {
            case BOOL -> new boolean[length];
            case INT32 -> new int[length];
            case INT64 -> new long[length];
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
        };
    }
}
