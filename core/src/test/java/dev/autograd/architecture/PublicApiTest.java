package dev.autograd.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Every public type, method, constructor and constant of the packages that the core exports has a documentation
/// comment. Exempt are overriding methods, which inherit theirs, constructors of records and the rows of enum tables.
final class PublicApiTest {
    @Test
    void isDocumentedCompletely() throws IOException {
        var sources =
                Core.classes().getParent().resolveSibling("src").resolve("main").resolve("java");
        var missing = new ArrayList<String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                var paths = Files.walk(sources)) {
            var exported = exportedFolders(sources);
            var javaFiles = paths.filter(p -> p.toString().endsWith(".java") && exported.contains(p.getParent()))
                    .toList();
            assertThat(javaFiles).isNotEmpty();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("--release", "25"), null, files.getJavaFileObjectsFromPaths(javaFiles));
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new Reader(trees, unit, sources, missing).readUnit();
            }
        }
        assertThat(missing).as("public, but without a documentation comment").isEmpty();
    }

    private static Set<Path> exportedFolders(Path sources) throws IOException {
        try (var in = Files.newInputStream(Core.classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in).exports().stream()
                    .map(e -> sources.resolve(e.source().replace('.', '/')))
                    .collect(Collectors.toSet());
        }
    }

    private record Reader(DocTrees trees, CompilationUnitTree unit, Path sources, List<String> missing) {
        void readUnit() {
            var root = new TreePath(unit);
            for (var type : unit.getTypeDecls()) {
                if (type instanceof ClassTree c && isVisible(c.getModifiers())) {
                    readType(c, new TreePath(root, c));
                }
            }
        }

        private void readType(ClassTree type, TreePath path) {
            require(type.getSimpleName().toString(), path);
            // Members of an interface are public without saying so.
            var open = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
            for (var member : type.getMembers()) {
                var at = new TreePath(path, member);
                switch (member) {
                    case ClassTree c when open || isVisible(c.getModifiers()) -> readType(c, at);
                    case MethodTree m
                    when (open && !isHidden(m.getModifiers())) || isVisible(m.getModifiers()) -> {
                        if (!isGenerated(at) && !overrides(m) && !isRecordConstructor(m, type)) {
                            var name = m.getReturnType() == null ? "constructor" : m.getName();
                            require(type.getSimpleName() + "." + name, at);
                        }
                    }
                    case VariableTree v
                    when open || isVisible(v.getModifiers()) -> {
                        if (!isEnumRow(v, type)) {
                            require(type.getSimpleName() + "." + v.getName(), at);
                        }
                    }
                    default -> {}
                }
            }
        }

        private void require(String name, TreePath path) {
            if (trees.getDocComment(path) == null) {
                missing.add(name + " in "
                        + sources.relativize(Path.of(unit.getSourceFile().toUri())));
            }
        }

        /// Whether the compiler made it, such as the constructor of a class that declares none.
        private boolean isGenerated(TreePath path) {
            return trees.getSourcePositions().getEndPosition(unit, path.getLeaf()) < 0;
        }

        private static boolean isVisible(ModifiersTree modifiers) {
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED);
        }

        private static boolean isHidden(ModifiersTree modifiers) {
            return modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private static boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
        }

        /// The record's own comment speaks of its components; its constructor only checks them.
        private static boolean isRecordConstructor(MethodTree method, ClassTree type) {
            return type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
        }

        private static boolean isEnumRow(VariableTree variable, ClassTree type) {
            return type.getKind() == Tree.Kind.ENUM
                    && Objects.equals(
                            String.valueOf(variable.getType()),
                            type.getSimpleName().toString());
        }
    }
}
