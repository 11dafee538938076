"""From a file to what it would have recorded: a plan, or everything that is wrong with it at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from ptaudit.application.importing import Plan, Unimportable
from ptaudit.batch import cells, layout, lines, sheets
from ptaudit.batch.headings import Headings, headings
from ptaudit.batch.rows import Reader
from ptaudit.batch.sheets import Sheet, Source
from ptaudit.batch.template import Template
from ptaudit.batch.templates import COMMANDS, NOTES, TABLES
from ptaudit.domain.events.corrections import Template as TemplateName
from ptaudit.domain.failures import Malformed
from ptaudit.domain.names import listed, near

NAMES: tuple[str, ...] = get_args(TemplateName)


@dataclass(frozen=True, slots=True)
class Options:
    """What is said beside the file.

    *mapping*: headings of the file that are not the template's, to its column titles or names, or
    ``-`` for a column left out. *defaults*: by column name, for what the file does not say.
    """

    template: str | None = None
    sheet: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)


def read(path: Path, options: Options) -> Plan:
    """What *path* would have recorded. Raises Unimportable, NotFound, Malformed or Unusable."""
    return plan(sheets.read(path), options, path.stem)


def plan(source: Source, options: Options, stem: str = "") -> Plan:
    name = _template(source, options, stem)
    found: lines.Commands | Reader
    if source.nature == "lines" and name == COMMANDS:
        found = lines.commands(source.lines)
    else:
        if name == COMMANDS:
            raise Malformed("import.not_lines", file=source.file.name)
        found = _table(source, TABLES[name], options)
    if found.problems:
        raise Unimportable(source.file.name, found.problems)
    if found.count == 0:
        raise Malformed("import.no_rows", file=source.file.name, template=name)
    return Plan(
        template=name,
        template_version=1 if name == COMMANDS else TABLES[name].version,
        file=source.file,
        rows=found.count,
        items=tuple(found.items),
        mapping=tuple(sorted(_mapped(options.mapping, name))),
        notes=tuple(found.notes) if isinstance(found, Reader) else (),
    )


def _mapped(mapping: Mapping[str, str], name: str) -> Iterator[tuple[str, str]]:
    """Headings of the file with the names of the columns they feed."""
    titles = TABLES[name].by_title if name in TABLES else {}
    for heading, target in mapping.items():
        yield heading, titles[target].name if target in titles else target


def _template(source: Source, options: Options, stem: str) -> TemplateName:
    """The template said; else the one a sheet, or the file's name, is called by."""
    if options.template is not None:
        return _named(options.template)
    if source.nature == "lines":
        return COMMANDS
    titles = [sheet.name for sheet in source.sheets] if source.nature == "workbook" else [stem]
    found = [name for name in TABLES if name in titles]
    if not found and source.nature == "text":
        found = [name for name in TABLES if name in stem]
    if len(found) != 1:
        raise Malformed("import.which_template", file=source.file.name, known=listed(list(NAMES)))
    return TABLES[found[0]].name


def _named(said: str) -> TemplateName:
    for name in get_args(TemplateName):
        if name == said:
            known: TemplateName = name
            return known
    raise Malformed(
        "import.no_template", template=said, near=listed(near(said, NAMES)), known=listed(NAMES)
    )


def _table(source: Source, template: Template, options: Options) -> Reader:
    _check_defaults(template, options)
    if source.nature == "lines":
        sheet = lines.table(source.lines, source.file.name)
    else:
        sheet = _sheet(source, template, options)
    found = headings(sheet, template, options.mapping, tuple(options.defaults))
    reader = Reader(template, sheet.name, found, options.defaults)
    if found.problems:
        reader.problems += found.problems
        return reader
    blocks = found.layout.blocks
    if len(blocks) > 1:
        reader.note(found.row + 1, "blocks", str(len(blocks)))
    for start, end in blocks:
        alone = len(blocks) == 1
        for number, row in enumerate(sheet.rows[found.row + 1 :], found.row + 2):
            said = list(row) if alone else list(row[start:end])
            if not _set_apart(reader, number, said, found):
                reader.read(number, said, strict=alone and source.nature == "text")
        reader.finish()
        reader.group = {}
    reader.name_aside()
    return reader


def _set_apart(reader: Reader, number: int, row: Sequence[object], found: Headings) -> bool:
    """Whether the line is no row; then what it says is noted."""
    texts = [cells.text(cell) for cell in row]
    start, end = found.layout.blocks[0]
    sort = layout.apart(texts, found.layout.said[start:end])
    if sort == "alone":
        words = next(text for text in texts if text)
        group = _group(reader, words, found)
        if group is None and found.number != 0 and not layout.is_section(words):
            return False
        if group is not None or layout.is_section(words):
            reader.group = group or {}
        if group:
            reader.note(number, "group", f"“{words}”{next(iter(group.values()))}")
            return True
    if sort is None:
        return False
    reader.note(number, sort, " ".join(text for text in texts if text)[:60])
    return True


def _group(reader: Reader, words: str, found: Headings) -> dict[str, cells.Value] | None:
    """What a heading of its own line says of the rows below, where no column says it."""
    groups = reader.template.groups
    if groups is None or not layout.is_section(words):
        return None
    if groups.name in {column.name for _, column in found.columns}:
        return None
    said = groups.said(words)
    return {groups.name: said} if said is not None else None


def _sheet(source: Source, template: Template, options: Options) -> Sheet:
    """The sheet asked for; the one called as the template; the only one that says anything."""
    by_name = {sheet.name: sheet for sheet in source.sheets}
    if options.sheet is not None:
        if options.sheet not in by_name:
            raise Malformed("import.no_sheet", sheet=options.sheet, known=listed(list(by_name)))
        return by_name[options.sheet]
    if template.name in by_name:
        return by_name[template.name]
    others = [name for name in by_name if name in TABLES]
    if others:
        raise Malformed(
            "import.other_template",
            file=source.file.name,
            template=template.name,
            found=listed(others),
        )
    filled = [s for s in source.sheets if s.name != NOTES and any(any(r) for r in s.rows)]
    if not filled:
        raise Malformed("import.empty", file=source.file.name)
    if len(filled) > 1:
        names = listed([sheet.name for sheet in filled])
        raise Malformed("import.which_sheet", file=source.file.name, known=names)
    return filled[0]


def _check_defaults(template: Template, options: Options) -> None:
    for name in options.defaults:
        if name not in template.by_name:
            known = listed([column.name for column in template.columns])
            raise Malformed(
                "import.no_such_field", field=name, template=template.name, known=known
            )
