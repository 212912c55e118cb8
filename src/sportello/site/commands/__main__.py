"""`python -m sportello.site.commands` is `sportello`: how one process starts another."""

import sys

from sportello.site.commands import main

sys.exit(main())
