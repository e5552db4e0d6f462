"""Run the stand-in by hand: python -m tests.standin --records FILE."""

import argparse
import threading
from pathlib import Path

from . import ALL, Failures, Library, StandIn


def main() -> None:
    """Serve the records of a file until interrupted, and say where."""
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument(
        "--records", type=Path, required=True, help="facts (.json) or a set of articles (.xml)"
    )
    parser.add_argument("--port", type=int, default=0, help="default: any that is free")
    parser.add_argument(
        "--fail", action="append", default=[], metavar="NAME=SHARE", help=f"one of: {', '.join(ALL)}, or all"
    )
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    shares = {name: float(share) for name, _, share in (one.partition("=") for one in given.fail)}
    every = shares.pop("all", 0.0)
    rates = {name: shares.get(name, 0.0) + every / len(ALL) for name in (ALL if every else shares)}
    failures = Failures(rates, seed=given.seed)
    with StandIn(Library.read(given.records), failures, port=given.port) as stand_in:
        print(f"export TRIALLINT_EUTILS_URL={stand_in.url}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print(f"{len(stand_in.asked)} requests, {stand_in.worst_rate()} in the busiest second")


if __name__ == "__main__":
    main()
