"""Tests of the pure arithmetic, with scipy as the referee."""
