"""Who may do what: roles, the table of what each may do, and the guard at every page's door."""

from heard.access.guard import allow, open_to_anyone
from heard.access.reader import NOBODY, Reader, reader_of
from heard.access.roles import COUNCIL, LANDLORD, STAFF, Role
from heard.access.table import ALLOWED, Action, Grant, Thing

__all__ = [
    "ALLOWED",
    "COUNCIL",
    "LANDLORD",
    "NOBODY",
    "STAFF",
    "Action",
    "Grant",
    "Reader",
    "Role",
    "Thing",
    "allow",
    "open_to_anyone",
    "reader_of",
]
