"""`make schemas` calls this: writes schemas/ and cypher/constraints.cypher of the checkout that it lies in."""

import sys
from pathlib import Path

from kg.schema.generate import generate


def main() -> None:
    root = Path(__file__).parents[2]
    for path in generate(root / "schemas", root / "cypher"):
        sys.stdout.write(f"{path.relative_to(root)}\n")


if __name__ == "__main__":
    main()
