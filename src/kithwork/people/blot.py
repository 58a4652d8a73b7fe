"""Blots a forgotten person out of texts that name them: drafts, notes, remarks, questions."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ForeignKey, Model, Q

from kithwork.people.models import Owner, Person

INSTEAD = "somebody"
_CHUNK = 1 << 20
_OVERLAP = 1 << 12
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh")
_NAMES = frozenset(
    {"people.person.name", "people.person.given_name", "people.person.family_name",
     "people.organisation.name", "people.contactpoint.value", "people.owner.username"}
)  # fmt: skip


@dataclass(frozen=True)
class Blot:
    """The words that a person is named by; `pattern` finds them whole, in any case."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, records: Iterable[Person], namesakes: bool = False) -> Blot:
        """Full names and contact points; where somebody else has the name, contact points only.

        A name of one word is blotted out only where it stands alone: it may be any word.
        """
        words: set[str] = set()
        for record in records:
            also = record.alternatives.filter(field="name").values_list("value", flat=True)
            names = {record.name, *also} if not namesakes else set()
            words |= {name.strip() for name in names if len(name.split()) > 1}
            points = record.contact_points.exclude(kind="address")
            words |= {v for p in points for v in (p.value, p.normal) if len(v) > 5}
        longest_first = tuple(sorted(words, key=lambda word: (-len(word), word)))
        either = "|".join(map(re.escape, longest_first)) or r"(?!)"
        return cls(longest_first, re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE))

    def out_of(self, value: Any) -> Any:
        """A text, list or object without them: a list loses items that are only their name."""
        if isinstance(value, str):
            return self.pattern.sub(INSTEAD, value)
        if isinstance(value, list):
            return [self.out_of(item) for item in value if not self._is_only(item)]
        if isinstance(value, dict):
            return {key: self.out_of(item) for key, item in value.items()}
        return value

    def _is_only(self, item: object) -> bool:
        return isinstance(item, str) and bool(self.pattern.fullmatch(item.strip()))

    def out_of_everything(self, owner: Owner) -> int:
        """Change all texts of the owner that name them; returns how many rows were changed."""
        if not self.words:
            return 0
        return sum(
            self._out_of_rows(model, path, owner)
            for model in apps.get_models()
            if (path := _path_to_owner(model)) is not None
        )

    def _out_of_rows(self, model: type[Model], path: str, owner: Owner) -> int:
        texts = [key for key in model._meta.concrete_fields if _may_name(key)]
        count = 0
        for row in _rows(model, path, owner, texts):
            changed = []
            for key in texts:
                old = getattr(row, key.attname)
                if (new := self.out_of(old)) != old:
                    setattr(row, key.attname, new)
                    changed.append(key.attname)
            count += bool(changed) and _kept(row, changed)
        return count

    def may_be_in(self, file: Path) -> bool:
        """Whether a file names them, or is packed so that one can't see."""
        if not file.is_file():
            return False
        wanted = [
            word.lower().encode(coding) for word in self.words for coding in ("utf-8", "utf-16-le",
                                                                              "utf-16-be")
        ]  # fmt: skip
        with file.open("rb") as content:
            if content.read(4).startswith(_PACKED):
                return True
            content.seek(0)
            tail = b""
            while chunk := content.read(_CHUNK):
                seen = (tail + chunk).lower()
                if any(word in seen for word in wanted):
                    return True
                tail = chunk[-_OVERLAP:]
        return False


def _rows(
    model: type[Model], path: str, owner: Owner, texts: list[models.Field[Any, Any]]
) -> Iterator[Model]:
    if not texts:
        return iter(())
    own = Q(**{path: owner.pk}) if path else Q(pk=owner.pk)
    return model._base_manager.filter(own).iterator(chunk_size=500)


def _may_name(key: models.Field[Any, Any]) -> bool:
    label = f"{key.model._meta.label_lower}.{key.name}"
    free = isinstance(key, models.TextField | models.CharField | models.JSONField)
    settled = key.choices or key.name in ("normal", "digest", "password", "mark", "salt", "kind")
    return free and not settled and label not in _NAMES


def _kept(row: Model, changed: list[str]) -> bool:
    """Save the row without them; one that may not stand so, goes."""
    if hasattr(row, "digest") and "value" in changed:
        changed = [*changed, "digest"]
    try:
        with transaction.atomic():
            row.save(update_fields=changed)
    except IntegrityError:
        row.delete()
    return True


def _path_to_owner(model: type[Model]) -> str | None:
    """How a query gets from a row to its owner: `outcome__meeting__owner`; None for common rows."""
    queue: deque[tuple[type[Model], str]] = deque([(model, "")])
    seen = {model}
    while queue:
        here, path = queue.popleft()
        if here is Owner:
            return path.removesuffix("__")
        for key in here._meta.concrete_fields:
            target: Any = key.related_model
            if isinstance(key, ForeignKey) and target not in seen and not key.null:
                seen.add(target)
                queue.append((target, f"{path}{key.name}__"))
    return None
