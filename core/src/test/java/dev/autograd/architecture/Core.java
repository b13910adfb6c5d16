package dev.autograd.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.autograd.value.DType;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// The compiled classes of the core, without its tests, and the room each of them is in.
public final class Core {
    /// All of them.
    public static final JavaClasses CLASSES = new ClassFileImporter().importPath(classes());

    private Core() {}

    /// The folder of the compiled classes.
    static Path classes() {
        try {
            return Path.of(DType.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether the class, or what an array type holds, belongs to this library.
    static boolean owns(JavaClass type) {
        var name = type.getBaseComponentType().getPackageName();
        return name.equals(Floors.FACE) || name.startsWith(Floors.FACE + ".");
    }

    /// The first package under the root that the class is in, such as `kernel`; `dev.autograd` for the root itself.
    static String room(JavaClass type) {
        var name = type.getBaseComponentType().getPackageName();
        if (name.equals(Floors.FACE)) {
            return Floors.FACE;
        }
        var rest = name.substring(Floors.FACE.length() + 1);
        var dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
