"""A command that has commands of its own, and does something without any of them."""

from __future__ import annotations

import copy
import difflib
from pathlib import Path
from typing import Any

from typer.core import TyperGroup

from .mistakes import Mistake


class WithDefault(TyperGroup):
    """Commands of which the first is carried out where none is named.

    That one stays out of the list of commands; its options are told as the group's own.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the first command's name in front, unless a command is asked for."""
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            self._refuse_misspelt(ctx, args)
            args = [self._default, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help of both."""
        both = copy.copy(self)
        both.params = [*self.commands[self._default].params, *self.params]
        TyperGroup.format_help(both, ctx, formatter)

    @property
    def _default(self) -> str:
        return next(iter(self.commands))

    def _refuse_misspelt(self, ctx: Any, args: list[str]) -> None:
        """Raise where what should be a file is none, but nearly a command."""
        name = args[0] if args else ""
        near = difflib.get_close_matches(name, self.commands, n=1, cutoff=0.6)
        if near and not name.startswith("-") and not Path(name).exists():
            raise Mistake(
                f"{name!r} is no command and no file: "
                f"did you mean `{ctx.command_path} {near[0]}`?"
            )
