package dev.autograd.cli;

import dev.autograd.cli.base.ThisMachine;
import picocli.CommandLine.IVersionProvider;

/// The answer to `--version`: this library's version, as the build wrote it into the module, and the Java that runs it.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"autograd " + ThisMachine.version() + ", Java " + Runtime.version()};
    }
}
