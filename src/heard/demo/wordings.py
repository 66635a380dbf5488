"""How the regulator words its measures, for the headings of the made-up workbooks."""

from __future__ import annotations

# What respondents say of each measure, after "… that they are satisfied".
SAID = {
    "TP01": "with the service provided by their landlord",
    "TP02": "with the overall repairs service from their landlord over the last 12 months",
    "TP03": "with the time taken to complete their most recent repair after they reported it",
    "TP04": "that their landlord provides a home that is well maintained",
    "TP05": "that their landlord provides a home that is safe",
    "TP06": "that their landlord listens to their views and acts upon them",
    "TP07": "that their landlord keeps them informed about things that matter to them",
    "TP08": "that their landlord treats them fairly and with respect",
    "TP09": "with their landlord’s approach to complaints handling",
    "TP10": "that their landlord keeps communal areas clean and well maintained",
    "TP11": "that their landlord makes a positive contribution to their neighbourhood",
    "TP12": "with their landlord’s approach to handling anti-social behaviour",
}
METHOD_WORDS = {
    "telephone": "Telephone",
    "internet": "Internet",
    "face to face": "Face to Face",
    "postal": "Postal",
    "sms": "SMS",
    "other": "Other",
}
REPAIR = "carried out a repair to their home in the last 12 months"
BUILDING = (
    "live in a building with communal areas, either inside or outside, that their landlord is"
    " responsible for maintaining"
)
COUNTED = {  # a measure's own heading, then those of its numerator and denominator
    "BS01": (
        "Proportion of homes for which all required gas safety checks have been carried out",
        "Number of dwelling units owned for which all required gas safety checks were carried out",
        "Number of dwelling units owned for which gas safety checks were required",
    ),
    "BS02": (
        "Proportion of homes for which all required fire risk assessments have been carried out",
        "Number of dwelling units owned for which all required FRAs were carried out",
        "Number of dwelling units owned for which an FRA was required",
    ),
    "BS03": (
        (
            "Proportion of homes for which all required asbestos management surveys or"
            " re-inspections have been carried out"
        ),
        "Number of dwelling units owned for which all required asbestos surveys were carried out",
        "Number of dwelling units owned for which an asbestos survey was required",
    ),
    "BS04": (
        (
            "Proportion of homes for which all required legionella risk assessments have been"
            " carried out"
        ),
        "Number of dwelling units owned for which all required LRAs were carried out",
        "Number of dwelling units owned for which an LRA was required",
    ),
    "BS05": (
        (
            "Proportion of homes for which all required communal passenger lift safety checks have"
            " been carried out"
        ),
        "Number of dwelling units owned for which all lift inspections were carried out",
        "Number of dwelling units owned within properties with communal passenger lifts",
    ),
    "NM01.1": (
        "Number of anti-social behaviour cases, opened per 1,000 homes",
        "Total number of anti-social behaviour cases opened during the reporting year",
        "Number of dwelling units owned at year end (LCRA + LCHO)",
    ),
    "NM01.2": (
        "Number of anti-social behaviour cases that involve hate incidents opened per 1,000 homes",
        "Number of anti-social behaviour cases that involve hate incidents opened",
        "Number of dwelling units owned at year end (LCRA + LCHO)",
    ),
    "RP01": (
        "Proportion of homes that do not meet the Decent Homes Standard",
        "Number of dwelling units owned which failed the Decent Homes Standard at year end",
        "Number of dwelling units owned to which the Decent Homes Standard applied at year end",
    ),
    "RP02.1": (
        (
            "Proportion of non-emergency responsive repairs completed within the landlord’s target"
            " timescale"
        ),
        "Number of non-emergency responsive repairs completed within the target timescale",
        "Number of non-emergency responsive repairs completed during the reporting year",
    ),
    "RP02.2": (
        (
            "Proportion of emergency responsive repairs completed within the landlord’s target"
            " timescale"
        ),
        "Number of emergency responsive repairs completed within the target timescale",
        "Number of emergency responsive repairs completed during the reporting year",
    ),
}
