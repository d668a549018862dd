"""Files that go with the pages: styles, htmx, the icon. Kept in memory, packed where a browser takes it, under a name that tells what is in it.

Start at `router`.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import resources

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tizim.interfaces.http.caller import PAGES

router = APIRouter(include_in_schema=False)
"""open to whoever reaches the server"""
_TYPES = {
    "app.css": "text/css; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "htmx.LICENSE.txt": "text/plain; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class _Static:
    content: bytes
    packed: bytes
    digest: str


@cache
def _read(name: str) -> _Static:
    content = resources.files("tizim.interfaces.web").joinpath(f"static/{name}").read_bytes()
    packed = gzip.compress(content, 9, mtime=0)
    return _Static(content, packed, blake2b(content, digest_size=6).hexdigest())


def address_of_static(name: str) -> str:
    """Where a file is; another address whenever it changes."""
    return f"{PAGES}/static/{_read(name).digest}/{name}"


@router.get(f"{PAGES}/static/{{digest}}/{{name}}")
async def static(request: Request, digest: str, name: str) -> Response:
    """A file that goes with the pages."""
    if name not in _TYPES or _read(name).digest != digest:
        raise HTTPException(404, "expected a file of the pages, came another")
    found = _read(name)
    headers = {"Content-Type": _TYPES[name], "Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.content, headers=headers)
