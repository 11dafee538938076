"""By which calls an article of the regulation is recorded and read."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.events.base import Event
from ptaudit_cli import index

#: What an article is asked by besides the lists of what it has recorded; a test holds that each is there.
VIEWS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "timeline": (7,),
        "show": (7,),
        "explain": (7, 8, 9, 10, 15),
        "finding list": (10, 14),
        "finding board": (14,),
        "finding show": (14,),
        "year list": (11, 15),
        "year show": (15,),
        "selfcheck list": (13, 15),
        "score list": (8, 9, 10, 15),
        "score show": (8, 9, 10, 15),
        "standing": (16, 17, 18),
        "whatif": (16, 17, 18, 20),
        "accountability list": (20,),
        "unit lineage": (2, 20),
        "audit show": (7, 15),
    }
)


def doors(event: type[Event]) -> list[str]:
    """The calls that record *event*."""
    return [f"{door.noun} {door.verb}" for door in DOORS if event in door.command.records]


def recorded_by(kinds: Iterable[type[Event]]) -> Sequence[str]:
    return tuple(dict.fromkeys(call for event in kinds for call in doors(event)))


def read_by(number: int, calls: Iterable[str]) -> Sequence[str]:
    """Lists of what *calls* record, then the views that show article *number*."""
    nouns = dict.fromkeys(call.partition(" ")[0] for call in calls)
    lists = [f"{noun} list" for noun in nouns if "list" in index.verbs(noun)]
    asked = [view for view, numbers in VIEWS.items() if number in numbers]
    return tuple(dict.fromkeys([*lists, *asked]))
