"""Made-up names are all different, the same on every machine, and shared out over the types as real ones are."""

from collections import Counter

from kg.bench.names import named
from kg.entities.keys import key
from kg.model import ENTITY_TYPES, MentionType

FIRST = [named(number) for number in range(30_000)]


def test_no_two_numbers_have_the_same_type_and_name() -> None:
    far = [named(1_000_000 - number) for number in range(1, 10_000)]
    assert len({(one.type, one.canonical) for one in (*FIRST, *far)}) == len(FIRST) + len(far)


def test_the_types_have_their_shares() -> None:
    counts = Counter(one.type for one in FIRST)
    assert set(counts) == set(ENTITY_TYPES)
    assert counts[MentionType.METHOD] == 17_100
    assert counts[MentionType.ORGANIZATION] == 180


def test_a_name_is_among_its_spellings() -> None:
    assert all(one.canonical in one.surfaces and all(one.surfaces) for one in FIRST)


def test_further_spellings_have_their_things_key_for_some_rule_to_find_and_things_have_their_own() -> None:
    spelled = Counter((one.type, key(one.type, one.canonical)) for one in FIRST)
    assert 0.9 * len(FIRST) <= len(spelled) < 0.98 * len(FIRST)


def test_many_acronyms_are_those_of_several_things() -> None:
    longs: dict[tuple[MentionType, str], set[str]] = {}
    for one in FIRST:
        if len(one.surfaces) > 1:
            short, long = sorted(one.surfaces, key=len)
            longs.setdefault((one.type, short), set()).add(long)
    assert sum(len(found) > 1 for found in longs.values()) > 300
