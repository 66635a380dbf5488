"""Numbers, addresses and dates that lead to a person, by how they are written in Britain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREETS = (
    "road|rd|street|st|avenue|ave|lane|ln|close|court|crescent|cres|drive|gardens|gdns|grove|house|way|walk"
    "|place|terrace|square|mews|row|rise|parade|tower|towers|lodge|mansions|buildings|wharf|heights|hill"
    "|green|park|view|vale|path|yard|quay|estate|villas|cottages|point"
)
_NOT_STREET = (
    r"(?!(?:the|a|an|on|in|of|to|at|for|and|or|my|our|by|from|with|weeks?|days?|months?|years?|hours?"
    r"|times?|people|flats?|homes?|households?|minutes?|am|pm|more|other|new|old|per|x)\b)"
)
_NAME = rf"{_NOT_STREET}[a-z][\w'’.-]*"
_STREET = rf"(?:{_NAME}\s+){{1,3}}(?:{_STREETS})\b"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?(?:\s+\d{{2,4}}\b)?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?"
    rf"|(?:{_MONTH}\s+)?(?:19|20)\d\d\b|\d{{4}}-\d\d-\d\d)"
)
_REFERENCE_WORDS = (
    r"(?:case|ref(?:erence)?|complaints?|job|ticket|tenancy|rent|account|acc|order|repairs?|works?"
    r"|crime|incident|claim|payment|benefit|enquiry|application|customer|file|ombudsman|booking)"
)

# of several that fit at one place the first here counts
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("email", r"[\w.+'-]*\w@[\w-]+(?:\.[\w-]+)+"),
        (
            "email",
            (
                r"\b[\w.+-]+\s*(?:\(at\)|\[at\]|\bat\b)\s*[\w-]+\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*"
                r"(?:com|co|org|net|uk)\b(?:\s*(?:\bdot\b|\.)\s*uk\b)?"
            ),
        ),
        (
            "date-of-birth",
            (
                r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bdate\s+of\s+birth\b|\bborn\b|\bbirthday\b|\bbirth\s?date\b)"
                rf"\s*(?:is|was|:|-|on|in|the|\s)*(?P<what>{_DATE})"
            ),
        ),
        ("ni-number", r"\b[a-z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[a-d]\b"),
        (
            "nhs-number",
            r"\bnhs\b(?:\s+(?:number|no|num))?\.?\s*(?:is|was|:|-|\s)*(?P<what>\d{3}[\s-]?\d{3}[\s-]?\d{4})\b",
        ),
        ("phone", r"(?<![\w/])(?:\+|00)\d{1,3}[\s\d().-]{7,16}\d\b"),
        ("phone", r"(?<![\w/.])\(?0\d{2,4}\)?(?:[\s.-]?\d){6,8}\b"),
        (
            "phone",
            (
                r"\b(?:call|ring|phone|tel(?:ephone)?|text|mobile|mob|whatsapp)\b[^\d\n]{0,25}"
                r"(?P<what>\d(?:[\s-]?\d){5,10})\b"
            ),
        ),
        ("nhs-number", r"(?<![\w/-])[1-9]\d{2}[\s-]\d{3}[\s-]\d{4}(?![\w/-])"),
        ("postcode", r"\b[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[abd-hjlnp-uw-z]{2}\b"),
        ("postcode", r"\bpost\s?code\s*(?:is|:|-|\s)*(?P<what>[a-z]{1,2}\d[a-z\d]?)\b"),
        (
            "address",
            (
                r"\b(?:flat|apartment|apt|maisonette|studio|bedsit|plot)\s*(?:number|no\.?|num|#)?\s*"
                rf"(?:\d+[a-z]?|(?-i:[A-Z])\d*)\b(?:\s*[,/]?\s*\d*[a-z]?\s*{_STREET})?"
            ),
        ),
        ("address", rf"(?<![\w£.:])\d{{1,4}}[a-z]?(?:\s*[-/]\s*\d+[a-z]?)?,?\s+{_STREET}"),
        (
            "address",
            (
                r"\b(?:at|in|from|of|to|into|outside|above|below|under|opposite|with|door|house)\s+"
                r"(?P<what>(?:number|no\.?|num)\s*\d{1,4}[a-z]?)\b(?!\s*(?:of|in|on)\b)"
            ),
        ),
        (
            "reference",
            (
                rf"\b{_REFERENCE_WORDS}(?:\s+{_REFERENCE_WORDS})*\s*(?:number|no\.?|num|id|code)?\s*"
                r"(?:is|was|:|#|=|-|\s)*"
                r"(?P<what>(?=(?:[a-z]{1,6} )?[\w/-]*\d[\w/-]*\d[\w/-]*\d)"
                r"(?:[a-z]{1,6}[-/ ]?)?\d[\w/-]*)"
            ),
        ),
        ("reference", r"\bsort\s?code\s*(?:is|:|-|\s)*(?P<what>\d\d[\s-]?\d\d[\s-]?\d\d)\b"),
        (
            "reference",
            r"(?<![\w£.])[a-z]{1,6}[-/]?(?=[\d/-]*\d[\d/-]*\d[\d/-]*\d)\d[\d/-]*\d[a-z]?\b",
        ),
        ("reference", r"(?<![\w£.,/])\d{6,18}(?![\w/]|[.,]\d)"),
    )
)


def patterned(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each thing written so starts and ends, and what it is; they may overlap."""
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(text):
            part = "what" if "what" in pattern.groupindex else 0
            yield found.start(part), found.end(part), kind
