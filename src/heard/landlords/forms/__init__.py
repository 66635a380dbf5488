"""Forms with which staff keep the register."""

from heard.landlords.forms.landlords import FilterForm, LandlordForm, RenameForm
from heard.landlords.forms.parts import PARTS, Part
from heard.landlords.forms.places import BoroughForm, WardForm
from heard.landlords.forms.upload import ConfirmForm, UploadForm

__all__ = [
    "PARTS",
    "BoroughForm",
    "ConfirmForm",
    "FilterForm",
    "LandlordForm",
    "Part",
    "RenameForm",
    "UploadForm",
    "WardForm",
]
