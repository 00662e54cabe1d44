"""Clusters: links join, judgements hold apart, and neither depends on chance."""

from hypothesis import given
from hypothesis import strategies as st

from kg.entities.cluster import Clusters, cluster
from kg.entities.keys import BlockKey
from kg.entities.match import Link
from kg.model import MentionType

METHOD = MentionType.METHOD


def keys(*names: str) -> list[BlockKey]:
    return [(METHOD, name) for name in names]


def link(a: str, b: str) -> Link:
    return Link(METHOD, a, b, "test")


def test_links_join_through_others() -> None:
    found = cluster(keys("a", "b", "c", "d"), [link("a", "b"), link("b", "c")], [])
    assert [[name for _, name in one.keys] for one in found] == [["a", "b", "c"], ["d"]]
    assert found[0].head == (METHOD, "c")


def test_each_key_but_the_head_has_its_rule() -> None:
    (found,) = cluster(keys("a", "b"), [Link(METHOD, "a", "b", "plural")], [])
    assert found.rules == {(METHOD, "a"): "plural"}


def test_what_is_held_apart_is_not_joined_through_others_either() -> None:
    found = cluster(keys("a", "b", "c"), [link("a", "b"), link("b", "c")], [(keys("a")[0], keys("c")[0])])
    assert [[name for _, name in one.keys] for one in found] == [["a", "b"], ["c"]]


def test_a_refused_link_says_so() -> None:
    clusters = Clusters([(keys("a")[0], keys("b")[0])])
    assert not clusters.join(link("a", "b"))
    assert clusters.join(link("a", "c"))
    assert not clusters.join(link("c", "b"))


def test_a_cluster_may_have_a_head_that_no_paper_names() -> None:
    (found,) = cluster(keys("a", "b"), [link("a", "listed"), link("b", "listed")], [])
    assert (found.head, found.keys) == ((METHOD, "listed"), tuple(keys("a", "b")))


names = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(names, names)), st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1])))
def test_no_cluster_ever_holds_two_keys_that_are_held_apart(
    joins: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    foes = [(keys(one)[0], keys(other)[0]) for one, other in apart]
    for found in cluster(keys(*"abcdefgh"), [link(*pair) for pair in joins], foes):
        assert not any(one in found.keys and other in found.keys for one, other in foes)
