package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.engine.profile.Frame;
import dev.autograd.engine.profile.Kind;
import dev.autograd.engine.profile.Profile;
import dev.autograd.event.Events;
import dev.autograd.event.OpEvent;
import dev.autograd.op.Op;
import dev.autograd.value.Storage;

/// Runs operators while somebody wants to know how long they take: a profile of the thread, its recorder, or
/// a recording of the Flight Recorder.
final class Timed {
    private Timed() {}

    static Tensor[] run(Op op, Tensor[] inputs, ThreadState thread) {
        return Events.ofOperators() ? runAsEvent(op, inputs, thread) : runInProfile(op, inputs, thread);
    }

    private static Tensor[] runAsEvent(Op op, Tensor[] inputs, ThreadState thread) {
        OpEvent event = new OpEvent();
        event.begin();
        Tensor[] outputs = runInProfile(op, inputs, thread);
        event.end();
        if (event.shouldCommit()) {
            String made = outputs.length == 0 ? "" : outputs[0].dtype() + " " + outputs[0].shape();
            event.commit(kind(inputs).label(op.name()), thread.switches().walking(), made, newBytes(inputs, outputs));
        }
        return outputs;
    }

    private static Tensor[] runInProfile(Op op, Tensor[] inputs, ThreadState thread) {
        Profile profile = thread.profile();
        Recorder recorder = thread.recorder();
        if (recorder != null) {
            recorder.start();
        }
        if (profile == null) {
            return Tape.run(op, inputs, thread);
        }
        Frame frame = profile.enter(kind(inputs), op.name());
        long entered = profile.entered();
        try {
            Tensor[] outputs = Tape.run(op, inputs, thread);
            if (profile.entered() == entered) { // else its outputs are those of operators inside it
                profile.allocated(frame, newBytes(inputs, outputs));
            }
            return outputs;
        } finally {
            profile.leave(frame);
        }
    }

    private static Kind kind(Tensor[] inputs) {
        return Vmap.concerns(inputs) ? Kind.MAPPED : Kind.OPERATOR;
    }

    /// The bytes of the arrays that are the outputs' own: a view has none, nor has what was written in place.
    private static long newBytes(Tensor[] inputs, Tensor[] outputs) {
        long bytes = 0;
        for (int i = 0; i < outputs.length; i++) {
            Tensor output = outputs[i];
            if (!output.isView() && !output.isBatched()) {
                Storage storage = output.storage();
                if (!isAmong(storage, inputs, inputs.length) && !isAmong(storage, outputs, i)) {
                    bytes += (long) storage.length() * storage.dtype().bytes();
                }
            }
        }
        return bytes;
    }

    private static boolean isAmong(Storage storage, Tensor[] tensors, int n) {
        for (int i = 0; i < n; i++) {
            if (!tensors[i].isBatched() && tensors[i].storage() == storage) {
                return true;
            }
        }
        return false;
    }
}
