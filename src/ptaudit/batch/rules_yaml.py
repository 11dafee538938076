"""A scoring table as YAML: every scalar is text, nothing is constructed, and nothing stands for something else."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from ptaudit.batch.rule_files import ITEMS, Raw
from ptaudit.domain.failures import Malformed

#: Bytes, nodes and levels beyond which it is no table a clerk keeps.
MOST_BYTES, MOST_NODES, DEEPEST = 1_000_000, 100_000, 12


def read(text: str) -> Raw:
    """Raises Malformed for what is no YAML, holds tags, anchors or aliases, or is no table."""
    node = composed(text)
    whole = mapping(node)
    rows = next((whole.pop(name) for name in (ITEMS, "items") if name in whole), None)
    if not isinstance(rows, SequenceNode):
        raise Malformed("table.no_column", column=ITEMS, known="、".join(whole))
    items = [plain(row) for row in rows.value]
    lines = [row.start_mark.line + 1 for row in rows.value]
    for line, item in zip(lines, items, strict=True):
        if not isinstance(item, dict):
            raise Malformed("yaml.not_a_mapping", line=line)
    return Raw({name: plain(value) for name, value in whole.items()}, items, lines)


def composed(text: str) -> Node:
    """The one document in *text*, as nodes."""
    if len(text) > MOST_BYTES:
        raise Malformed("yaml.too_long", limit=MOST_BYTES)
    try:
        _plain_only(yaml.parse(text, Loader=yaml.BaseLoader))
        node: Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise Malformed("yaml.unreadable", line=line, what=error.problem or "") from None
    except yaml.YAMLError as error:
        raise Malformed("yaml.unreadable", line=1, what=type(error).__name__) from None
    if node is None:
        raise Malformed("table.empty")
    return node


def _plain_only(events: Iterator[yaml.Event]) -> None:
    """Refuses what makes much out of little, or anything but texts, lists and mappings."""
    depth = documents = 0
    for count, event in enumerate(events):
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise Malformed("yaml.alias", line=line)
        if getattr(event, "tag", None) not in (None, "!"):
            raise Malformed("yaml.tag", line=line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if documents > 1 or depth > DEEPEST or count > MOST_NODES:
            raise Malformed("yaml.too_deep", line=line)


def mapping(node: Node) -> dict[str, Node]:
    """A mapping's values by their texts. Raises Malformed for a key twice, or what is no mapping."""
    line = node.start_mark.line + 1
    if not isinstance(node, MappingNode):
        raise Malformed("yaml.not_a_mapping", line=line)
    found: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise Malformed("yaml.not_a_mapping", line=key.start_mark.line + 1)
        name = str(key.value).strip()
        if name in found:
            raise Malformed("yaml.key_twice", line=key.start_mark.line + 1, key=name)
        found[name] = value
    return found


def plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {key: plain(value) for key, value in mapping(node).items()}
    if isinstance(node, SequenceNode):
        return [plain(value) for value in node.value]
    return str(node.value)


class _Texts(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes every scalar as the text it is, without quotes a reader of texts does not need."""

    def __init__(self, stream: Any, **options: Any) -> None:
        Emitter.__init__(self, stream, allow_unicode=True, width=96)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write(whole: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> str:
    """The table as :func:`read` reads it."""
    content = {**whole, ITEMS: [dict(item) for item in items]}
    return str(yaml.dump(content, Dumper=_Texts))
