"""A store with a great many concerns, filled at the speed of the store itself.

Twenty thousand concerns are made up by a seeded generator, each with its people, events, deadlines
and its entry in the search. The store then copies these within itself, each copy with keys,
references, names and times of its own, with its indexes taken off meanwhile. One in twenty is open.
"""

from __future__ import annotations

import json
import random
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

NOW = datetime.now(UTC).replace(microsecond=0)
OPEN_SHARE = 0.05
BATCH = 10_000
BASE = 20_000
STREETS = (
    "Heron",
    "Alder",
    "Kestrel",
    "Maple",
    "Otter",
    "Willow",
    "Juniper",
    "Marsh",
    "Cedar",
    "Linnet",
)
SAID = """
the heating has stopped again and nobody comes mould on the bedroom wall damp lift broken
since weeks water drips ceiling engineer did not turn up called three times they said soon
rubbish left by the bins neighbours noise every night rent letter wrong charge window does
not close cold children ill waiting answer repair door lock light stairs dark smell drain
garden fence fallen rats kitchen boiler pressure radiator cold tap leak pipe burst paint
"""
WORDS = SAID.split()


class Table:
    """Rows of a model on their way into the store."""

    def __init__(self, model: type[Model]) -> None:
        from django.db import connection

        self.model = model
        self.fields = list(model._meta.concrete_fields)  # noqa: SLF001 - Django's documented name
        self.rows: list[tuple[Any, ...]] = []
        self.connection = connection
        self.defaults = {field.attname: self._default(field) for field in self.fields}

    def add(self, **values: Any) -> None:
        """One row; what isn't given is the field's default."""
        row = self.defaults | values
        self.rows.append(tuple(self._raw(row[field.attname]) for field in self.fields))
        if len(self.rows) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if not self.rows:
            return
        columns = ", ".join(f'"{field.column}"' for field in self.fields)
        table = self.model._meta.db_table  # noqa: SLF001 - the same
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
            else:
                marks = ", ".join("?" * len(self.fields))
                insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
                cursor.connection.executemany(insert, self.rows)
        self.rows.clear()

    def _default(self, field: Any) -> Any:
        if field.has_default():
            return field.get_default()
        if field.null or field.primary_key:
            return None
        return "" if field.get_internal_type() in {"CharField", "TextField", "EmailField"} else 0

    def _raw(self, value: Any) -> Any:
        match value:
            case datetime():
                moment = value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
                return f"{moment}+00" if self.connection.vendor == "postgresql" else moment
            case dict() | list():
                return json.dumps(value)
            case uuid.UUID():
                return value.hex
            case bool():
                return int(value)
        return str(value) if isinstance(value, str) else value


def fill(count: int, *, seed: int = 1) -> None:
    """Put so many concerns into an empty, migrated store."""
    from django.db import connection, transaction

    chance = random.Random(seed)  # noqa: S311 - made-up data
    base = min(count, BASE)
    with transaction.atomic():
        landlords, estates, users = _register(chance)
        tables = _concerns(base, chance, landlords, estates, users)
    with transaction.atomic(), connection.cursor() as cursor:
        multiply(cursor, tables, base, count // base)
    _move_sequences(tables)
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself within a minute of so many rows; SQLite knows no such word.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _register(chance: random.Random) -> tuple[list[int], list[Any], list[int]]:
    from heard.access import Role
    from heard.accounts.models import Membership, User
    from heard.landlords.models import Borough, Estate, Landlord, Presence, Ward

    borough = Borough.objects.create(slug="benchmark", name="Benchmark")
    wards = [
        Ward.objects.create(borough=borough, name=f"Ward {n}", valid_from="2022-05-05")
        for n in range(18)
    ]
    landlords = [
        Landlord.objects.create(slug=f"l-{n}", name=f"Landlord {n}", kind="housing-association")
        for n in range(40)
    ]
    for landlord in landlords:
        Presence.objects.create(landlord=landlord, borough=borough)
    estates = [
        Estate.objects.create(
            landlord=landlord, ward=chance.choice(wards), name=f"{chance.choice(STREETS)} {n}"
        )
        for landlord in landlords
        for n in range(25)
    ]
    users = []
    for n in range(12):
        user = User.objects.create(username=f"officer-{n}", email=f"officer-{n}@example.org")
        Membership.objects.create(user=user, role=Role.CHAMPION if n == 0 else Role.OFFICER)
        users.append(user.pk)
    lead = User.objects.create(username="landlord", email="landlord@example.org")
    Membership.objects.create(user=lead, role=Role.LANDLORD_OFFICER, landlord=landlords[0])
    return [each.pk for each in landlords], estates, users


def _concerns(
    count: int,
    chance: random.Random,
    landlords: list[int],
    estates: list[Any],
    users: list[int],
) -> list[Table]:
    from heard.concerns import models
    from heard.concerns.catalogue import categories

    names = (
        "Person",
        "Concern",
        "Party",
        "Event",
        "Words",
        "Consent",
        "Sharing",
        "Deadline",
        "SearchEntry",
        "AccessLink",
    )
    tables = {name: Table(getattr(models, name)) for name in names}
    kinds = [each.code for each in categories(NOW.date())]
    by_landlord: dict[int, list[Any]] = {}
    for estate in estates:
        by_landlord.setdefault(estate.landlord_id, []).append(estate)
    event = 0
    for pk in range(1, count + 1):
        landlord = chance.choice(landlords)
        estate = chance.choice(by_landlord[landlord])
        raised = NOW - timedelta(minutes=chance.randrange(5 * 365 * 24 * 60))
        is_open = chance.random() < OPEN_SHARE
        if is_open:
            raised = NOW - timedelta(minutes=chance.randrange(120 * 24 * 60))
        reference = numbered_reference(pk)
        status, turn = _stands(chance, is_open=is_open)
        due = raised + timedelta(days=14, hours=chance.randrange(2400)) if is_open else None
        words = " ".join(chance.choices(WORDS, k=chance.randrange(12, 60)))
        name = f"{chance.choice(STREETS)} {pk}"
        postcode = f"TW{chance.randrange(1, 20)} {chance.randrange(1, 10)}AB"
        category = chance.choice(kinds)
        tables["Person"].add(
            id=pk, name=name, email=f"p{pk}@example.org", phone=f"07700 9{pk % 100_000:05d}"
        )
        tables["Concern"].add(
            id=pk,
            reference=reference,
            submission=uuid.UUID(int=pk),
            channel=chance.choice(["web", "web", "phone", "letter", "visit"]),
            raised_at=raised,
            entered_at=raised,
            category=category,
            description=words,
            landlord_id=landlord,
            place_kind="home",
            estate_id=estate.pk,
            ward_id=estate.ward_id,
            postcode=postcode,
            status=status,
            waiting_on=turn,
            assigned_to_id=chance.choice(users) if status not in {"to-check", "new"} else None,
            due_at=due,
            due_rule="council-standard.enquiry" if due else "",
            last_at=raised,
            closed_at=None if is_open else raised + timedelta(days=30),
            outcome="" if is_open else "put-right",
            events_count=4,
        )
        tables["Party"].add(id=pk, concern_id=pk, person_id=pk, part="resident", joined_at=raised)
        tables["AccessLink"].add(id=pk, party_id=pk, nonce=str(pk), digest=f"{pk:064d}")
        last = "landlord-answered" if is_open else "closed"
        shown = ("received", "consent-given", "referred", last)
        for number, kind in enumerate(shown, 1):
            event += 1
            tables["Event"].add(
                id=event,
                concern_id=pk,
                number=number,
                kind=kind,
                at=raised + timedelta(hours=number),
                entered_at=raised + timedelta(hours=number),
                role="resident" if number < 3 else "council-officer",
                party_id=pk if number < 3 else None,
                by_id=users[0] if number >= 3 else None,
                landlord_id=landlord if number > 1 else None,
                audience="all" if number > 2 else "resident",
                outcome={"closed": "put-right", "landlord-answered": "yes"}.get(kind, ""),
            )
        tables["Words"].add(event_id=event, text=words[:200])
        tables["Consent"].add(id=pk, concern_id=pk, party_id=pk, landlord_id=landlord)
        tables["Sharing"].add(id=pk, concern_id=pk, landlord_id=landlord, is_open=is_open)
        tables["Deadline"].add(
            id=pk,
            concern_id=pk,
            rule="council-standard.enquiry",
            pack="council-standard 1",
            landlord_id=landlord,
            started_at=raised,
            due_at=due or raised + timedelta(days=14),
            stopped_at=None if is_open else raised + timedelta(days=9),
            state="running" if is_open else "met",
        )
        tables["SearchEntry"].add(
            concern_id=pk, text=f"{reference}\n{name}\n{postcode}\n{estate.name}\n{words}"
        )
    for name in names:
        tables[name].flush()
    return list(tables.values())


def numbered_reference(number: int) -> str:
    """A reference of its own for each number."""
    from heard.concerns.references import ALPHABET, SIZE, reference_of

    signs, left = [], number
    for _place in range(SIZE - 1):
        left, sign = divmod(left, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return reference_of("".join(signs))


def multiply(cursor: Any, tables: list[Table], base: int, times: int) -> None:
    """Copy every row `times - 1` times, each copy with keys and times of its own."""
    from django.db import connection

    postgresql = connection.vendor == "postgresql"
    if postgresql:  # the copies point where their originals do: no need to look each of them up
        cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute("CREATE TEMPORARY TABLE numbered (id bigint PRIMARY KEY, reference text)")
    numbers = [(n, numbered_reference(n)) for n in range(base + 1, base * times + 1)]
    cursor.executemany("INSERT INTO numbered VALUES (%s, %s)", numbers)
    indexes = _indexes(cursor, tables, postgresql=postgresql)
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    triggers = _search_triggers(cursor) if not postgresql else []
    for table in tables:
        for copy in range(1, times):
            cursor.execute(_copying(table, copy, base, postgresql=postgresql))
    for _name, definition in indexes:
        cursor.execute(definition)
    for definition in triggers:
        cursor.execute(definition)
    if not postgresql:
        cursor.execute("INSERT INTO concerns_search(concerns_search) VALUES ('rebuild')")


EVENTS_EACH = 4


def _copying(table: Table, copy: int, base: int, *, postgresql: bool) -> str:
    """The statement that makes one copy of a table's first rows."""
    name = table.model._meta.db_table  # noqa: SLF001 - Django's documented name
    shift = copy * base
    key = table.model._meta.pk.column  # noqa: SLF001 - the same
    owned = {"person_id", "concern_id", "party_id"}
    columns, values = [], []
    for field in table.fields:
        column = field.column
        value = f't."{column}"'
        if column in owned or column == "id":
            times = EVENTS_EACH if name.endswith("_event") and column == "id" else 1
            value = f't."{column}" + {shift * times}'
        elif column == "event_id":
            value = f't."{column}" + {shift * EVENTS_EACH}'
        elif column == "reference":
            value = f"(SELECT reference FROM numbered WHERE id = t.id + {shift})"
        elif column == "submission":
            made = f"t.id + {shift}"
            value = (
                f"lpad(to_hex({made}), 32, '0')::uuid" if postgresql else f"printf('%032x', {made})"
            )
        elif column in {"digest", "name", "text"} and not name.endswith("_words"):
            value = f"t.\"{column}\" || ' {copy}'" if column != "digest" else f"'{copy}x' || t.id"
            if column == "name" and name.endswith("_consent"):
                value = 't."name"'
        elif field.get_internal_type() == "DateTimeField":
            value = (
                f"t.\"{column}\" - interval '{copy} minutes'"
                if postgresql
                else f"datetime(t.\"{column}\", '-{copy} minutes')"
            )
        columns.append(f'"{column}"')
        values.append(value)
    most = base * EVENTS_EACH if name.endswith(("_event", "_words")) else base
    return (
        f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(values)}"
        f' FROM {name} t WHERE t."{key}" <= {most}'
    )


def _indexes(cursor: Any, tables: list[Table], *, postgresql: bool) -> list[tuple[str, str]]:
    """Indexes that aren't constraints, each with the statement that makes it again."""
    names = [table.model._meta.db_table for table in tables]  # noqa: SLF001 - the same
    marks = ", ".join(["%s"] * len(names))
    if postgresql:
        cursor.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i"
            f" WHERE i.tablename IN ({marks}) AND NOT EXISTS"
            " (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
            names,
        )
    else:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            f" AND tbl_name IN ({marks})",
            names,
        )
    return list(cursor.fetchall())


def _search_triggers(cursor: Any) -> list[str]:
    """SQLite's triggers that keep the search, taken off; the statements that make them again."""
    cursor.execute(
        "SELECT name, sql FROM sqlite_master"
        " WHERE type = 'trigger' AND name LIKE 'concerns_search%%'"
    )
    found = list(cursor.fetchall())
    for name, _sql in found:
        cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _name, sql in found]


def _stands(chance: random.Random, *, is_open: bool) -> tuple[str, str]:
    if not is_open:
        return "closed", "nobody"
    return chance.choices(
        [
            ("to-check", "team"),
            ("new", "team"),
            ("with-team", "team"),
            ("with-landlord", "landlord"),
            ("answered", "resident"),
            ("with-resident", "resident"),
            ("not-fixed", "team"),
        ],
        weights=[2, 4, 20, 50, 12, 8, 4],
    )[0]


def _move_sequences(tables: Iterator[Table] | Any) -> None:
    """PostgreSQL doesn't see keys that were given: the next ones come after them."""
    from django.core.management.color import no_style
    from django.db import connection

    models = [table.model for table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
