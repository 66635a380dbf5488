"""Writes of practices."""

from heard.practices.services.moderating import (
    practice_hide,
    practice_publish,
    practice_return,
    practice_withdraw,
)
from heard.practices.services.spreading import (
    adoption_report,
    question_agree,
    question_answer,
    question_ask,
)
from heard.practices.services.writing import (
    practice_create,
    practice_save,
    practice_submit,
    practice_take_back,
)

__all__ = [
    "adoption_report",
    "practice_create",
    "practice_hide",
    "practice_publish",
    "practice_return",
    "practice_save",
    "practice_submit",
    "practice_take_back",
    "practice_withdraw",
    "question_agree",
    "question_answer",
    "question_ask",
]
