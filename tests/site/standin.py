"""A city with nothing in it, to start and stop: `python standin.py run` as `sportello run`, on stand-in processes.

BREAK=prepare, web or worker makes that one fail at its start.
"""

import os
import sys
import threading
from typing import Any

from sportello.site import lifeline


async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(os.getpid()).encode()})


def main(part: str) -> int:
    lifeline.hold_to_supervisor()
    if os.environ.get("BREAK") == part:
        sys.stderr.write(f"{part} is broken\n")
        return 3
    if part == "run":
        from sportello.site import commands, supervisor  # each part brings only its own: starting is what is tested

        supervisor.COMMANDS = (sys.executable, __file__)
        return commands.main(["run"])
    if part == "prepare":
        sys.stdout.write("  sign in as ada\n")
    elif part == "web":
        from sportello.site import environment, web

        lifeline.wait_for_go()
        here = environment.get()
        web.serve(here.host, here.port, 2, lambda: answer)
    else:
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
