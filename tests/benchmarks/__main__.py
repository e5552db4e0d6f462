"""Run the benchmarks: `python -m tests.benchmarks [startup] [hook] [throughput] ... [--tiny]`."""

import argparse
from collections.abc import Callable, Iterator, Sequence

from .answers import answers
from .costs import costs
from .extraction import extraction
from .hook import hook
from .linkage import linkage
from .mirror import mirror
from .scan import scan
from .startup import startup
from .throughput import throughput

Benchmark = Callable[[], Iterator[str]]

FULL: dict[str, Benchmark] = {
    "startup": lambda: startup(rounds=15),
    "hook": lambda: hook(rounds=15),
    "throughput": lambda: throughput((1_000, 10_000), rounds=3),
    "costs": lambda: costs(reports=1_000, shown=10),
    "answers": lambda: answers((1, 100, 2_000), rounds=7),
    "linkage": lambda: linkage((2_000, 5_000, 20_000, 100_000), beside=2_000),
    "extraction": lambda: extraction(500, rounds=7),
    "scan": lambda: scan(20, 5_000, rounds=5),
    "mirror": lambda: mirror(200_000, 20, looks=2_000, citations=50_000, beside=2_000),
}
#: The same at a size that only shows that they run.
TINY: dict[str, Benchmark] = {
    "startup": lambda: startup(rounds=1),
    "hook": lambda: hook(rounds=1),
    "throughput": lambda: throughput((5, 10), rounds=1),
    "costs": lambda: costs(reports=5, shown=3),
    "answers": lambda: answers((1, 3), rounds=1),
    "linkage": lambda: linkage((20, 60), beside=60),
    "extraction": lambda: extraction(12, rounds=1),
    "scan": lambda: scan(2, 60, rounds=1),
    "mirror": lambda: mirror(400, 2, looks=20, citations=60, beside=40),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the benchmarks that are asked for, by default all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(FULL)}")
    parser.add_argument("--tiny", action="store_true", help="at a size that only shows that they run")
    options = parser.parse_args(arguments)
    chosen = TINY if options.tiny else FULL
    if unknown := set(options.names) - chosen.keys():
        parser.error(f"there is no benchmark called {', '.join(sorted(unknown))}")
    for name in options.names or chosen:
        for line in chosen[name]():
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
