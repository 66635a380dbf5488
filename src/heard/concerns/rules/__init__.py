"""The rules that clocks follow, as data with dates, and England's bank holidays."""

from heard.concerns.rules.bank_holidays import england_calendar
from heard.concerns.rules.checking import rule_pack_check
from heard.concerns.rules.loading import rule_packs, standard_faults

__all__ = ["england_calendar", "rule_pack_check", "rule_packs", "standard_faults"]
