"""What can be measured, each a module to run: `sportello bench NAME`, or `python -m bench.NAME [--json]`.

Every figure is printed with its floor, measured in the same run, and the ratio of the two. Nothing here is a test.
"""

BENCHES = ("decide", "documents", "intake", "pages", "record", "start")
BY_NAME_ONLY = ("city-day", "growth", "folder", "chaos", "ha")
"""Those that take minutes, or leave more than figures: run when named."""
