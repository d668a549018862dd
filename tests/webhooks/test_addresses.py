"""Nothing is sent to what is not on the public internet, however its address is written."""

import ipaddress

import pytest

from tizim.errors import UnsafeAddress
from tizim.webhooks.addresses import is_public, require_public, require_sendable

PRIVATE = (
    "127.0.0.1", "127.255.0.1", "0.0.0.0",  # noqa: S104  (that it is refused is the point)
    "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1",
    "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "::127.0.0.1", "::10.0.0.1",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_private_reserved_or_for_many_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(UnsafeAddress, match="public internet"):
        require_public("hook.example", [address], loopback=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_anyone_reaches_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    assert require_public("hook.example", [address], loopback=False) == address


def test_one_private_address_among_public_ones_is_one_too_many() -> None:
    with pytest.raises(UnsafeAddress, match=r"10\.0\.0\.1"):
        require_public("hook.example", ["8.8.8.8", "10.0.0.1"], loopback=False)
    with pytest.raises(UnsafeAddress, match="stands for none"):
        require_public("hook.example", [], loopback=False)


def test_this_machine_may_be_sent_to_only_where_that_was_said() -> None:
    assert require_public("localhost", ["127.0.0.1"], loopback=True) == "127.0.0.1"
    assert require_public("localhost", ["::1"], loopback=True) == "::1"
    for address in ("10.0.0.1", "169.254.169.254", "fe80::1%eth0", "0.0.0.0"):  # noqa: S104  (that it is refused is the point)
        with pytest.raises(UnsafeAddress):
            require_public("localhost", [address], loopback=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://hook.example/",
        "ftp://hook.example/",
        "file:///etc/passwd",
        "gopher://hook.example/",
        "//hook.example/",
        "hook.example",
        "https://",
        "https:///path",
        "https://ann:secret@hook.example/",
        "https://ann@hook.example/",
        "https://hook.example/#part",
        "https://hook.example\\@10.0.0.1/",
        "https://hook.example/a b",
        "https://hook.example/\r\nX: y",
        "https://hook.example:99999/",
        "https://[::1/",
        "https://höök.example/",
        "https://hook.example/" + "x" * 2_000,
        "http://127.0.0.1/",
        "http://localhost/",
    ],
)
def test_an_address_that_is_no_plain_https_one_is_refused(url: str) -> None:
    with pytest.raises(UnsafeAddress, match="url: expected"):
        require_sendable(url, loopback=False)


def test_plain_http_goes_to_this_machine_only() -> None:
    assert require_sendable("http://127.0.0.1:81/x?y=1", loopback=True).authority == "127.0.0.1:81"
    assert require_sendable("http://[::1]/", loopback=True).authority == "[::1]"
    with pytest.raises(UnsafeAddress):
        require_sendable("http://hook.example/", loopback=True)
    with pytest.raises(UnsafeAddress):
        require_sendable("http://127.0.0.1.nip.example/", loopback=True)


def test_an_address_is_taken_apart_as_it_is_asked_for() -> None:
    target = require_sendable("https://hook.example/in/4711?key=a%20b", loopback=False)
    assert (target.host, target.port, target.path) == ("hook.example", 443, "/in/4711?key=a%20b")
    assert require_sendable("https://hook.example:8443", loopback=False).authority == "hook.example:8443"
    assert require_sendable("https://hook.example", loopback=False).path == "/"
