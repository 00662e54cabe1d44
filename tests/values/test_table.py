"""Tables: comments and empty lines go, quotes are signs as any other, and a row that was cut is told by its None."""

from pathlib import Path

from kg.values.table import rows


def test_rows_go_by_the_names_of_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text('# said\nname\tsize\n\nthe "Pile"\t825\n# more\nC4\n', "utf-8")
    assert rows(path) == [{"name": 'the "Pile"', "size": "825"}, {"name": "C4", "size": None}]
