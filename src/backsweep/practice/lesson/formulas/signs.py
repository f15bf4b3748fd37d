"""The commands that stand for one sign, one word or some room."""

from __future__ import annotations

from ....explain.formula.names import GREEK

SIGNS = {
    "cdot": "·",
    "times": "×",
    "div": "÷",
    "pm": "±",
    "mp": "∓",
    "ast": "\N{ASTERISK OPERATOR}",
    "star": "⋆",
    "circ": "∘",
    "odot": "⊙",
    "otimes": "⊗",
    "oplus": "⊕",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "ll": "≪",
    "gg": "≫",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "equiv": "≡",
    "sim": "\N{TILDE OPERATOR}",
    "propto": "∝",
    "in": "∈",
    "notin": "∉",
    "subset": "⊂",
    "cup": "\N{UNION}",
    "cap": "∩",
    "to": "→",
    "rightarrow": "→",
    "leftarrow": "←",
    "gets": "←",
    "mapsto": "↦",
    "Rightarrow": "⇒",
    "implies": "⟹",
    "iff": "⟺",
    "land": "∧",
    "lor": "\N{LOGICAL OR}",
    "neg": "¬",
    "forall": "∀",
    "exists": "∃",
    "nabla": "∇",
    "mid": "|",
    "vert": "|",
    "lvert": "|",
    "rvert": "|",
    "Vert": "‖",
    "lVert": "‖",
    "rVert": "‖",
    "|": "‖",
    "{": "{",
    "}": "}",
    "lbrace": "{",
    "rbrace": "}",
    "langle": "⟨",
    "rangle": "⟩",
    "colon": ":",
    "%": "%",
    "$": "$",
    "#": "#",
    "&": "&",
    "_": "_",
    "int": "∫",
}
LIMITED = {"sum": "∑", "prod": "∏", "max": "max", "min": "min", "lim": "lim"}
LIMITED |= {"argmax": "argmax", "argmin": "argmin"}
"""What has its limits below and above, where there is room."""
VARIANTS = {
    "varepsilon": "ε",
    "varphi": "φ",
    "vartheta": "ϑ",
    "varrho": "\N{GREEK RHO SYMBOL}",
}
OTHERS = {
    "partial": "∂",
    "infty": "∞",
    "ell": "\N{SCRIPT SMALL L}",
    "prime": "\N{PRIME}",
    "top": "\N{DOWN TACK}",
}
DOTS = {"dots": "…", "ldots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱"}
LETTERS = GREEK | VARIANTS | OTHERS | DOTS
FUNCTIONS = {
    *("exp", "log", "ln", "lg", "sin", "cos", "tan", "sinh", "cosh", "tanh"),
    *("arcsin", "arccos", "arctan", "det", "dim", "ker", "sup", "inf", "gcd", "deg"),
}
ROOM = {",": 0.17, ":": 0.22, ">": 0.22, ";": 0.28, "!": 0.0, " ": 0.33}
ROOM |= {"quad": 1.0, "qquad": 2.0, "displaystyle": 0.0, "limits": 0.0}
ACCENTS = {"hat": "^", "widehat": "^", "bar": "¯", "overline": "¯", "tilde": "~"}
ACCENTS |= {"vec": "→", "dot": "˙", "ddot": "¨"}
PRIME = "\N{PRIME}"
TYPED = {"-": "−", "*": "\N{ASTERISK OPERATOR}", "~": "\N{NO-BREAK SPACE}"}
"""Signs of the keyboard that are printed as others."""
