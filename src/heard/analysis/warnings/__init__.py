"""Trouble that starts: how unusual what residents raise is, and which of it to look at.

    found = scan(cells, by="week")                    how unusual every series' last period is
    listed = chosen(found, cells.periods, most=10)    the few to follow up, each happening once
    told = backtest(cells, by="week", ...)            what such lists would have been worth

`cells` come from an engine. `joined` brings merged landlords together before, `known_at` and
`share_known` allow for late entry, `loads` and `batches` tell of files that were loaded,
`nearby` looks at neighbouring places, and `safety_matches` at words that can't wait.
"""

from heard.analysis.warnings.backtest import Backtest, Outcome, Problem, Result, backtest, budget_of
from heard.analysis.warnings.budget import discoveries
from heard.analysis.warnings.choosing import CHANCE, About, Warned, chosen, rows_of, under
from heard.analysis.warnings.clusters import Cluster, cluster_scan
from heard.analysis.warnings.imports import Load, loads, without_loads
from heard.analysis.warnings.joining import joined
from heard.analysis.warnings.lateness import Lateness, batches, known_at, share_known
from heard.analysis.warnings.nearby import listed_with, nearby
from heard.analysis.warnings.safety import SafetyMatch, SafetyRule, SafetyRules, safety_matches
from heard.analysis.warnings.scanning import Found, scan, walk
from heard.analysis.warnings.tracks import Point, Track, tracks
from heard.analysis.warnings.words import Shared, shared_words

__all__ = [
    "CHANCE",
    "About",
    "Backtest",
    "Cluster",
    "Found",
    "Lateness",
    "Load",
    "Outcome",
    "Point",
    "Problem",
    "Result",
    "SafetyMatch",
    "SafetyRule",
    "SafetyRules",
    "Shared",
    "Track",
    "Warned",
    "backtest",
    "batches",
    "budget_of",
    "chosen",
    "cluster_scan",
    "discoveries",
    "joined",
    "known_at",
    "listed_with",
    "loads",
    "nearby",
    "rows_of",
    "safety_matches",
    "scan",
    "share_known",
    "shared_words",
    "tracks",
    "under",
    "walk",
    "without_loads",
]
