"""Which encoding a text was saved in: found out over the whole of it, and told where it had to be guessed.

UTF-8 and UTF-16 (with its mark) are known for certain. What is neither is one of the old Windows code pages: Cyrillic (1251)
or Western (1252). Damaged UTF-8 is refused: read as a code page it would be a table of wrong letters.
"""

import codecs
import re
from collections.abc import Callable
from types import MappingProxyType
from typing import BinaryIO

from tizim.errors import UnreadableTable

CODE_PAGES = MappingProxyType({"cp1251": "Windows-1251", "cp1252": "Windows-1252"})
"""name of the codec -> what people call it"""

_BLOCK = 2**20
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF", b"\x1f\x8b")
_CYRILLIC_RUN = re.compile(rb"[\xc0-\xff\xa8\xb8]{3,}")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LONE_LETTER = re.compile(rb"(?<![\x80-\xff])[\x8a-\xff](?![\x80-\xff])")
_ASCII = bytes(range(128))


def encoding_of(stream: BinaryIO, name: str, warn: Callable[[str], None]) -> str:
    """The codec of a whole text. Reads all of it, since an encoding may fail at the end only; leaves the stream anywhere.

    Raises UnreadableTable: it is another kind of file, no text, or text in an encoding that is none of these.
    """
    stream.seek(0)
    mark = stream.read(4)
    if mark.startswith(_WIDE):
        return "utf-16"
    if mark.startswith(_OTHER_FILES):
        raise UnreadableTable(f"{name}: expected text, came another kind of file (it starts with {mark!r})")
    stream.seek(0)
    text = _Letters(name)
    while block := stream.read(_BLOCK):
        text.see(block)
    if text.is_utf8():
        return "utf-8-sig"
    page = text.code_page()
    warn(f"{name}: expected UTF-8, came another encoding; read as {CODE_PAGES[page]}")
    return page


class _Letters:
    """What the bytes beyond ASCII look like, block by block."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._utf8 = codecs.getincrementaldecoder("utf-8-sig")()
        self._fits = True
        self._size = self._runs = self._lone = self._high = self._paired = 0
        self._strange: dict[str, int] = {}
        """code page -> where the first byte stands that it has no letter for"""

    def see(self, block: bytes) -> None:
        if (zero := block.find(b"\0")) >= 0:
            raise UnreadableTable(
                f"{self._name}: expected text, came a zero byte (0x00) after {self._size + zero:,} bytes"
            )
        self._fits = self._fits and self._goes_on(block)
        if not block.isascii():
            self._weigh(block)
        self._size += len(block)

    def _weigh(self, block: bytes) -> None:
        self._runs += len(_CYRILLIC_RUN.findall(block))
        self._lone += len(_LONE_LETTER.findall(block))
        self._high += len(block.translate(None, _ASCII))
        self._paired += sum(map(len, _UTF8_LETTER.findall(block)))
        for page in CODE_PAGES:
            try:
                block.decode(page)
            except UnicodeDecodeError as wrong:
                self._strange.setdefault(page, self._size + wrong.start)

    def is_utf8(self) -> bool:
        return self._fits and self._goes_on(b"", final=True)

    def code_page(self) -> str:
        """The page of a text that is not UTF-8."""
        if self._paired * 2 > self._high:
            raise UnreadableTable(f"{self._name}: expected UTF-8, came UTF-8 with damaged letters in it")
        # Letters beyond ASCII stand side by side in Cyrillic words, and alone among ASCII letters in Western ones.
        page = "cp1251" if self._runs > self._lone else "cp1252"
        if page in self._strange:
            raise UnreadableTable(
                f"{self._name}: expected text in UTF-8 or {CODE_PAGES[page]}, "
                f"came a byte that is no letter in it after {self._strange[page]:,} bytes"
            )
        return page

    def _goes_on(self, block: bytes, *, final: bool = False) -> bool:
        try:
            self._utf8.decode(block, final)
        except UnicodeDecodeError:
            return False
        return True
