"""A mapping that grows in layers is the mapping that one dict would be."""

from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.growing import Growing

ADDED = st.lists(st.dictionaries(st.integers(0, 30), st.text(max_size=2), max_size=4), max_size=30)


@given(ADDED)
def test_it_is_one_dict(added: list[dict[int, str]]) -> None:
    grown: Growing[int, str] = Growing()
    plain: dict[int, str] = {}
    for content in added:
        before = dict(grown)
        after = grown.adding(content)
        assert dict(grown) == before
        grown, plain = after, {**plain, **content}
        assert grown == Growing(plain)
        assert list(grown.items()) == list(plain.items())
        assert len(grown) == len(plain)
        assert [key in grown for key in range(31)] == [key in plain for key in range(31)]
        assert grown.get(99) is None


def test_layers_stay_few() -> None:
    """A thousand additions are a dozen layers, not a thousand."""
    grown: Growing[int, int] = Growing()
    for n in range(1000):
        grown = grown.adding({n: n})
    assert len(grown._layers) <= 11
