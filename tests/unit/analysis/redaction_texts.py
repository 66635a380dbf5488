"""Short texts as residents write them, all made up, with what is personal marked in them.

`{n:Priya Patel}` marks a name; the letters are those of `KINDS`. The rules were written beside
`SEEN`. `HELD_OUT` was written once they were finished, but for one since
put right (what follows "I'm").
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
The damp is in every room of {a:Flat 41, Cedar Tower} and it smells.
This is {n:Oluwaseun Bakare}, please let me know the date for the kitchen.
{n:Harpreet} next door has had the same leak since spring.
Bathroom fan not working, I told Mrs {n:O'Dowd} in March.
my name is {n:xiuying zhao} and i don't read english well
You can get me on {p:07700 900 555} or {p:020 7946 0321}.
I asked {n:Aoife Kinsella} for the fire risk assessment and was refused.
My {h:epilepsy} means I can't be left without lights on the stairs.
{n:Kwabena Asamoah}, tenant at {a:88 Larch Road}, wants the fence mended.
The green outside is full of dog mess and the young trees are dying.
born {d:21.9.1938}, lives alone, no heating, please hurry
Housing benefit claim {r:HB-7734512} stopped and nobody said why.
Neighbour {n:Zbigniew} helped me carry shopping for three weeks while the lift was off.
Thank you to {n:Chiamaka}, who rang back when she said she would.
Could Mr {n:Fotheringham} stop parking across the ramp?
my sister {n:Thandeka} has moved in because of her {h:cancer}
The gardener cut the rose bushes down to nothing, what a price to pay.
contact: {e:w.szulc.1970@example.pl}
My NHS no is {s:485 777 3456} and the council asked for proof.
National insurance {i:AB123456C}, dob {d:1/1/70}
Send the letter to {c:TW10 6UB} not to my old address.
We wait and wait. Who will answer? May we have a meeting?
Officer {n:Nkechi} said the job {r:R/889120} was finished. It was not.
{n:Siddhartha Banerjee} asks for the minutes of the last meeting.
I'm {n:Bríd} from {a:flat 7c}, the buzzer is stuck.
Leaks from {a:number 16} come through our ceiling.
Three families in the block, the {n:Adomakos} among them, have no hot water.
My dad has {h:dementia} and wandered out since the door does not shut.
The repair took 4 visits and 7 months, it cost us £260 in heaters.
Kind regards, {n:Eilidh MacAskill}
ring {n:hassan} on {p:07700900321} he has the key
Our block rep {n:Jadwiga Pawlak} wrote to you on 12 June.
The playground at Victoria Park is shut again.
Case ref: {r:2024/00931}
{n:Yan Ting} and her baby slept in coats.
No complaints, the man called before he came and wiped his feet.
I have a {h:heart condition} and the stairs are killing me.
{n:Farrukh Mirza} was promised double glazing in 2019.
Write to me at {a:Apartment 302, 5 Wharf Lane}, {c:TW1 3DZ}.
Text {p:+44 7700 900 777} only, I am {h:deaf}.
the caretaker {n:Winston} is off sick and nobody covers
Charge of £88.40 for a window I did not break.
{n:Shabnam Akhtar} and I would like to start a garden.
I was diagnosed with {h:COPD} last year and the damp makes it worse.
Call centre says 28 days, officer says 60, website says 10.
Please tell {n:Declan} that the heating is back, he was a star.
my birthday is {d:March 9 1947} and you sent a card, thank you
Complaint number {r:55102}. Stage two, no reply in 40 days.
Dr {n:Balasubramaniam} wrote a letter about my son's {h:allergies}.
Black bags on the landing, cold water only, and the fox gets in.
{n:Ewelina}'s flat flooded twice from the flat roof.
The whole of Hope Street had no power last night.
My wife is {h:pregnant}, we are four in one room.
Ask {n:Mohamud Warsame} at the mosque, he collects the complaints.
email me: {e:temi_ade@example.com} thanks
{n:Ciarán Ó Súilleabháin} asked for Irish on the noticeboard.
Ombudsman ref {r:202312345}
Why was Mr {n:Pemberton} given a new boiler and not us?
The bin chute is blocked on floors 3 to 6.
{n:Nasra} has three children under five and no lift.
I called on Monday, Tuesday and Friday, 45 minutes each time.
my {h:arthritis} is bad, the taps are too stiff
We at {a:3 Orchard Close} have asked for a dropped kerb since 2020.
{n:Lukas Novotny} saw the rat at 7am by the bins.
thanks to the team, especially {n:Precious} and {n:Joy}
Payment reference {r:PAY0093817} was not put on my account.
{n:Xiaoming Guo} needs an interpreter for the visit.
Landline {p:0161 496 0123}, any time.
Is the council going to bill us for the cladding?
my niece {n:Ayo} is {h:autistic} and the alarm test terrifies her
Mould behind the wardrobe; a Sunday paper is all I got as advice.
{n:Mairéad Ní Dhomhnaill}, {a:22B Station Road}
He said the wait is long because of parts. Fair enough.
{n:P. Venkataraman} signed for the parcel with my new keys.
our neighbour Old {n:Tom} feeds the pigeons and they foul the balconies
New windows are a joy, warm at last, thank you.
I was taken {h:to hospital} after I slipped on the wet stairs.
The estate looks good since the spring clean.
{n:Ifeoluwa} says the survey link does not open on her phone.
National Insurance number {i:jk 65 43 21 b}, name {n:Gráinne Tóibín}.
"""

HELD_OUT = """
{n:Temitope Alade} of {a:Flat 9, Poplar Court} has been without hot water since Easter.
The lift engineer came twice and left without a word.
I'm {n:Sukhwinder}, my wife {n:Manpreet} and I would like a transfer.
ceiling fell in the kitchen at {a:flat 18} while Mrs {n:Ogunbanjo} was cooking
{n:Bogumila Zając} slipped on the ice by the ramp nobody gritted.
My number is {p:07700 900 118}, please do not email.
Why is the service charge for the small flats the same as for the large ones?
{n:Feng} from the top floor keeps the tenants' books, ask him.
email {e:r.oshaughnessy@example.ie} for the photos
We had Mr {n:Tunstall} out to look at the damp; he tutted and left.
{n:Uchechukwu Mbah} has been on the waiting list for nine years.
I get {h:migraines} from the flicker of the landing light.
{n:Caoimhe Brannigan} said that the play area would reopen by June.
They painted over the mould. It grew back black within a month.
My late husband {n:Desmond} fitted that kitchen in 1987.
dob {d:14-02-1955} rent ref {r:TR/554/2210}
To whom it may concern, the drains stink.
Can someone explain the green bin rules in plain words?
{n:Nadifa} is {h:diabetic} and her fridge went off in the power cut.
My support worker {n:Callum} filled in the form with me.
We need a bench outside the hall, older people have nowhere to rest.
please call mrs {n:bhattarai} on {p:01632 960 001}
{n:Jun Wei Lau} offered to run a repair cafe.
The lady at reception, {n:Mercy}, could not have been kinder.
{a:61 Sycamore Grove} has had no working smoke alarm for a year.
I live in {c:KT1 2EE} and the buses do not come up here.
{n:Grzegorz} and {n:Ewa Domańska} want to swap with a family in Teddington.
National Insurance {i:PW 20 30 40 A}, as asked for on your form.
Officer {n:Tremblay} never wrote back.
Rent went up in April and so did the damp.
{n:Zeynep Aydin} asks if the meeting has an interpreter.
I have {h:PTSD} and banging from the works sets it off.
The contractor dropped a hammer on my car, claim {r:CL-88213}.
hello my name is {n:kwadwo}, the gas was cut off friday
All the doors are propped open and there is a draught.
{n:Fionnuala} rang on behalf of the whole stairwell.
Please send a copy to {e:sharma_family@example.com} and to {n:Anjali}.
My son was {h:in hospital} with his chest again, the walls are wet.
NHS number {s:701 234 5678} in case you need it for the form.
I pay on time every month and this is how you treat us.
{n:Okechukwu}'s door was kicked in and it is still boarded.
{n:T. Wesolowski}, {a:Flat 33}
My gran {n:Bernadette} fell on the broken paving and {h:broke her hip}.
The intercom in the north block plays music. Funny, but no.
Thanks, {n:Rukia}
Spoke to {n:Ahsan Mahbub} who will chase the roofers.
We are three sharers in one flat and one key fob.
Complaint {r:2023-4471} is about noise, not about bins.
{n:Mhairi} wants the heating on before October this year.
Neighbours on both sides are lovely, the walls are just thin.
born {d:2 August 1949}, on oxygen, cannot use stairs
our rep {n:Dapo} put up posters for the vote
I have been told that the window needs scaffolding.
{n:Shanelle Thompson-Reid} runs the homework club in the hall.
New kitchen is great, shame about the tiles.
Cllr {n:Papadopoulos} came to see the puddle himself.
My {h:COPD} is worse since the lorries park under the window.
Do you ever read these? The last survey changed nothing.
{n:Hamza} got stuck in lift B for two hours, aged eight.
call me {p:0113 496 0777} or come to {a:5 Quarry Lane}
{n:Lwazi Dlamini} would join a panel on repairs.
I was told it was lifestyle damp. It was a pipe.
{n:Tran Thi Mai} does not read English, please phone her daughter.
Letter ref {r:LTR-20991} has the wrong address on it.
My boy is {h:autistic} and needs the fence to be safe.
The young lads who cleared the snow deserve a thank you.
{n:Pádraig} will show you the crack in the gable.
the surveyor {n:Olek} measured it twice and lost the paper
Postcode {c:TW2 7BB}, no street lights for a fortnight.
{n:Rosa} from {a:no. 27} waters the planters every day.
Winter is coming and the boiler is off. Not a joke.
I signed up with {n:Ebele} to learn about the budget.
Hot water is back, brown at first, fine now.
My mum, {n:Saraswati}, is 84 and will not complain herself.
Account {r:700445129} shows arrears that I do not owe.
Nobody from the landlord has walked this estate since 2021.
Yours sincerely, {n:Gwendolyn Achterberg}
The caretaker should get a medal, said {n:Jun} and I agree.
there is a smell of gas at {a:12b Forge Road}
I am {h:pregnant} and carrying water up four floors.
"""


def texts(marked: str) -> list[Labelled]:
    return [labelled(line) for line in marked.strip().splitlines() if line]
