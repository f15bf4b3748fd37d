"""The lesson's chain as blocks, one of each kind."""

from backsweep.explain.formula.expression import (
    Chain,
    Formula,
    Minus,
    Number,
    Product,
    Rate,
    Sum,
    Symbol,
)
from backsweep.explain.report.blocks import (
    Block,
    Equation,
    Figure,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
)

A0, A3, W1, W2, W3, Y, C = map(Symbol, ("a0", "a3", "w1", "w2", "w3", "y", "C"))


def rate(of: str, by: str) -> Formula:
    return Rate(Symbol(of), Symbol(by))


def numbers(*values: float) -> Chain:
    return Chain(tuple(map(Number, values)))


def symbols(*names: str) -> Chain:
    return Chain(tuple(map(Symbol, names)))


DESIRE = Product((Number(2), Sum((A3, Minus(Y)))))
RATES = (rate("C", "a3"), rate("a3", "a2"), rate("a2", "a1"), rate("a1", "w1"))
LESSON = Equation(
    rate("C", "w1"),
    (Chain(RATES), Chain((DESIRE, W3, W2, A0)), numbers(2, 2, 2, 1), Number(8)),
)
LONG = Equation(
    rate("C", "w1"), (symbols(*(f"w{n}" for n in range(40))), numbers(*range(60)))
)
FACTORS = Table(
    "Four factors",
    ("factor", "number", "in words"),
    (
        (RATES[0], Number(2), "the output's desire"),
        (RATES[1], Number(2), ("the desire flowing back through ", W3)),
        (RATES[3], Number(1), "the input feeding the weight"),
    ),
    numeric=(1,),
)
PROSE = Paragraph(
    (
        "Nudge ",
        W1,
        " & the cost moves < 9 times as far, along the chain ",
        symbols("w3", "w2", "a0"),
        "; 50% of it is shared with the chains of the other weights.",
    )
)
FIGURE = Figure("<svg><title>w1 → C</title></svg>", "One neuron per layer")
REPORT: tuple[Block, ...] = (
    PROSE,
    Section("The chain of w1", (LESSON, FACTORS, FIGURE), "chain-w1"),
    Section(
        "What is left out",
        (
            Heading("The long way"),
            Note(("Less than 1% of ", rate("C", "w1"), ".")),
            Section("A deep chain", (LONG,)),
        ),
    ),
    Section("The end", ()),
)
