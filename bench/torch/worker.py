"""Runs workloads with PyTorch for `autograd bench`, which tells it on standard input what to do, a line at a time:

    prepare NAME     answered with `prepared`, or `error WHY`
    run N            runs the prepared workload N times; answered with `took NANOSECONDS`

It starts by saying `ready VERSIONS`, and ends with its input.

    python worker.py [--threads N] [--compile]
    python worker.py --whole NAME       runs a workload of whole processes, and says `done`
"""

import argparse
import sys
import time


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--compile", action="store_true")
    options.add_argument("--whole")
    given = options.parse_args()

    import torch

    torch.set_num_threads(given.threads)
    torch.manual_seed(0)
    import workloads

    workloads.compiled = given.compile
    if given.whole:
        workloads.WHOLE[given.whole]()
        print("done", flush=True)
        return

    print(f"ready PyTorch {torch.__version__}, Python {sys.version.split()[0]}", flush=True)
    program = None
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        try:
            if command == "prepare":
                program = workloads.WORKLOADS[argument]()
                print("prepared", flush=True)
            else:
                times = range(int(argument))
                start = time.perf_counter_ns()
                for _ in times:
                    program()
                print(f"took {time.perf_counter_ns() - start}", flush=True)
        except Exception as e:  # whatever it is, the other side tells it
            print("error " + " ".join(f"{type(e).__name__}: {e}".split()), flush=True)


if __name__ == "__main__":
    main()
