"""The whole report on a gradient's health, from the verdict to what it cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cached_property
from typing import Any

from ..explain.report.blocks import Block, Figure, Note, Paragraph, Section
from ..explain.report.page import page
from ..explain.report.part import Part
from . import tables
from .cause import Share, causes
from .chain_table import chain
from .cures import Patient, Trial, trials
from .errors import MissingMatplotlib
from .layers import layered
from .record import Record
from .sentences import sentence
from .steps import Step, steps
from .verdict import Verdict, verdict


class Health(Part):
    """What is wrong with a gradient, where, why, and what helps.

    It shows itself as text (``print``), HTML (``html()``, notebooks), LaTeX and JSON;
    ``page()`` is one self-contained page with a picture. Cures are tried when they are
    first asked for, each on a copy.
    """

    def __init__(
        self, patient: Patient, rate: float | None = None, record: Record | None = None
    ):
        self._patient, self._rate, self._record = patient, rate, record

    @cached_property
    def record(self) -> Record:
        """What the probe found, in plain numbers."""
        return self._patient.probe() if self._record is None else self._record

    @cached_property
    def verdict(self) -> Verdict:
        """What is wrong, where, and by how much; or that nothing is."""
        return verdict(self.record)

    @property
    def causes(self) -> Sequence[Share]:
        """What slopes, weights and the rest make of the change."""
        return causes(self.record.network)

    @cached_property
    def cures(self) -> Sequence[Trial]:
        """The cures that fit, tried, the most promising first."""
        return trials(self._patient, self.record, self.verdict)

    @cached_property
    def steps(self) -> Sequence[Step]:
        """Steps of descent, tried; none without a rate, or where nothing is finite."""
        if self._rate is None or not self.record.links:
            return []
        return list(steps(self._patient, self.record, self._rate))

    @property
    def overhead(self) -> float:
        """What this look took, as a multiple of a plain gradient."""
        probed, plain = self._patient.seconds
        return probed / plain

    @property
    def line(self) -> str:
        """The verdict in one line."""
        return sentence(self.record, self.verdict)

    def blocks(self) -> Sequence[Block]:
        """The whole report."""
        return [Paragraph((self.line,)), *self._sections(full=True)]

    def short(self) -> Sequence[Block]:
        """Verdict, chain, cause and cures."""
        return [Paragraph((self.line,)), *self._sections(full=False)]

    def _sections(self, full: bool) -> Iterator[Block]:
        if not self.record.links:
            return
        yield from self._opaque()
        for title, make, wanted in self._parts(short=not full):
            if wanted and (full or title in SHORT):
                yield Section(title, tuple(make()))

    def _opaque(self) -> Iterator[Note]:
        if self.record.opaque:
            told = "; ".join(self.record.opaque)
            yield Note((f"No factor can be read from inside of these: {told}.",))

    def _parts(
        self, short: bool
    ) -> Iterator[tuple[str, Callable[[], Iterator[Block]], bool]]:
        """Each part: its title, what makes it, and whether there is anything to it."""
        found = self.record
        yield CHAIN, lambda: chain(found, short), True
        yield CAUSE, lambda: tables.cause(found), bool(found.network)
        yield CURES, lambda: tables.cures(self.cures), bool(self.cures)
        yield STEPS, lambda: tables.steps(found, self.steps), bool(self.steps)
        yield PARAMETERS, lambda: tables.parameters(found), bool(found.parameters)
        yield UNITS, lambda: tables.units(found), bool(found.squishes)
        yield BRANCHED, lambda: tables.branches(found), bool(found.degrees)
        yield COST, self._cost, True

    def _cost(self) -> Iterator[Block]:
        took, plain = (f"{1e3 * x:.3g} ms" for x in self._patient.seconds)
        told = f"This look at everything took {took}, a plain gradient {plain}: "
        times = f"{self.overhead:.3g} times as long. "
        yield Paragraph((told, times, SAMPLED))

    def figure(self) -> Figure | None:
        """The factors over depth, drawn by matplotlib; ``None`` without a chain.

        Raises ``MissingMatplotlib``.
        """
        from .picture import picture

        return picture(self.record) if self.record.network else None

    def page(self, title: str = "") -> str:
        """The report as one self-contained page, with the picture.

        Where matplotlib is missing, a note in its place says so.
        """
        first, *rest = self.blocks()
        title = title or f"The gradient of {self.record.title}"
        return page([first, *self._drawn(), *rest], title)

    def _drawn(self) -> Iterator[Block]:
        try:
            figure = self.figure()
        except MissingMatplotlib as error:
            yield Note((f"Here {error.what}: {error.cure}.",))
        else:
            yield from [figure] if figure is not None else []

    def data(self) -> dict[str, Any]:
        """Everything for programs."""
        return {
            "verdict": asdict(self.verdict) | {"line": self.line},
            "per_layer": self.verdict.per_layer,
            "causes": [asdict(one) for one in self.causes],
            "layers": [
                {"to": x.to, "product": x.product, "predicted": x.predicted}
                for x in layered(self.record.links)
            ],
            "product": self.record.product,
            "measured": self.record.measured,
            "cures": [asdict(one) for one in self.cures],
            "steps": [asdict(one) for one in self.steps],
            "overhead": self.overhead if self.record.links else None,
            "record": asdict(self.record),
        }


SAMPLED = (
    "A probe during training measures lengths alone, every so many steps, and costs a "
    "small part of that."
)
CHAIN, CAUSE, CURES = "The chain", "The cause", "What would help"
STEPS, PARAMETERS, UNITS = "One step", "Signal, input, coherence", "Units"
BRANCHED, COST = "Branches", "What this cost"
SHORT = (CHAIN, CAUSE, CURES, STEPS)
