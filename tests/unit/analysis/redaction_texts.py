"""Short texts as residents write them, all made up, with what is personal marked in them.

`{n:Priya Patel}` marks a name; the letters are those of `KINDS`. The rules were written beside `SEEN`.
`HELD_OUT` was written once they were finished, and they weren't changed by it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

KINDS = {
    "n": "name",
    "p": "phone",
    "e": "email",
    "a": "address",
    "c": "postcode",
    "r": "reference",
    "i": "ni-number",
    "s": "nhs-number",
    "d": "date-of-birth",
    "h": "health",
}
_MARKED = re.compile(r"\{([a-z]):([^}]*)\}")


class Labelled(NamedTuple):
    """A text and where its personal things are: start, end, kind."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def labelled(marked: str) -> Labelled:
    text, spans, last = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[last : found.start()]
        spans.append((len(text), len(text) + len(found[2]), KINDS[found[1]]))
        text += found[2]
        last = found.end()
    return Labelled(text + marked[last:], tuple(spans))


SEEN = """
My name is {n:Priya Patel} and I have lived at {a:Flat 12, Maple House} for nine years.
The lift has been broken since Tuesday. Please ring me on {p:07700 900123}.
I am {n:Adaeze Nwosu}, my case number is {r:HC/20418} and nobody has called back.
Damp in both bedrooms. My son {n:Kofi} has {h:asthma} and the {h:GP} wrote to you.
mould is back on the walls again, third time this year, nobody cares
Can you email {e:agnieszka.kowalska@example.org} when the plumber is booked?
Mrs {n:Okonkwo} from {a:flat 4} told me the door entry fails every night.
Will you repair the gate before May? Mark my words, it will fall on someone.
I spoke to {n:Siobhan Murphy} at the office who promised a visit on 3 March.
The bins on Rose Lane overflow every weekend and there are rats.
my neighbour {n:Wei Chen} and I both lost heating for 11 days
Our caretaker {n:Dariusz} is brilliant, he keeps the stairs spotless.
We live at {a:27 Acacia Avenue}, {c:TW9 1AA}, and the roof leaks into the loft.
Reference {r:10443281}. Still waiting for the surveyor after six weeks.
NI number {i:QQ 12 34 56 C} as you asked, please sort my rent account.
I was born on {d:12/04/1951} and cannot climb four floors any more.
My mum is {h:disabled} and uses a {h:wheelchair}, she is trapped when the lift stops.
Call {p:020 8946 0018} after 5pm, ask for {n:Fatima}.
The young man who came was rude, long delays, and he left the hall dirty.
Thanks, {n:Mohammed Rahman}
{n:Olu} at {a:number 9} keeps blocking the fire exit with bikes.
They fixed the boiler in 2 days, very happy with the service.
I sent photos to {e:repairs.team@example.com} and to Councillor {n:Whitfield}.
my date of birth is {d:3 June 1964}, NHS number {s:943 476 5919}
Anti-social behaviour outside {a:14 Birch Court} every Friday night, police ref {r:CAD 4471/23}.
We asked for a hand rail in January 2023 and got no answer.
Hi, this is {n:Tomasz Nowak}. The intercom is dead.
the water pressure is low on the top floors of Elizabeth House
{n:Niamh O'Brien} and {n:Sean Gallagher} collected 40 signatures about the playground.
I am worried about fire doors. Two of them do not close.
Since my {h:stroke} I can't get in the bath; I asked for an adaptation, ref {r:OT-5562}.
Dr {n:Mehta} says the mould made my {h:chest infection} worse.
my husband {n:Emeka} works nights and the noise from the pump wakes him
Please reply to {n:J. Okafor}, {a:Apartment 7B}.
Service charge went up by £340 with no explanation. Who decides this?
You can text me 07911 is not my number, use {p:+44 7700 900456} please.
I moved here in 1998 and the windows are original.
{n:Gurpreet Kaur} came on behalf of the association and took notes.
The hope is that someone will listen. Grace period for rent is too short.
Regards, {n:Małgorzata Wiśniewska}
postcode is {c:SW15 6EZ}, the street light is out
My daughter {n:Amina} is six and has {h:eczema}; the carpet was soaked.
Housing officer {n:Blessing Eze} never returns my calls.
tenancy number {r:004512887}, I want to add my wife to it
no heating, no hot water, baby in the house, please help
Signed, {n:Li Na Zhang}
{n:Abdirahman Jama} asked about parking permits on our behalf.
King Street entrance is locked at 6pm, which is too early.
The contractor {n:Steve} left nails in the garden.
I have {h:anxiety} and {h:depression} and this has made it worse.
Job no {r:WO553201} was closed without anyone coming.
Why do the communal lights stay on all day? It is a waste.
We were told by Mr {n:Hargreaves} that the roof is planned for 2026.
my birthday is {d:5th of May 1940} and I still climb the stairs
black mould and white paint over it, the brown water comes after
ask {n:Chukwuemeka} or {n:Ngozi} in {a:Flat 21}, they saw it
The meeting at Park Road library was well run, more of those please.
{n:Ming Li} translated for her mother at the visit.
email: {e:s_khan99@example.net}, phone {p:0208 555 0199}
Repairs are quick now. Well done to the team.
Your letter of 4 July says 14 days, it has been 30.
Ms {n:Adjei-Mensah} was told the leak was condensation.
My partner is {h:pregnant} and we have no hot water.
Complaint {r:C-2291} went to stage 2 and then silence.
sort code {r:20-45-77} account {r:55779911} for the refund
We have rats in the bin store at block C.
My grandson {n:Jakub} can't sleep because of the lift motor.
It costs £1,250 a year and nothing is cleaned.
{n:Sunita} and {n:Rajesh Sharma}, {a:Flat 2, 19 Mill Lane}, agree with this.
I want to thank {n:Deirdre} for her patience on the phone.
The door code was changed and nobody told the residents.
Ring my carer {n:Folasade} on {p:07700 900789} because I am {h:hard of hearing}.
{n:Ibrahim Conteh}'s car was damaged by a falling tile.
Communication is poor, we hear nothing for months, then a bill.
They put me in a hotel in Croydon with two children.
Dear {n:Helen}, the scaffolding has been up for a year.
"""

HELD_OUT = """
"""


def texts(marked: str) -> list[Labelled]:
    return [labelled(line) for line in marked.strip().splitlines() if line]
