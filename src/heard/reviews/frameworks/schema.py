"""The JSON Schema of framework files, made from the limits that the reader holds them to.

Editors use it to complete and check a file while it is typed. It can't say all that the reader
checks: that a code is used once in the whole file, the decimals of a weight, and how many criteria
there are in all. What it refuses, the reader refuses too, but for spaces around codes.

References:
    JSON Schema, draft 2020-12. https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import json
from typing import Any

from heard.reviews.frameworks.document import (
    CODE,
    CRITERION_KEYS,
    DIMENSION_KEYS,
    FORMAT,
    FRAMEWORK_KEYS,
    LEAST_WEIGHT,
    LONGEST_CODE,
    LONGEST_DIMENSION_NAME,
    LONGEST_NAME,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    MOST_CRITERIA,
    MOST_DIMENSIONS,
    MOST_WEIGHT,
    WEIGHT_PLACES,
)
from heard.reviews.models import EvidenceKind
from heard.reviews.models.frameworks import LEVELS

_OPTIONAL = frozenset({"about", "question", "weight"})


def framework_schema() -> dict[str, Any]:
    """What a framework file may say, as a JSON Schema."""
    return (
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:heard:{FORMAT}",
            "title": "Framework of review criteria",
            "description": "The criteria by which Heard reviews how landlords listen to residents.",
        }
        | _table(
            FRAMEWORK_KEYS,
            {
                "format": {"const": FORMAT, "description": "Always this."},
                "code": _code("What the framework is called by. The next version keeps it."),
                "name": _words("What people call it.", LONGEST_NAME),
                "about": _optional_words("What it looks at.", LONGEST_TEXT),
                "dimensions": _list({"$ref": "#/$defs/dimension"}, MOST_DIMENSIONS),
            },
        )
        | {"$defs": {"dimension": _dimension(), "criterion": _criterion()}}
    )


def framework_schema_file() -> bytes:
    """The schema as a file: the same bytes each time."""
    return (json.dumps(framework_schema(), indent=2, ensure_ascii=False) + "\n").encode()


def _dimension() -> dict[str, Any]:
    return _table(
        DIMENSION_KEYS,
        {
            "code": _code("What the dimension is called by, once in the file."),
            "name": _words("Its heading.", LONGEST_DIMENSION_NAME),
            "about": _optional_words("What its criteria have in common.", LONGEST_TEXT),
            "criteria": _list({"$ref": "#/$defs/criterion"}, MOST_CRITERIA),
        },
    )


def _criterion() -> dict[str, Any]:
    kinds = "; ".join(f"{kind.value}: {kind.label}" for kind in EvidenceKind)
    levels = {
        str(level): _words(f"What level {level} looks like.", LONGEST_TEXT) for level in LEVELS
    }
    return _table(
        CRITERION_KEYS,
        {
            "code": _code("What the criterion is called by, once in the file."),
            "name": _words("Its heading.", LONGEST_NAME),
            "good": _words("What good looks like.", LONGEST_TEXT),
            "question": _optional_words(
                "What residents are asked. Without it they aren’t asked.", LONGEST_QUESTION
            ),
            "weight": {
                "type": "number",
                "minimum": float(LEAST_WEIGHT),
                "maximum": float(MOST_WEIGHT),
                "default": 1,
                "description": f"How much it counts. {WEIGHT_PLACES} decimals at most.",
            },
            "evidence": _list({"enum": EvidenceKind.values}, len(EvidenceKind.values))
            | {"uniqueItems": True, "description": f"What can show it. {kinds}."},
            "levels": _table(tuple(levels), levels)
            | {"description": "What somebody would see at each level, from 0 up."},
        },
    )


def _table(keys: tuple[str, ...], said: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: said[key] for key in keys},
        "required": [key for key in keys if key not in _OPTIONAL],
        "additionalProperties": False,
    }


def _list(one: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": one, "minItems": 1, "maxItems": most}


def _words(about: str, most: int) -> dict[str, Any]:
    """Text that isn't blank. The spaces around it don't count, so the pattern holds the length."""
    return {
        "type": "string",
        "pattern": rf"^\s*\S(?:[\s\S]{{0,{most - 2}}}\S)?\s*$",
        "description": about,
    }


def _optional_words(about: str, most: int) -> dict[str, Any]:
    return {
        "type": ["string", "null"],
        "pattern": rf"^\s*(?:\S(?:[\s\S]{{0,{most - 2}}}\S)?)?\s*$",
        "description": about,
    }


def _code(about: str) -> dict[str, Any]:
    pattern = CODE.replace(r"\Z", "$")  # JSON Schema's patterns are ECMAScript's
    return {"type": "string", "pattern": pattern, "maxLength": LONGEST_CODE, "description": about}
