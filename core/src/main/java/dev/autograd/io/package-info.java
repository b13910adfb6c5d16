/// Files: tensors in the safetensors format, and writes that a crash cannot halve.
///
/// Formats work on [RawTensor], an element type, a shape and a Java array, and know nothing of gradients. What
/// comes from a file is checked in full before anything is allocated from what it claims; a damaged file is a
/// [FormatException] whose one sentence names the file, the tensor and the number that is wrong.
///
/// ```java
/// var weight = new RawTensor(DType.FLOAT32, new long[] {2, 2}, new float[] {1, 2, 3, 4});
/// SafeTensors.write(path, Map.of("weight", weight), Map.of("epoch", "7"));
/// SafeTensors.Contents contents = SafeTensors.read(path);
/// float[] values = (float[]) contents.tensors().get("weight").array();
/// ```
///
/// What writes a file of the user's goes through [AtomicFile]: the old one stays whole until the new one is
/// on the disk. [GraphFile] keeps computation graphs, and [SavedTensors] keeps what backward needs in files
/// of its own.
@NullMarked
package dev.autograd.io;

import org.jspecify.annotations.NullMarked;
