"""How much a file may be, and what opening one may cost."""

from __future__ import annotations

MIB = 1024 * 1024
MOST_BYTES = 10 * MIB  # of one file, as sent
MOST_FILES = 10  # in one step of a form
MOST_REQUEST = 40 * MIB  # all that one form may send
MOST_STORED = 12 * MIB  # of one file as stored: a PDF may grow a little when it is written anew

MOST_PIXELS = 64_000_000  # phones take up to 50 million
LONGEST_SIDE = 30_000  # pixels, of what is sent
STORED_SIDE = 2560  # pixels, of what is kept: enough to read a letter that was photographed
SMALL_SIDE = 480  # pixels, of the small picture on a case's page
FEW_COLOURS = 256

MOST_PAGES = 200
MOST_OBJECTS = 50_000  # of a PDF
MOST_PARTS = 2_000_000  # values inside those objects
MOST_UNPACKED = 512 * MIB  # of a PDF's streams together
MOST_SCANNED_PIXELS = 150_000_000  # of one picture in a PDF: a sheet of A4 at 1200 dots an inch

# What the process that opens a file may use.
MOST_MEMORY = 1024 * MIB
MOST_PROCESSOR_SECONDS = 20
MOST_SECONDS = 40
