package dev.autograd.graph;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tape keeps in memory for the backward pass: the values that operators saved, by operator and one
/// by one. Bytes are those of whole storages, since a view keeps all of its storage alive, and a storage
/// that several tensors share counts once.
///
/// ```java
/// GraphMemory memory = Graph.of(loss).memory();
/// System.out.println(memory);                         // a table
/// String first = memory.operators().getFirst().name();    // the operator that holds most
/// ```
///
/// A plain value: it holds no tensor. [#toString()] is a table of all of it.
///
/// @param nodes how many operators, and checkpoints, are on the tape
/// @param freedNodes how many of them had saved something and have let go of it, because a backward pass went through
/// @param savedTensors how many values are saved, each counted for every operator that saved it
/// @param savedBytes of the storages behind the saved values, parameters left out
/// @param freedByBackward how much of `savedBytes` a backward pass lets go: all but the storages of the
///     tensors that the graph was asked for, which their owner holds. What else holds a tensor, such as a
///     variable for the batch, keeps it alive after that
/// @param packedTensors how many values are saved in another form than as tensors: by hooks of
///     [dev.autograd.Autograd#savedTensorHooks(dev.autograd.SavedTensorHooks)], or to be computed again by
///     [dev.autograd.Autograd#checkpoint(java.util.function.Function, dev.autograd.Tensor)]; they are not among
///     `savedTensors`. A checkpoint's inputs are listed under its name as if it were an operator
/// @param packedBytes what these would take as tensors, each by itself; none of it is held by the tape
/// @param parameterBytes of the storages of the leaves that want a gradient, without their gradients; these stay
/// @param operators what the nodes of each operator hold together, most bytes first
/// @param largest the largest saved storages, parameters left out, largest first
public record GraphMemory(
        long nodes,
        long freedNodes,
        long savedTensors,
        long savedBytes,
        long freedByBackward,
        long packedTensors,
        long packedBytes,
        long parameterBytes,
        List<OperatorMemory> operators,
        List<SavedStorage> largest) {

    /// Keeps copies of the lists.
    public GraphMemory {
        operators = List.copyOf(operators);
        largest = List.copyOf(largest);
    }

    /// What all nodes of one operator hold.
    ///
    /// @param name the operator's
    /// @param nodes how often it ran
    /// @param savedTensors how many values these runs saved
    /// @param bytes of the storages behind them, each once, parameters left out
    /// @param exclusiveBytes how much of `bytes` no node of another operator holds as well: what would be
    ///     saved if this operator saved nothing
    public record OperatorMemory(String name, long nodes, long savedTensors, long bytes, long exclusiveBytes) {}

    /// One storage that is kept alive.
    ///
    /// @param holder who saved it first
    /// @param tensor the name of the tensor saved there, or null when it has none
    /// @param shape the shape of that tensor, which may be a view of a part
    /// @param dtype the type of the elements
    /// @param bytes of the whole storage
    /// @param holders how many values saved it, all counted
    /// @param sharedWith some of those that saved it after the first
    public record SavedStorage(
            Holder holder,
            @Nullable String tensor,
            Shape shape,
            DType dtype,
            long bytes,
            long holders,
            List<Holder> sharedWith) {

        /// Keeps a copy of the list.
        public SavedStorage {
            sharedWith = List.copyOf(sharedWith);
        }
    }

    /// One value that an operator saved.
    ///
    /// @param operator the operator's name
    /// @param place which of its inputs or outputs, such as `input 0`
    public record Holder(String operator, String place) {
        /// For example `matmul input 0`.
        @Override
        public String toString() {
            return operator + " " + place;
        }
    }

    /// Everything that is kept alive: what was saved, and the parameters.
    public long totalBytes() {
        return savedBytes + parameterBytes;
    }

    /// A readable table.
    @Override
    public String toString() {
        return MemoryTable.text(this);
    }
}
