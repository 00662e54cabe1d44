"""Commands in; all of them run, some at once, out: where one fails or the run is broken off, the others end too."""

import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Sequence

from kg.errors import KgError

_LOOK = 0.2
"""Seconds between looks at what runs."""


def run(modules: Iterable[Sequence[str]], *, at_once: int) -> None:
    """Runs Python modules with their arguments as processes of their own. Raises KgError where one fails."""
    waiting, running = deque(modules), dict[subprocess.Popen[bytes], Sequence[str]]()
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                module = waiting.popleft()
                running[subprocess.Popen([sys.executable, "-m", *module])] = module
            time.sleep(_LOOK)
            for process in [one for one in running if one.poll() is not None]:
                module = running.pop(process)
                if process.returncode:
                    raise KgError(
                        f"`python -m {' '.join(module)}` ended with {process.returncode}: what it said stands above; "
                        "steps that are done are not repeated when the command is given again"
                    )
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def has_gpu() -> bool:
    """Whether torch finds one; asked in a process of its own, since a process that has opened a GPU can't fork well."""
    code = "import sys, torch; sys.exit(not torch.cuda.is_available())"
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
