"""`python -m heard` is `heard`."""

import sys

from heard.cli import main

sys.exit(main())
