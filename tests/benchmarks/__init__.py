"""How long things take, as ratios to named baselines: `python -m tests.benchmarks`."""
