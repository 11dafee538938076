"""What the fields of commands and of their rows are called: Chinese in the models, English in the catalogue."""

from dataclasses import dataclass

from pydantic.fields import FieldInfo

from ptaudit_cli.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Named:
    """A field of the command *door* (``finding raise``), or of the row model of that name."""

    door: str
    name: str
    field: FieldInfo

    def title(self, words: Catalogue) -> str:
        return self._texts(words)[0]

    def detail(self, words: Catalogue) -> str:
        return self._texts(words)[1]

    def whole(self, words: Catalogue) -> str:
        title, detail = self._texts(words)
        return words("help.detail", title=title, detail=detail) if detail else title

    def shown(self, words: Catalogue) -> str:
        """How a message calls it: the option with its title, or an argument's title."""
        if position(self.field) is not None:
            return self.title(words)
        return words("help.detail", title=option_name(self.name), detail=self.title(words))

    def _texts(self, words: Catalogue) -> tuple[str, str]:
        if words.lang == "zh":
            return self.field.title or self.name, self.field.description or ""
        own = words.find(f"fields.{self.door}.{self.name}") or words(f"fields.{self.name}")
        title, _, detail = own.partition(" | ")
        return title, detail


def position(field: FieldInfo) -> int | None:
    """Its place among the arguments; None for an option."""
    extra = field.json_schema_extra
    place = extra.get("positional") if isinstance(extra, dict) else None
    return place if isinstance(place, int) else None


def option_name(name: str) -> str:
    return "--" + name.strip("_").replace("_", "-")
