import time

from kg.facts.candidates import candidates
from kg.facts.patterns import DOMAINS
from kg.model import PAPER, Relation
from tests.facts.marked import marked


def test_candidates_keep_each_relations_domain_and_range() -> None:
    prose, reading = marked("[X* A]\nWe run [X* A] with [M B] by [O C] on [D E] and [H F].")
    types = {entity.canonical: entity.type for entity in reading.entities}
    found = list(candidates(prose.text, reading))
    assert {candidate.relation for candidate in found} == set(Relation)
    for candidate in found:
        domain = DOMAINS[candidate.relation]
        assert types[candidate.tail] in domain.tails
        assert domain.paper if candidate.head == PAPER else types[candidate.head] in domain.heads


def test_a_model_named_apart_from_the_new_dataset_gives_evidence_over_both_sentences() -> None:
    prose, reading = marked("T\nWe propose [D* MMLU]. It has tasks. Models like [M GPT-3] fail. The end.")
    (found,) = [c for c in candidates(prose.text, reading) if (c.head, c.relation) == ("GPT-3", Relation.EVALUATED_ON)]
    assert prose.text[found.start : found.end] == "We propose MMLU. It has tasks. Models like GPT-3 fail."


def test_thousands_of_names_in_one_sentence_take_time_in_proportion() -> None:
    prose, reading = marked("T\nWe use " + ", ".join(f"[M* M{n}] on [D* D{n}]" for n in range(2000)))
    began = time.perf_counter()
    assert sum(1 for _ in candidates(prose.text, reading)) > 10_000
    assert time.perf_counter() - began < 20
