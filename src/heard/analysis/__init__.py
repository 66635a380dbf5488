"""The computations behind every figure: values in, frozen results out.

Nothing here reads a file, a clock or a database. What is drawn by lot is drawn from a stated seed.
"""

from heard.analysis.all_cases import census_benchmark
from heard.analysis.benchmark import benchmark
from heard.analysis.change import Change, change_interval
from heard.analysis.funnel import FunnelLimit
from heard.analysis.intervals import Interval, rate_interval, sample_size, share_interval
from heard.analysis.method_mix import MethodEffect
from heard.analysis.rates import rate_benchmark
from heard.analysis.readings import Count, Reading
from heard.analysis.recompute import agrees, share_from_counts
from heard.analysis.standings import METHOD_VERSION, Band, Benchmark, Expected, Standing

__all__ = [
    "METHOD_VERSION",
    "Band",
    "Benchmark",
    "Change",
    "Count",
    "Expected",
    "FunnelLimit",
    "Interval",
    "MethodEffect",
    "Reading",
    "Standing",
    "agrees",
    "benchmark",
    "census_benchmark",
    "change_interval",
    "rate_benchmark",
    "rate_interval",
    "sample_size",
    "share_from_counts",
    "share_interval",
]
