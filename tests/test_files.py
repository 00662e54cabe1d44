"""A file is there whole, or not at all."""

from pathlib import Path

import pytest

from kg.files import atomic


def test_a_finished_block_gives_the_file_its_name(tmp_path: Path) -> None:
    with atomic(tmp_path / "new" / "file") as stream:
        stream.write(b"all")
    assert (tmp_path / "new" / "file").read_bytes() == b"all"


def test_an_interrupted_block_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def interrupted() -> None:
        with atomic(path) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_readable_as_its_owner_s_umask_says(tmp_path: Path) -> None:
    with atomic(tmp_path / "file"):
        pass
    (tmp_path / "plain").touch()
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "plain").stat().st_mode
