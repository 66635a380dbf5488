"""What themes in free text are worth and cost: `python benchmarks/themes.py [FOLDER] [--seeds N]`.

FOLDER is one with labelled texts as CSV: banking77_train.csv and banking77_test.csv (text,
category), nhs_phase1_text_data.csv (feedback, label), and themefinder_gambling_XS (given themes).
Without it only made-up texts are used: 50,000 in 40 themes, of pseudo-words that are drawn from
themes' own and from those of all. Every method is told the true number of themes and runs in a
process of its own.

Accuracy is the part of texts whose theme is their label, themes and labels being matched one to
one as well as possible. Quotes is the part of each theme's three nearest texts that carry its main
label. Seconds are of processor, with one thread for each; memory is the process's highest above
that at its start. BERTopic takes part only where it is installed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from time import process_time

import numpy as np
from scipy.optimize import linear_sum_assignment

METHODS = ("heard", "nmf", "lsa", "bertopic")
NAMES = {
    "heard": "Heard",
    "nmf": "MiniBatchNMF (scikit-learn)",
    "lsa": "LSA and k-means (scikit-learn)",
    "bertopic": "BERTopic, no downloaded model",
}
LETTERS, VOWELS = "bcdfglmnprstv", "aeiou"


def made_up(number: int, themes: int, seed: int) -> tuple[list[str], list[str]]:
    """Texts of about 14 pseudo-words, three in ten of them their theme's own."""
    rng = np.random.default_rng(seed)

    def word() -> str:
        return "".join(
            str(rng.choice(list(LETTERS))) + str(rng.choice(list(VOWELS)))
            for _ in range(rng.integers(2, 5))
        )

    common, own = (
        [word() for _ in range(3000)],
        [[word() for _ in range(40)] for _ in range(themes)],
    )
    often, less = 1 / np.arange(1, 3001), 1 / np.arange(1, 41) ** 0.7
    labels = rng.choice(themes, number, p=rng.dirichlet(np.full(themes, 3.0)))
    texts = []
    for label in labels:
        length = max(4, rng.poisson(14))
        wide = rng.choice(3000, length, p=often / often.sum())
        narrow = rng.choice(40, length, p=less / less.sum())
        mine = rng.random(length) < 0.3
        words = [own[label][narrow[at]] if mine[at] else common[wide[at]] for at in range(length)]
        texts.append(" ".join(words))
    return texts, [str(label) for label in labels]


def read(folder: Path, name: str, seed: int) -> tuple[list[str], list[str]]:
    if name == "made up":
        return made_up(50_000, 40, seed)
    files, text, label = {
        "banking77": (("banking77_train.csv", "banking77_test.csv"), "text", "category"),
        "NHS": (("nhs_phase1_text_data.csv",), "feedback", "label"),
    }[name]
    rows: list[dict[str, str]] = []
    for file in files:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            rows += [row for row in csv.DictReader(lines) if row[text].strip()]
    return [row[text] for row in rows], [row[label] for row in rows]


def run(method: str, texts: list[str], k: int, seed: int) -> tuple[np.ndarray, list[list[int]]]:
    """Each text's theme, and each theme's three texts to quote."""
    if method == "heard":
        from heard.analysis.themes import find_themes

        found = find_themes(texts, k=k, seed=seed)
        return found.theme, [list(one.quotes) for one in found.themes]
    if method == "bertopic":
        from bertopic import BERTopic
        from bertopic.backend import BaseEmbedder  # noqa: F401 - says early if it is half installed
        from sklearn.cluster import KMeans
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline

        backend = make_pipeline(TfidfVectorizer(), TruncatedSVD(100, random_state=seed))
        model = BERTopic(embedding_model=backend, hdbscan_model=KMeans(k, random_state=seed))
        theme = np.asarray(model.fit_transform(texts)[0])
        quotes = model.get_representative_docs()
        at = {text: place for place, text in enumerate(texts)}
        return theme, [[at[one] for one in quotes.get(topic, [])] for topic in range(k)]
    from sklearn.cluster import KMeans
    from sklearn.decomposition import MiniBatchNMF, TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    table = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True).fit_transform(texts)
    if method == "nmf":
        weight = MiniBatchNMF(k, random_state=seed).fit_transform(table)
        theme = weight.argmax(axis=1)
        near = weight
    else:
        points = normalize(TruncatedSVD(100, random_state=seed).fit_transform(table))
        model = KMeans(k, n_init=3, random_state=seed)
        theme = model.fit_predict(points)
        near = -model.transform(points)
    order = [np.flatnonzero(theme == one) for one in range(k)]
    return theme, [
        [int(at) for at in inside[np.argsort(-near[inside, one])][:3]]
        for one, inside in enumerate(order)
    ]


def accuracy(theme: np.ndarray, labels: list[str]) -> float:
    names = {name: at for at, name in enumerate(sorted(set(labels)))}
    table = np.zeros((int(theme.max()) + 1, len(names)))
    np.add.at(table, (theme, [names[label] for label in labels]), 1)
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum() / len(labels))


def quoted(theme: np.ndarray, quotes: list[list[int]], labels: list[str]) -> float:
    right = []
    for one, those in enumerate(quotes):
        inside = [labels[at] for at in np.flatnonzero(theme == one)]
        if inside:
            main = max(sorted(set(inside)), key=inside.count)
            right += [labels[at] == main for at in those]
    return float(np.mean(right)) if right else float("nan")


def measure(folder: Path, method: str, name: str, seed: int) -> dict[str, float]:
    """One run, in this process."""
    texts, labels = read(folder, name, seed)
    if method != "heard":
        import sklearn.cluster
        import sklearn.decomposition  # noqa: F401 - loading isn't what is timed
    else:
        import heard.analysis.themes  # noqa: F401
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = process_time()
    theme, quotes = run(method, texts, len(set(labels)), seed)
    seconds = process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {
        "accuracy": accuracy(theme, labels),
        "quotes": quoted(theme, quotes, labels),
        "seconds": seconds,
        "memory": memory,
    }


def given(folder: Path) -> None:
    """F1 of matching with given themes; a text may have several, and gets one."""
    from heard.analysis.themes import NONE, GivenTheme, match_themes

    for number in (1, 2):
        start = folder / "themefinder_gambling_XS" / f"q{number}"

        def lines(part: str, start: Path = start) -> list[dict]:
            path = start.with_name(f"{start.name}_{part}.jsonl")
            return [json.loads(line) for line in path.read_text().splitlines()]

        listed = json.loads(start.with_name(f"{start.name}_themes.json").read_text())
        themes = [
            GivenTheme(one["topic_label"], one["topic_id"], one["topic_description"])
            for one in listed
            if one["topic_label"] not in {"None of the Above", "No Reason Given"}
        ]
        labels = {one["response_id"]: set(one["labels"]) for one in lines("mapping")}
        responses = lines("responses")
        found = match_themes([one["response"] for one in responses], themes)
        marks = [found.themes[at].id for at in found.theme]
        pairs = list(zip(marks, (labels[one["response_id"]] for one in responses), strict=True))
        right = sum(mark in those for mark, those in pairs)
        said = sum(mark != NONE for mark in marks)
        score = 2 * right / (said + sum(map(len, labels.values())))
        print(f"themefinder question {number}: F1 {score:.2f}, right for {right} of {len(pairs)}")
    from collections import Counter

    texts, labels_of = read(folder, "banking77", 0)
    names = [GivenTheme(one.replace("_", " "), one) for one in sorted(set(labels_of))]
    found = match_themes(texts, names)
    marks = [found.themes[at].id for at in found.theme]
    each = Counter(mark for mark, label in zip(marks, labels_of, strict=True) if mark == label)
    said, asked = Counter(marks), Counter(labels_of)
    scores = [2 * each[one] / (said[one] + asked[one]) for one in asked]
    print(f"banking77, themes by name only: mean F1 {np.mean(scores):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=Path("none"))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--one", nargs=3, metavar=("METHOD", "SET", "SEED"))
    args = parser.parse_args()
    if args.one:
        method, name, seed = args.one
        print(json.dumps(measure(args.folder, method, name, int(seed))))
        return
    there = (args.folder / "banking77_train.csv").exists()
    methods = [one for one in METHODS if one != "bertopic" or find_spec("bertopic")]
    if "bertopic" not in methods:
        print("BERTopic isn't installed and takes no part.")
    print(f"{'Texts':12}{'Method':34}{'Accuracy':>9}{'Quotes':>8}{'Seconds':>9}{'MB':>7}")
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for name in (*(("banking77", "NHS") if there else ()), "made up"):
        for method in methods:
            told = []
            for seed in range(1 if name == "made up" else args.seeds):
                words = [
                    sys.executable,
                    __file__,
                    str(args.folder),
                    "--one",
                    method,
                    name,
                    str(seed),
                ]
                done = subprocess.run(words, capture_output=True, check=True, env=one_thread)
                told.append(json.loads(done.stdout.splitlines()[-1]))
            mean = {key: np.mean([one[key] for one in told]) for key in told[0]}
            print(
                f"{name:12}{NAMES[method]:34}{mean['accuracy']:>9.2f}{mean['quotes']:>8.2f}"
                f"{mean['seconds']:>9.1f}{mean['memory']:>7.0f}",
                flush=True,
            )
    if there:
        given(args.folder)


if __name__ == "__main__":
    main()
