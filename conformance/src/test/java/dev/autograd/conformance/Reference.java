package dev.autograd.conformance;

import dev.autograd.io.RawTensor;
import dev.autograd.io.SafeTensors;
import dev.autograd.value.DType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A folder of reference cases in the making.
public final class Reference {
    private final Path folder;
    private final List<String> cases = new ArrayList<>();

    public Reference(Path folder) {
        this.folder = folder;
    }

    /// The members of a case, which a test may change before it is written. Values are JSON.
    public static final class Case {
        private final Map<String, String> members = new LinkedHashMap<>();
        private final Map<String, RawTensor> tensors = new LinkedHashMap<>();

        /// A case without members.
        public Case() {}

        public Case with(String name, String json) {
            members.put(name, json.replace('\'', '"'));
            return this;
        }

        public Case without(String name) {
            members.remove(name);
            return this;
        }

        public Case with(String name, RawTensor tensor) {
            tensors.put(name, tensor);
            return this;
        }

        public Case withoutTensor(String name) {
            tensors.remove(name);
            return this;
        }

        private String text(String id, String file) {
            var all = new LinkedHashMap<>(members);
            all.putIfAbsent("id", "\"" + id + "\"");
            all.put("file", "\"" + file + "\"");
            all.put("prefix", "\"f64.0.\"");
            return all.entrySet().stream()
                    .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /// Adds a case with a file of its own.
    public Reference add(String id, Case c) {
        String file = "tensors/" + cases.size() + ".safetensors";
        cases.add(c.text(id, file));
        Map<String, RawTensor> prefixed = new LinkedHashMap<>();
        c.tensors.forEach((name, tensor) -> prefixed.put("f64.0." + name, tensor));
        try {
            Files.createDirectories(folder.resolve("tensors"));
            SafeTensors.write(folder.resolve(file), prefixed, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Writes the index.
    public Path write() {
        return file("index.json", "{\"format\":\"autograd-ref-1\",\"cases\":[\n" + String.join(",\n", cases) + "]}\n");
    }

    /// Writes another file.
    public Path file(String name, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /// The product of two vectors, with both orders of gradients:
    /// `o = x y`, `g = (c y, c x)`, and of `S = g v`: `(c v1, c v0)` and `v0 y + v1 x`.
    public static Case dot() {
        return new Case()
                .with("group", "'opinfo'")
                .with("op", "'matmul'")
                .with("variant", "''")
                .with("dtype", "'f64'")
                .with("args", "[{'$t':'i0'},{'$t':'i1'}]")
                .with("kwargs", "{}")
                .with("tier", "'core'")
                .with("inputs", "['i0','i1']")
                .with("requires_grad", "[true,true]")
                .with("outputs", "['o0']")
                .with("out", "'tensor'")
                .with("tol", "[1e-9,1e-10]")
                .with("cot", "{'o0':'c0'}")
                .with("grads", "{'i0':'g0','i1':'g1'}")
                .with("v", "{'i0':'v0','i1':'v1'}")
                .with("grads2", "{'i0':'gg_i0','i1':'gg_i1','c0':'gg_c0'}")
                .with("i0", doubles(1, 2))
                .with("i1", doubles(3, 4))
                .with("o0", scalar(11))
                .with("c0", scalar(10))
                .with("g0", doubles(30, 40))
                .with("g1", doubles(10, 20))
                .with("v0", doubles(5, 6))
                .with("v1", doubles(7, 8))
                .with("gg_i0", doubles(70, 80))
                .with("gg_i1", doubles(50, 60))
                .with("gg_c0", scalar(62));
    }

    /// A case without gradients.
    public static Case plain(String op, String args, RawTensor output) {
        return new Case()
                .with("group", "'opinfo'")
                .with("op", "'" + op + "'")
                .with("args", args)
                .with("kwargs", "{}")
                .with("inputs", "['i0']")
                .with("requires_grad", "[false]")
                .with("outputs", "['o0']")
                .with("out", "'tensor'")
                .with("tol", "[1e-9,1e-10]")
                .with("i0", doubles(1, 2))
                .with("o0", output);
    }

    public static RawTensor doubles(double... values) {
        return new RawTensor(DType.FLOAT64, new long[] {values.length}, values);
    }

    public static RawTensor matrix(int rows, double... values) {
        return new RawTensor(DType.FLOAT64, new long[] {rows, values.length / rows}, values);
    }

    public static RawTensor scalar(double value) {
        return new RawTensor(DType.FLOAT64, new long[0], new double[] {value});
    }

    public static RawTensor longs(long... values) {
        return new RawTensor(DType.INT64, new long[] {values.length}, values);
    }
}
