"""Words that every team says often, to start from. A council changes them as it likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps as StateApps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TEMPLATES = {
    "We have it, and what happens next": """Dear ((name)),

Thank you for telling us about ((what)). We have read your concern ((reference)).

Next, we will put it to ((landlord)) if you agree, and ask for an answer. We will tell you each time something changes.

((officer)), ((council))""",
    "May we show it to your landlord?": """Dear ((name)),

To get an answer on ((reference)) we need to show it to ((landlord)). May we?

You choose what is shown: your name, how to reach you, your address, your photos. You can take it back at any time on your private page.

((officer)), ((council))""",
    "We asked your landlord": """Dear ((name)),

We put your concern about ((what)) to ((landlord)) and asked for an answer by ((due)). If nothing comes, we will chase.

You can still go to the landlord's complaints team or the Housing Ombudsman yourself, without waiting for us.

((officer)), ((council))""",
    "We are still waiting, and chased": """Dear ((name)),

((landlord)) has not answered on ((reference)) yet. We chased today.

If things got worse, or became dangerous, please tell us at once.

((officer)), ((council))""",
    "What the landlord answered": """Dear ((name)),

((landlord)) answered on ((reference)). You can read the whole answer on your private page.

If it is not put right, say "not fixed" there or call us, and we will take it up again.

((officer)), ((council))""",
    "Please tell us more": """Dear ((name)),

So that we can take up ((what)), please tell us:

1. When did it start, and does it come and go?
2. Whom at ((landlord)) did you tell, and when? A reference or a letter helps.
3. Is anybody at home very young, old, pregnant, ill or disabled?

((officer)), ((council))""",
    "Before we close it": """Dear ((name)),

We believe that ((reference)) has come to an end. If that is wrong, say "not fixed" on your private page or call us within two weeks.

Whatever we do, you can go to the Housing Ombudsman about how ((landlord)) dealt with it.

((officer)), ((council))""",
    "How to complain to your landlord": """Dear ((name)),

You can make a formal complaint to ((landlord)) about ((what)). Say that it is a complaint; you need not use a form.

It must acknowledge it within 5 working days and answer within 10 working days after that. If you are not satisfied, ask for stage 2, and then go to the Housing Ombudsman: www.housing-ombudsman.org.uk.

We go on with ((reference)) meanwhile.

((officer)), ((council))""",
}


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("concerns", "ReplyTemplate")
    for title, body in TEMPLATES.items():
        model.objects.get_or_create(title=title, defaults={"body": body})


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take away those that nobody changed."""
    model = apps.get_model("concerns", "ReplyTemplate")
    for title, body in TEMPLATES.items():
        model.objects.filter(title=title, body=body).delete()


class Migration(migrations.Migration):
    dependencies = [("concerns", "0003_team_worklists")]

    operations = [migrations.RunPython(forwards, backwards)]
