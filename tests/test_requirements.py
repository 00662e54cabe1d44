"""The pinned packages can be installed anywhere: exact versions with hashes, from whichever index the user has."""

import re

from tests.conftest import ROOT

TEXT = (ROOT / ".ci/requirements.txt").read_text("utf-8")
LINES = [line for line in TEXT.splitlines() if line and not line.startswith("#")]
PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==\S+(?: ; .+)? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?")


def test_every_line_is_a_pin_or_its_hash_and_none_names_an_index_or_a_folder() -> None:
    assert [line for line in LINES if not (PIN.fullmatch(line) or HASH.fullmatch(line))] == []


def test_every_package_asked_for_is_pinned() -> None:
    pinned = {line.split("==")[0] for line in LINES if "==" in line}
    asked = (ROOT / ".ci/requirements.in").read_text("utf-8").splitlines()
    names = {re.split(r"[<>=]", line)[0].replace("_", "-") for line in asked if line and not line.startswith("#")}
    assert names
    assert names - pinned == set()
