"""What a form brings: few fields, each in a form that is known beforehand."""

from __future__ import annotations

import re

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

FIELDS = 200
"""No page asks for more."""


async def field(request: Request, name: str, pattern: str) -> str:
    """What was sent as ``name``; a bad request if it does not match the ``pattern``."""
    value = (await sent(request)).get(name)
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise HTTPException(400)
    return value


async def sent(request: Request) -> FormData:
    """All fields of a form; a bad request if there are files or too many of them."""
    return await request.form(max_files=0, max_fields=FIELDS)


async def upload(request: Request, name: str) -> bytes:
    """The file that was sent as ``name``; a bad request if there is none."""
    async with request.form(max_files=1, max_fields=0) as form:
        file = form.get(name)
        if not isinstance(file, UploadFile):
            raise HTTPException(400)
        return await file.read()
