/// Eager tensors that remember how they were made.
///
/// ```java
/// Tensor w = Tensor.of(1f, 2f, 3f).requiresGrad_();
/// Tensor loss = w.mul(w).sum();
/// loss.backward();
/// w.grad(); // tensor([2, 4, 6])
/// ```
///
/// [dev.autograd.Tensor] is the data and its operators, [dev.autograd.Autograd] switches and asks for gradients,
/// [dev.autograd.Graph] draws and [dev.autograd.Profiler] says where the time goes.
///
/// ## Hooks A hook is called when a backward pass comes by what it was registered on. Every `register...`
/// returns a [dev.autograd.RemovableHandle]; hooks of one kind run in the order in which they were
/// registered, and each sees what those before it returned. At each node of the tape things happen in this
/// order:
///
/// 1. [dev.autograd.Tensor#registerHook]: the hooks of the tensor, with its complete gradient, which they may replace;
/// 2. what [dev.autograd.Tensor#retainGrad] keeps and `grad` returns is taken: the gradient as it is now;
/// 3. [dev.autograd.engine.Node#registerPreHook]: the node's hooks before its gradient rule;
/// 4. the gradient rule of the operator;
/// 5. [dev.autograd.engine.Node#registerHook]: the node's hooks after its rule.
///
/// At a leaf there is no rule; after its tensor hooks its `grad` grows, and then
/// [dev.autograd.Tensor#registerPostAccumulateGradHook] is told. A module's forward pre-hooks run before its
/// computation and its forward hooks after it; its full backward pre-hooks run when all gradients of its outputs have
/// arrived, and its full backward hooks when those of its inputs have been computed, after all nodes inside.
///
/// Tensor hooks run wherever their tensor's gradient is computed, also by `Autograd.grad`; hooks of nodes run where the
/// rule does; post-accumulate hooks only where a `grad` has grown. Hooks run on the thread that asked for the
/// gradients,
/// under its `createGraph` setting, and must not change the gradients that they are given in place.
///
/// **When something fails** in a rule or a hook, the pass ends with a [dev.autograd.BackwardException] whose cause is
/// what was thrown, and every `grad` is as it was before: leaves and retained gradients grow only after the whole pass
/// has succeeded. The exception are leaves with post-accumulate hooks, which grow as soon as their own gradient is
/// complete, so that an optimiser can step and drop it at once
/// ([dev.autograd.optim.Optimizer#stepInBackward]): what they have done stays done.
///
/// ## Threads
/// - Graphs that are built in different threads are independent, also where they share leaves or modules,
///   and may go backward at the same time: each adds its gradients to a shared leaf exactly once, under
///   that leaf's lock. The order of the additions, and with it the last bits of a sum of more than two, is
///   that of the threads.
/// - Several threads may go backward through one graph at the same time when each retains it; each is a
///   whole pass. When one of them frees the graph, the others may find it freed: they fail with a
///   [dev.autograd.BackwardException], and none of what they computed is added.
/// - Hooks may be registered and removed at any time. A pass on another thread may not see what is registered while it
///   runs. A leaf's post-accumulate hooks run under its lock, so each sees the gradient that its own pass added.
/// - Whoever changes a tensor in place, such as an optimiser's step or `zeroGrad`, must see to it that no other thread
///   reads it, or goes backward into it, meanwhile. A thread that reads it at that time computes with old, new or mixed
///   values; a graph that saved it refuses to go backward afterwards, because the version has changed.
/// - A tensor, a module or a result is handed to another thread by the usual means of Java (start, join, a queue, a
///   lock). Modes such as [dev.autograd.Autograd#noGrad()] belong to the thread that set them.
@NullMarked
package dev.autograd;

import org.jspecify.annotations.NullMarked;
