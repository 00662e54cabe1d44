"""`kg` and `python -m kg`: the command line, with its imports inside what Ctrl-C may end."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Loads the command line and runs it; Ctrl-C while it loads is an interruption like any other."""
    try:
        from kg.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("kg: interrupted: nothing was begun\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
