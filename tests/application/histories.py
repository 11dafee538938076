"""Random acts of random operators, many of them wrong: what a ledger may meet in the hands of people."""

from collections.abc import Sequence
from random import Random

from tests.application import acts, acts_applied
from tests.application.steps import Act, Step

ACTS: Sequence[Act] = (*acts.ACTS, *acts_applied.ACTS)


def histories(seed: int, length: int) -> Sequence[Step]:
    """*length* steps, the same for the same *seed*; a shorter one is the beginning of a longer one."""
    chance = Random(seed)
    weights = [act.weight for act in ACTS]
    return [chance.choices(ACTS, weights)[0].step(chance) for _ in range(length)]
