"""What a browser may do with our pages: as good as nothing beyond showing them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

CONTENT = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def content_policy(styles: Iterable[str] = ()) -> str:
    """The policy of a page that holds these style sheets of its own, and no others.

    >>> content_policy(["p { color: red }"]).split("; ")[1]
    "style-src 'self' 'sha256-ngewhhP73WDIbgwseeu52VAAJgKdGUsu1IUQQsAm8m4='"
    """
    hashes = "".join(f" '{_digest(style)}'" for style in styles)
    rules = CONTENT | {"style-src": CONTENT["style-src"] + hashes}
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _digest(style: str) -> str:
    return "sha256-" + b64encode(sha256(style.encode()).digest()).decode()


HEADERS = {
    "Content-Security-Policy": content_policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""For every answer. Without a referrer browsers would call the origin of our own forms
``null``, and it could not be told from a foreign one; so there is one, for ourselves.
"""
