package dev.autograd.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the line of the user's program that runs now: the innermost that is neither the library's nor the JDK's.
public final class CallSite {
    private static final String LIBRARY = "dev.autograd";
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private CallSite() {}

    /// The line, or null when the stack has none.
    public static @Nullable StackTraceElement find() {
        Optional<StackTraceElement> line =
                STACK.walk(frames -> frames.filter(frame -> isUsers(frame.getDeclaringClass()))
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement));
        return line.orElse(null);
    }

    private static boolean isUsers(Class<?> type) {
        return !isLibrarys(type) && !isJdks(type);
    }

    /// By package and place: programs in packages below the library's, such as its own tests, are users, and so is
    /// everything else that one archive may hold beside it.
    private static boolean isLibrarys(Class<?> type) {
        String name = type.getPackageName();
        boolean named = name.equals(LIBRARY) || name.startsWith(LIBRARY + ".");
        return named && type.getProtectionDomain() == CallSite.class.getProtectionDomain();
    }

    private static boolean isJdks(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /// A line in words, for the end of a sentence.
    static String words(@Nullable StackTraceElement line) {
        return line == null ? "an unknown place" : line.toString();
    }
}
