"""Tokens of OpenID Connect for people: who signs in elsewhere shows what their provider signed (RFC 7519, 8725, 9068).

Here a token, the provider's public keys and the configuration become a person, or an error: no network (`jobs.provider` has it).
Only signatures by a pair of keys count: what is signed with a shared secret, or not at all, is refused whatever it says of itself.
Start at `read_token`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tizim.access.marks import Clearance, Mark
from tizim.access.roles import PERMISSIONS, Role
from tizim.access.state import UNKNOWN, Holder, State
from tizim.errors import NotKnown, SettingError, SubjectError

_OF_RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
ALGORITHMS = (*_OF_RSA, "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 30.0
"""seconds by which the provider's clock may differ"""
LONGEST = 24 * 3600.0
"""seconds a token may still count: nobody can take one back"""
_LONGEST_TOKEN = 16_384
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Grant:
    """What a word of the provider's gives: a role and a clearance."""

    role: Role
    clearance: Clearance = field(default_factory=Clearance)

    @classmethod
    def read(cls, words: str) -> "Grant":
        """`analyst`, `analyst:GREEN`, `analyst:RED:list_a+list_b`. Raises SubjectError."""
        role, _, rest = words.partition(":")
        mark, _, red = rest.partition(":")
        try:
            chosen = Role(role.strip())
        except ValueError as wrong:
            raise SubjectError(f"role: expected one of {', '.join(Role)}, came {role!r}") from wrong
        lists = frozenset(one.strip() for one in red.split("+") if one.strip())
        return cls(chosen, Clearance(Mark.read(mark), lists) if mark.strip() else Clearance())


@dataclass(frozen=True, slots=True)
class Provider:
    """Whose tokens count. issuer: as tokens name it. audience: what they must be made for.

    claim: where a token says in which groups or roles somebody is; dots lead into it (realm_access.roles). grants: what each of
    those words gives, the first that a token has. name: the claim that says who it is. client: as what people sign in there from the
    pages, "" where they do not; secret: of that client, "" of a public one. scope: what is asked for.
    """

    issuer: str
    audience: str
    grants: Mapping[str, Grant]
    claim: str = "roles"
    name: str = "sub"
    client: str = ""
    secret: str = field(default="", repr=False)
    scope: str = "openid"

    def __post_init__(self) -> None:
        parts = urlsplit(self.issuer)
        local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
        if not (parts.scheme == "https" or local) or not parts.hostname or parts.query or parts.fragment:
            raise SettingError(f"TIZIM_OIDC_ISSUER: expected an https address without a query, came {self.issuer!r}")
        if not self.audience or not self.grants:
            raise SettingError(
                "TIZIM_OIDC_ISSUER: expected TIZIM_OIDC_AUDIENCE and TIZIM_OIDC_ROLES with it, came one without the others"
            )
        if "openid" not in self.scope.split():
            raise SettingError(f"TIZIM_OIDC_SCOPE: expected openid among others, came {self.scope!r}")

    @property
    def host(self) -> str:
        """What tells its people from users of one's own with the same name."""
        return urlsplit(self.issuer).netloc


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key of the provider's, and the algorithms by which it may have signed: the one it says itself, else those of its kind."""

    key: Any
    algorithms: tuple[str, ...]


def usable_keys(told: object) -> dict[str, PublicKey]:
    """The public signing keys of a JWK set, by their `kid`; what is no such key is passed over."""
    from jwt import PyJWK
    from jwt.exceptions import PyJWTError

    rows = told.get("keys") if isinstance(told, dict) else None
    found: dict[str, PublicKey] = {}
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict) or row.get("kty") not in ("RSA", "EC", "OKP") or row.get("use", "sig") != "sig":
            continue
        if row.get("alg", ALGORITHMS[0]) not in ALGORITHMS:
            continue
        try:
            made = PyJWK({name: value for name, value in row.items() if name != "d"})
        except (PyJWTError, TypeError, ValueError):
            continue
        any_of_rsa = row["kty"] == "RSA" and "alg" not in row
        algorithms = _OF_RSA if any_of_rsa else (made.algorithm_name,)
        if set(algorithms) <= set(ALGORITHMS):  # also where its kind alone says by which it signs
            found[str(row.get("kid", ""))] = PublicKey(made.key, algorithms)
    return found


def kid_of(token: str) -> str:
    """Which key a token says that signed it; a name to look up among those that came, and nothing else. Raises NotKnown."""
    from jwt import get_unverified_header
    from jwt.exceptions import PyJWTError

    if len(token) > _LONGEST_TOKEN:
        raise NotKnown(UNKNOWN)
    try:
        header = get_unverified_header(token)
    except (PyJWTError, ArithmeticError, RecursionError, ValueError) as wrong:
        raise NotKnown(UNKNOWN) from wrong
    if header.get("alg") not in ALGORITHMS:
        raise NotKnown(UNKNOWN)
    return str(header.get("kid", ""))


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a token is of, and what it gives. expires: seconds since 1970."""

    name: str
    grant: Grant
    expires: float

    def holder(self, state: State) -> Holder:
        """The same as one who asks now. Raises NotKnown where they are blocked."""
        state.require_unblocked(self.name)
        role, clearance = self.grant.role, self.grant.clearance
        return Holder(self.name, role, PERMISSIONS[role], state.sight(clearance))


def read_token(token: str, keys: Mapping[str, PublicKey], provider: Provider, state: State, now: float) -> Holder:
    """Who shows a token. keys: the provider's. now: seconds since 1970. Raises NotKnown as `person_of`, and where they are blocked."""
    return person_of(token, keys, provider, now).holder(state)


def person_of(
    token: str, keys: Mapping[str, PublicKey], provider: Provider, now: float, *, nonce: str | None = None
) -> Person:
    """Whom a token is of. Arguments as of `read_token`; nonce: what it must hold, where it was asked for with one.

    Raises NotKnown: it is not signed by one of the keys, not for us, not of its time, names nobody or nothing that gives a role.
    """
    from jwt import decode
    from jwt.exceptions import ExpiredSignatureError, PyJWTError

    key = keys.get(kid_of(token))
    if key is None:
        raise NotKnown(UNKNOWN)
    try:
        claims = decode(
            token,
            key.key,
            algorithms=list(key.algorithms),
            audience=provider.audience,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud"], "enforce_minimum_key_length": True},
        )
    except ExpiredSignatureError as wrong:
        raise NotKnown("expected a token that counts, came one that expired") from wrong
    except (PyJWTError, ArithmeticError, RecursionError, ValueError) as wrong:
        raise NotKnown(UNKNOWN) from wrong
    if float(claims["exp"]) - now > LONGEST:
        raise NotKnown(f"expected a token that expires within {LONGEST / 3600:.0f} hours, came one that lasts longer")
    if nonce is not None and claims.get("nonce") != nonce:
        raise NotKnown("expected a token that was made for this browser, came another")
    name = f"{provider.host}:{_name(claims, provider)}"
    return Person(name, _grant(claims, provider), float(claims["exp"]))


def _name(claims: Mapping[str, Any], provider: Provider) -> str:
    name = claims.get(provider.name)
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME or not name.isprintable() or " " in name:
        raise NotKnown(f"expected a token that says who it is of ({provider.name}), came one that does not")
    return name


def _grant(claims: Mapping[str, Any], provider: Provider) -> Grant:
    held: Any = claims
    for step in provider.claim.split("."):
        held = held.get(step) if isinstance(held, dict) else None
    words = held if isinstance(held, list) else [held]
    for word, grant in provider.grants.items():
        if word in words:
            return grant
    raise NotKnown(f"expected a token that gives a role here ({provider.claim}), came one that gives none")
