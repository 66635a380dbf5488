"""What a case's clocks cost: `python benchmarks/clocks.py`.

Makes up cases as long as real ones are (a short one, a complaint through both stages, a hazard
with everything at once), and times working out all clocks of each, without
and with their words, in processor time.
"""

from __future__ import annotations

import argparse
import statistics
from datetime import UTC, datetime, timedelta
from time import process_time

from heard.analysis.clocks import Happening, clocks_run
from heard.concerns.rules import england_calendar, rule_packs

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
SHORT = [("raised", 0), ("checked", 1), ("referred", 2), ("landlord-answered", 14)]
STAGES = [
    *SHORT,
    ("resident-told", 15),
    ("complaint", 20),
    ("complaint-acknowledged", 24),
    ("extended", 30),
    ("complaint-answered", 45),
    ("escalated", 50),
    ("escalation-acknowledged", 54),
    ("escalation-answered", 80),
]
EVERYTHING = [
    *STAGES,
    ("hazard-significant", 0),
    ("hazard-emergency", 3),
    ("landlord-aware", 2),
    ("investigated", 9),
    ("summary-given", 12),
    ("made-safe", 13),
    ("works-started", 60),
    ("paused", 4),
    ("resumed", 6),
    ("not-fixed", 90),
    ("reopened", 92),
]


def case(story: list[tuple[str, int]], number: int) -> list[Happening]:
    """A story told from another day, so that no two cases share their moments."""
    start = START + timedelta(hours=5 * number)
    return [
        Happening(kind, start + timedelta(days=day), days=5 if kind == "extended" else None)
        for kind, day in story
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300)
    args = parser.parse_args()
    packs, calendar = rule_packs(), england_calendar()
    now = START + timedelta(days=400)
    print(f"{'case':12} {'facts':>5} {'clocks':>6} {'ms':>8} {'ms with words':>14} {'a second':>9}")
    for name, story in (("short", SHORT), ("both stages", STAGES), ("everything", EVERYTHING)):
        plain, worded, found = [], [], ()
        for number in range(args.cases):
            facts = case(story, number)
            began = process_time()
            found = clocks_run(facts, packs, calendar, now=now)
            plain.append(process_time() - began)
            for clock in found:
                for step in (*clock.steps, *clock.conditions, *clock.warnings):
                    step.said()
            worded.append(process_time() - began)
        ms, words = (1000 * statistics.median(times) for times in (plain, worded))
        count = len(found)
        print(f"{name:12} {len(story):5} {count:6} {ms:8.3f} {words:14.3f} {1000 / ms:9.0f}")


if __name__ == "__main__":
    main()
