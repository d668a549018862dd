"""Tokens of people: which count, and which do not whatever they say of themselves."""

import base64
import json
import time
from dataclasses import replace
from typing import Any

import jwt
import pytest

from tests.access.issuing import GRANTS, OTHER, PRIVATE, PROVIDER, claims, jwk, published, token
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import PERMISSIONS, Role
from tizim.access.state import UNKNOWN, Holder, State, User
from tizim.access.tokens import Grant, Provider, PublicKey, read_token, usable_keys
from tizim.errors import NotKnown, SettingError, SubjectError

KEYS = usable_keys(published())
NOBODY = State()


def read(
    words: str, *, state: State = NOBODY, provider: Provider = PROVIDER, keys: dict[str, PublicKey] = KEYS
) -> Holder:
    return read_token(words, keys, provider, state, time.time())


@pytest.mark.parametrize("kid", ["rsa", "ec", "ed"])
def test_a_token_of_each_kind_of_key_gives_a_name_of_the_provider_and_a_role(kid: str) -> None:
    holder = read(token(kid))
    assert (holder.name, holder.role) == ("idp.example:anna", Role.ANALYST)
    assert holder.permissions == PERMISSIONS[Role.ANALYST]
    assert (holder.sees, holder.key) == (None, "")


def test_the_first_group_that_gives_something_counts_with_its_clearance() -> None:
    both = read(token(roles=["analysts", "desk", 7]), state=State(marks={"a": Mark.STRICT, "b": Mark.RED}))
    assert both.role is Role.REVIEWER
    assert both.sees is not None
    assert both.sees.clearance == Clearance(Mark.STRICT)
    nested = replace(PROVIDER, claim="realm_access.roles", name="preferred_username")
    inner = token(roles=None, realm_access={"roles": ["desk"]}, preferred_username="a.n")
    assert read(inner, provider=nested).name == "idp.example:a.n"
    assert read(token(roles="analysts")).role is Role.ANALYST


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"exp": None},
        {"exp": int(time.time()) - 60},
        {"exp": int(time.time()) + 3 * 86_400},
        {"nbf": int(time.time()) + 600},
        {"iat": int(time.time()) + 600},
        {"sub": None},
        {"sub": "an na"},
        {"sub": "an\nna"},
        {"sub": "a" * 101},
        {"sub": 7},
        {"roles": None},
        {"roles": ["strangers"]},
        {"roles": {"desk": True}},
        {"exp": "soon"},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_not_of_now_or_gives_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotKnown):
        read(token(**wrong))


def unsigned(header: dict[str, object]) -> str:
    parts = (header, claims())
    return ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts) + "."


def public_pem() -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    made: bytes = PRIVATE["rsa"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return made


def with_the_public_key_as_secret() -> str:
    import hashlib
    import hmac

    def letters(some: bytes) -> str:
        return base64.urlsafe_b64encode(some).decode().rstrip("=")

    head = letters(json.dumps({"alg": "HS256", "kid": "rsa", "typ": "JWT"}).encode())
    words = f"{head}.{letters(json.dumps(claims()).encode())}"
    return f"{words}.{letters(hmac.digest(public_pem(), words.encode(), hashlib.sha256))}"


@pytest.mark.parametrize(
    "words",
    [
        unsigned({"alg": "none", "kid": "rsa"}),
        unsigned({"alg": "None", "kid": "rsa"}),
        unsigned({"alg": ["RS256"], "kid": "rsa"}),
        unsigned({"alg": "RS256", "kid": "rsa"}),
        with_the_public_key_as_secret(),
        token(key=OTHER),
        token(header={"kid": "../../etc/passwd"}),
        token(header={"kid": "unknown"}),
        token("ec", header={"kid": "rsa"}),
        token("rsa", algorithm="PS256", header={"kid": "ec"}),
        token()[:-2],
        token() + "A" * 20_000,
        "..",
        "a.b.c",
        "",
        "[" * 10_000,
    ],
    ids=range(16),
)
def test_what_is_not_signed_by_a_key_of_the_provider_is_refused_with_the_same_words(words: str) -> None:
    with pytest.raises(NotKnown) as wrong:
        read(words)
    assert str(wrong.value) == UNKNOWN


def test_a_header_that_brings_its_own_key_or_address_changes_nothing() -> None:
    own = {"jwk": jwk("rsa", OTHER), "jku": "https://attacker.example/keys", "x5u": "https://attacker.example/cert"}
    with pytest.raises(NotKnown):
        read(token(key=OTHER, header=own))


def test_a_key_that_says_by_which_algorithm_it_signs_signs_by_no_other() -> None:
    keys = usable_keys({"keys": [jwk("rsa", PRIVATE["rsa"], alg="RS256")]})
    assert read(token(), keys=keys).name == "idp.example:anna"
    with pytest.raises(NotKnown):
        read(token(algorithm="PS256"), keys=keys)
    assert read(token(algorithm="PS256")).role is Role.ANALYST, "a key that says nothing may sign by each of its kind"


def test_keys_that_are_secret_weak_for_encryption_or_damaged_are_passed_over() -> None:
    odd: list[object] = [
        {"kty": "oct", "k": "c2VjcmV0", "kid": "secret", "alg": "HS256"},
        jwk("rsa", PRIVATE["rsa"]) | {"use": "enc", "kid": "for encryption"},
        {"kty": "RSA", "kid": "damaged", "n": "?", "e": "AQAB"},
        jwk("rsa", PRIVATE["rsa"]) | {"kid": "none", "alg": "none"},
        "no key",
    ]
    assert usable_keys({"keys": odd}) == {}
    empty: list[object] = [None, [], {}, {"keys": None}, {"keys": {}}]
    for nothing in empty:
        assert usable_keys(nothing) == {}


def test_somebody_who_is_blocked_here_is_let_in_by_no_token() -> None:
    blocked = State(True, {"idp.example:anna": User("idp.example:anna", Role.ASKER, blocked=True)})
    with pytest.raises(NotKnown, match="blocked"):
        read(token(), state=blocked)


def test_a_grant_is_read_as_it_is_written_and_what_makes_no_sense_is_refused() -> None:
    assert Grant.read(" analyst ") == Grant(Role.ANALYST)
    assert Grant.read("asker:green") == Grant(Role.ASKER, Clearance(Mark.GREEN))
    assert Grant.read("asker:RED:a + b") == Grant(Role.ASKER, Clearance(Mark.RED, frozenset({"a", "b"})))
    for wrong in ("", "king", "asker:WHITE"):
        with pytest.raises(SubjectError):
            Grant.read(wrong)


@pytest.mark.parametrize(
    "issuer", ["http://idp.example", "idp.example", "https://", "https://idp.example?x=1", "file:///etc"]
)
def test_an_issuer_that_is_no_https_address_is_refused(issuer: str) -> None:
    with pytest.raises(SettingError, match="TIZIM_OIDC_ISSUER"):
        replace(PROVIDER, issuer=issuer)
    with pytest.raises(SettingError, match="TIZIM_OIDC_AUDIENCE"):
        Provider(PROVIDER.issuer, "", GRANTS)


def test_short_keys_do_not_count() -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505  (that it does not count is the point)
    keys = usable_keys({"keys": [jwk("rsa", short)]})
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        signed = token(key=short)
    with pytest.raises(NotKnown):
        read(signed, keys=keys)
