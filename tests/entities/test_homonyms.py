"""Homonyms: two artefacts of one name are two things, and one artefact that many papers use stays one."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.homonyms import Use, log_odds, signs, things
from kg.entities.judgement import Judgement
from kg.entities.keys import key
from kg.entities.known import known
from kg.entities.resolve import resolve
from kg.entities.rules import ANOTHER, SAME_NAME
from kg.model import Document, Evidence, Mention, MentionType, PaperEntity, Record, Rejected

HARDWARE, METHOD = MentionType.HARDWARE, MentionType.METHOD

BIRDS = (
    "We count kestrels, falcons and harriers on moorland with thermal cameras and lidar over three breeding seasons."
)
PROTEINS = "We fold membrane proteins by lattice sampling, scoring hydrophobic contacts between residues of a chain."
NESTS = "Thermal cameras and lidar find nests of kestrels and harriers on moorland in the breeding season."


def use(
    number: int, title: str, abstract: str, name: str, *also: str, introduced: float = 0.0, kind: MentionType = METHOD
) -> Use:
    """One paper's use of a name; its document is p01, p02, …."""
    mentions = tuple(Mention(kind, 0, len(name), surface, 1.0, "test") for surface in (name, *also))
    evidence = Evidence(0, len(name), introduced, "test") if introduced else None
    return Use(Document(f"p{number:02}", title, abstract), PaperEntity(kind, name, mentions, introduced=evidence))


def by_document(found: list[list[Use]]) -> list[list[str]]:
    return [[each.document.id for each in thing] for thing in found]


def test_two_papers_that_introduce_one_name_mean_two_things() -> None:
    uses = [
        use(1, "VESPA: Counting Raptors", BIRDS, "VESPA", introduced=0.97),
        use(2, "VESPA: Folding on a Lattice", PROTEINS, "VESPA", introduced=0.95),
    ]
    assert by_document(things(uses)) == [["p01"], ["p02"]]


def test_a_name_that_nobody_introduces_is_one_thing() -> None:
    uses = [use(1, "Raptors", BIRDS, "Vespaform"), use(2, "Nests", NESTS, "Vespaform")]
    assert by_document(things(uses)) == [["p01", "p02"]]


def test_what_is_spelled_out_alike_is_one_thing_whoever_introduces_it() -> None:
    spelled = [
        replace(use(1, "Raptors", BIRDS, "VSP", introduced=0.9), spelled=True),
        replace(use(2, "Folding", PROTEINS, "VSP", introduced=0.9), spelled=True),
    ]
    assert by_document(things(spelled)) == [["p01", "p02"]]


def test_the_thing_of_most_papers_comes_first() -> None:
    uses = [use(1, "VESPA: Folding", PROTEINS, "VESPA", introduced=0.98)]
    uses += [use(n, f"Moorland {n}", f"{BIRDS} Survey {n}.", "VESPA") for n in range(2, 6)]
    assert by_document(things(uses)) == [["p02", "p03", "p04", "p05"], ["p01"]]


def test_of_equals_the_known_thing_comes_first_or_else_the_introduced_one() -> None:
    new = use(1, "LORA: Folding", PROTEINS, "LORA", introduced=0.98)
    new = replace(new, entity=replace(new.entity, canonical="LoRA"))
    known_first = things([new, use(2, "Moorland", BIRDS, "LoRA")], term=known(METHOD)[key(METHOD, "LoRA")])
    assert by_document(known_first) == [["p02"], ["p01"]]
    uses = [use(1, "Moorland", BIRDS, "VESPA"), use(2, "VESPA: Folding", PROTEINS, "VESPA", introduced=0.98)]
    assert by_document(things(uses)) == [["p02"], ["p01"]]


def test_of_a_name_that_many_use_only_its_introducers_can_mean_another_thing() -> None:
    uses = [use(n, f"Moorland {n}", BIRDS, "VESPA") for n in range(1, 20)]
    uses += [use(20, "Folding", PROTEINS, "VESPA"), use(21, "VESPA: Folding", PROTEINS, "VESPA", introduced=0.98)]
    assert [len(thing) for thing in things(uses)] == [20, 1]


def test_a_name_that_very_many_introduce_takes_no_longer_for_each() -> None:
    uses = [use(n, f"VESPA: Paper {n}", f"{PROTEINS} {n}", "VESPA", introduced=0.9) for n in range(1, 400)]
    assert sum(map(len, things(uses))) == len(uses)


@given(st.randoms(use_true_random=False))
def test_the_order_of_papers_makes_no_difference(chance: random.Random) -> None:
    uses = [
        use(1, "VESPA: Counting Raptors", BIRDS, "VESPA", introduced=0.97),
        use(2, "VESPA: Folding on a Lattice", PROTEINS, "VESPA", introduced=0.95),
        use(3, "Nests", NESTS, "VESPA"),
        use(4, "Lattices", PROTEINS, "VESPA", "Vespa"),
    ]
    assert things(chance.sample(uses, len(uses))) == things(uses)


def test_every_use_is_in_one_thing() -> None:
    uses = [use(n, f"P {n}", (BIRDS, PROTEINS)[n % 2], "VESPA", introduced=n % 3 / 2.1) for n in range(1, 18)]
    found = [document for thing in by_document(things(uses)) for document in thing]
    assert sorted(found) == sorted(each.document.id for each in uses)


def introducing(written: str) -> list[list[str]]:
    """What becomes of a paper that introduces the listed LoRA in this spelling, beside one that uses LoRA."""
    new = use(2, f"{written}: Adapting Kestrels", BIRDS, written, introduced=0.9)
    new = replace(new, entity=replace(new.entity, canonical="LoRA"))
    return by_document(things([use(1, "Reading", PROTEINS, "LoRA"), new], term=known(METHOD)[key(METHOD, "LoRA")]))


def test_who_introduces_a_listed_name_as_it_is_listed_may_have_made_it_known() -> None:
    assert introducing("LoRA") == [["p01", "p02"]]
    assert introducing("LORA") == [["p01"], ["p02"]]


def test_likeness_speaks_for_one_thing_and_introduction_against_it() -> None:
    plain = use(1, "Raptors", BIRDS, "VESPA")
    assert log_odds(plain, use(2, "Nests", NESTS, "VESPA")) > log_odds(plain, use(3, "Chains", PROTEINS, "VESPA"))
    assert log_odds(plain, use(2, "Nests", NESTS, "VESPA")) > log_odds(
        plain, use(2, "Nests", NESTS, "VESPA", introduced=0.9)
    )


@pytest.mark.parametrize(
    ("long", "other", "sign"),
    [
        ("Very Sharp Pruning", "very sharp prunings", "same long form"),
        ("Very Sharp Pruning", "Vertex Sampling Path", "other long form"),
        ("Very Sharp Pruning", "", "one long form"),
    ],
)
def test_long_forms_are_compared(long: str, other: str, sign: str) -> None:
    told = signs(use(1, "A", BIRDS, "VSP", long), use(2, "B", NESTS, "VSP", *filter(None, [other])))
    assert {name: told[name] for name in ("same long form", "other long form", "one long form")} == {
        "same long form": 0.0,
        "other long form": 0.0,
        "one long form": 0.0,
        sign: 1.0,
    }


def records(*uses: Use) -> list[Record]:
    return [Record(each.document, (each.entity,)) for each in uses]


def test_two_artefacts_of_one_name_are_two_nodes_with_readable_ids_and_say_so() -> None:
    first, second = resolve(
        records(
            use(1, "VESPA: Counting Raptors", BIRDS, "VESPA", introduced=0.97),
            use(2, "VESPA: Folding Proteins on a Lattice", PROTEINS, "VESPA", introduced=0.95),
        )
    )
    assert (first.id, second.id) == ("method/vespa", "method/vespa~folding-proteins-lattice")
    assert (first.name, second.name) == ("VESPA", "VESPA")
    assert (first.sense, second.sense) == (None, "folding proteins lattice")
    assert first.rejected == (Rejected(second.id, SAME_NAME, ANOTHER),)
    assert second.rejected == (Rejected(first.id, SAME_NAME, ANOTHER),)


def test_a_thing_that_its_paper_spells_out_goes_by_that() -> None:
    found = resolve(
        records(
            use(1, "Raptors", BIRDS, "VSP", introduced=0.9),
            use(2, "Folding", PROTEINS, "VSP", "Vertex Sampling Path", introduced=0.95),
            use(3, "Chains", PROTEINS, "Vertex Sampling Path"),
        )
    )
    assert {each.id: [document for document, _ in each.members] for each in found} == {
        "method/vsp": ["p01"],
        "method/vertex-sampling-path": ["p02", "p03"],
    }


def test_a_device_is_one_whatever_papers_say() -> None:
    uses = [
        use(1, "A", BIRDS, "A100", introduced=0.9, kind=HARDWARE),
        use(2, "B", PROTEINS, "A100", introduced=0.9, kind=HARDWARE),
    ]
    assert len(resolve(records(*uses))) == 1


def vespas() -> list[Record]:
    return records(
        use(1, "VESPA: Counting Raptors", BIRDS, "VESPA", introduced=0.97),
        use(2, "VESPA: Folding Proteins on a Lattice", PROTEINS, "VESPA", introduced=0.95),
        use(3, "Nests of Raptors", NESTS, "VESPA"),
    )


def members(*judgements: Judgement) -> dict[str, list[str]]:
    return {each.id: [document for document, _ in each.members] for each in resolve(vespas(), judgements=judgements)}


def test_a_judgement_by_ids_makes_one_of_two_things_of_a_name() -> None:
    assert members() == {"method/vespa": ["p01", "p03"], "method/vespa~folding-proteins-lattice": ["p02"]}
    judged = Judgement("method/vespa", "method/vespa~folding-proteins-lattice", same=True)
    assert members(judged) == {"method/vespa": ["p01", "p02", "p03"]}


def test_a_judgement_parts_one_paper_s_use_of_a_name_from_the_others() -> None:
    judged = Judgement("method/VESPA", "method/VESPA@p03", same=False)
    assert members(judged) == {
        "method/vespa": ["p01"],
        "method/vespa~folding-proteins-lattice": ["p02"],
        "method/vespa~nests-raptors": ["p03"],
    }


def test_a_judgement_gives_one_paper_s_use_to_another_thing() -> None:
    judged = Judgement("method/VESPA@p03", "method/vespa~folding-proteins-lattice", same=True)
    assert members(judged)["method/vespa~folding-proteins-lattice"] == ["p02", "p03"]


def test_an_at_sign_before_no_paper_is_part_of_the_name() -> None:
    judged = Judgement("method/VESPA@p09", "method/VESPA", same=True)
    assert members(judged) == members()


@pytest.mark.parametrize(
    ("title", "name", "found"),
    [
        ("Growth of Infinite Centered Random Forests", "CRF", ("Centered Random Forests",)),
        ("VSP: Very Sharp Pruning of Hedges", "VSP", ("Very Sharp Pruning",)),
        ("Beyond VSP: Visual Shape Pruning", "Kestrel", ()),
        ("Beyond VSP: Very Sharp Pruning", "VSP", ()),
        ("Growth of Forests", "GF", ()),
        ("A walk for every anaconda tutor", "FEAT", ()),
        ("", "CRF", ()),
    ],
)
def test_a_title_may_spell_an_acronym_out(title: str, name: str, found: tuple[str, ...]) -> None:
    assert use(1, title, BIRDS, name).titled == found


def test_a_use_that_its_title_spells_otherwise_is_another_thing_of_a_name_that_many_use() -> None:
    uses = [replace(use(n, f"Moorland {n}", BIRDS, "VSP", "Very Sharp Pruning"), spelled=True) for n in range(1, 15)]
    uses.append(use(15, "Growth of Viscous Surface Polymers", PROTEINS, "VSP"))
    assert [len(thing) for thing in things(uses)] == [14, 1]
