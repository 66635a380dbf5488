"""Which theme texts have, batch by batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from heard.engines.contract import Assign

SCHEMA = pa.schema([("row", pa.int64()), ("theme", pa.int64()), ("score", pa.float64())])
_AT_A_TIME = 5_000


def assigned(rows: Sequence[int], texts: Sequence[str], assign: Assign) -> pa.Table:
    """The themes of these texts, all handed over at once."""
    themes, scores = assign(texts) if texts else ((), ())
    columns = (rows, themes, scores)
    return pa.table(
        [pa.array(list(column), field.type) for column, field in zip(columns, SCHEMA, strict=True)],
        schema=SCHEMA,
    )


def in_batches(batches: Iterable[pa.RecordBatch], assign: Assign) -> Iterator[pa.RecordBatch]:
    """The themes of batches with the columns `row` and `text`, some thousand texts at a time."""
    for batch in batches:
        for start in range(0, len(batch), _AT_A_TIME):
            part = batch.slice(start, _AT_A_TIME)
            texts = [text or "" for text in part.column("text").to_pylist()]
            yield from assigned(part.column("row").to_pylist(), texts, assign).to_batches()
