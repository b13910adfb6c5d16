package dev.autograd.conformance.check;

import java.util.Arrays;

/// An exception as a sentence, with the first place in this library that it came through.
final class Thrown {
    private Thrown() {}

    static String text(Throwable e) {
        String name = e.getClass().getSimpleName();
        return name + (e.getMessage() == null ? "" : ": " + e.getMessage()) + place(e);
    }

    private static String place(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.autograd."))
                .findFirst()
                .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
    }
}
