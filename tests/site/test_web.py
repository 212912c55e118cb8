"""The web server's processes, before they answer."""

import subprocess
import sys

HEAVY = {"aiohttp", "numpy", "opentelemetry", "polars", "pyhanko", "shapely", "yaml"}


def test_opening_brings_no_library_that_the_first_page_does_without() -> None:
    asked = "import sys; from sportello.site import web; web.preload(); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert "django" in told.split()
    assert not HEAVY & set(told.split())
