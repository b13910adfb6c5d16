/// Event files for TensorBoard.
module dev.autograd.tensorboard {
    requires transitive dev.autograd;
    requires static org.jspecify;

    exports dev.autograd.tensorboard;
}
