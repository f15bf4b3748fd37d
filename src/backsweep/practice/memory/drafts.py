"""What was typed into exercises that are not finished yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from .database import Database
from .moments import moment, stamp
from .records import Draft


class Drafts:
    """One draft for each variant of a skill that was begun."""

    def __init__(self, database: Database):
        self._database = database

    def save(self, draft: Draft) -> None:
        """Keep ``draft`` in place of the one before."""
        with self._database.writing() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)",
                (
                    draft.skill,
                    draft.variant,
                    stamp(draft.time),
                    _json(draft.boxes),
                    _json(draft.hints),
                ),
            )

    def of(self, skill: str, variant: str) -> Draft | None:
        """What stands in the boxes of this variant."""
        found = self._found("WHERE skill = ? AND variant = ?", (skill, variant))
        return next(found, None)

    def latest(self, skill: str) -> Draft | None:
        """The variant of ``skill`` that was left unfinished last."""
        return next(self._found("WHERE skill = ? ORDER BY time DESC", (skill,)), None)

    def all(self) -> tuple[Draft, ...]:
        """Every draft."""
        return tuple(self._found("ORDER BY skill, variant", ()))

    def drop(self, skill: str, variant: str) -> None:
        """Forget a draft, once its exercise is finished."""
        with self._database.writing() as rows:
            rows.execute(
                "DELETE FROM drafts WHERE skill = ? AND variant = ?", (skill, variant)
            )

    def merge(self, drafts: Iterable[Draft]) -> int:
        """Keep each that is newer than what is here; gives how many were."""
        with self._database.writing():
            newer = [draft for draft in drafts if self._newer(draft)]
            for draft in newer:
                self.save(draft)
            return len(newer)

    def _newer(self, draft: Draft) -> bool:
        here = self.of(draft.skill, draft.variant)
        return here is None or here.time < draft.time

    def _found(self, where: str, values: tuple[str, ...]) -> Iterator[Draft]:
        with self._database.reading() as rows:
            found = rows.execute(f"SELECT * FROM drafts {where}", values).fetchall()
        return map(_read, found)


def _json(values: Mapping[str, object]) -> str:
    """As JSON that holds characters as they are: what is no text is refused here."""
    return json.dumps(dict(values), ensure_ascii=False)


def _read(row: sqlite3.Row) -> Draft:
    return Draft(
        skill=row["skill"],
        variant=row["variant"],
        time=moment(row["time"]),
        boxes=json.loads(row["boxes"]),
        hints=json.loads(row["hints"]),
    )
