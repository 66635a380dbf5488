"""Who may open which address: one line for each, or the test fails.

"anyone" needs no sign-in; "staff" is for the council's own staff.
"""

ACCESS = {
    "home": "anyone",
    "accessibility": "anyone",
    "health": "anyone",
    "staff": "staff",
    "gallery": "staff",
    "accounts:sign-in": "anyone",
    "accounts:sign-out": "anyone",
    "measures:boroughs": "anyone",
    "measures:borough": "anyone",
    "measures:borough-download": "anyone",
    "measures:borough-chart": "anyone",
    "measures:list": "anyone",
    "measures:measure": "anyone",
    "measures:funnel": "anyone",
    "measures:measure-download": "anyone",
    "measures:profile": "anyone",
    "measures:landlord-download": "anyone",
    "measures:trace": "anyone",
    "measures:sources": "anyone",
    "measures:methods": "anyone",
    "measures:workbook": "anyone",
    "measures:imports": "staff",
    "measures:import-create": "staff",
    "measures:import": "staff",
}
