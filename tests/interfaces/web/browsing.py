"""A browser without a screen: cookies, the token of the page it is on, and forms."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import httpx

_TOKEN = re.compile(r'name="token" value="([0-9a-f]{48})"')


class Browsing:
    """One browser on one server."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def get(self, path: str, **how: object) -> httpx.Response:
        """A page."""
        return self.client.get(path, **how)  # type: ignore[arg-type]

    def token(self) -> str:
        """What a form of this browser says."""
        page = self.client.get("/ui/sign-in")
        met = _TOKEN.search(page.text)
        assert met is not None
        return met[1]

    def send(self, path: str, fields: Mapping[str, object] | None = None, **how: object) -> httpx.Response:
        """A form of a page."""
        return self.client.post(path, data={"token": self.token(), **(fields or {})}, **how)  # type: ignore[arg-type]

    def when(self, path: str, is_so: Callable[[httpx.Response], bool]) -> httpx.Response:
        """A page, as soon as it is as it should be."""
        for _ in range(200):
            answer = self.get(path)
            if is_so(answer):
                return answer
            time.sleep(0.05)
        raise AssertionError(f"{path} did not come to what was expected")

    def sign_in(self, key: str) -> httpx.Response:
        """Begins a session."""
        return self.send("/ui/sign-in", {"key": key})


@contextmanager
def browsing(address: str) -> Iterator[Browsing]:
    """A browser that follows no redirect by itself."""
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        yield Browsing(client)
