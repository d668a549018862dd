"""A provider of OpenID Connect in memory: keys, what it publishes, and tokens it signs."""

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Role
from tizim.access.tokens import Grant, Provider

ISSUER, AUDIENCE = "https://idp.example/realm", "tizim"
GRANTS = {
    "desk": Grant(Role.REVIEWER, Clearance(Mark.STRICT)),
    "analysts": Grant(Role.ANALYST),
}
PROVIDER = Provider(ISSUER, AUDIENCE, GRANTS)
PRIVATE: dict[str, Any] = {
    "rsa": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ec": ec.generate_private_key(ec.SECP256R1()),
    "ed": ed25519.Ed25519PrivateKey.generate(),
}
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_ALGORITHMS = {"rsa": "RS256", "ec": "ES256", "ed": "EdDSA"}


def jwk(kid: str, private: Any, **more: object) -> dict[str, object]:
    """The public half of a key, as a provider publishes it."""
    of: dict[str, Any] = {
        "rsa": jwt.algorithms.RSAAlgorithm,
        "ec": jwt.algorithms.ECAlgorithm,
        "ed": jwt.algorithms.OKPAlgorithm,
    }
    made: dict[str, object] = json.loads(of[kid.partition("-")[0]].to_jwk(private.public_key()))
    made.pop("key_ops", None)
    return made | {"kid": kid, "use": "sig"} | more


def published() -> dict[str, object]:
    """Its set of keys."""
    return {"keys": [jwk(kid, private) for kid, private in PRIVATE.items()]}


def claims(**more: object) -> dict[str, Any]:
    """What a sound token says; None leaves a claim out."""
    now = int(time.time())
    usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": "anna", "iat": now, "exp": now + 600, "roles": ["analysts"]}
    return {name: value for name, value in (usual | more).items() if value is not None}


def token(
    kid: str = "rsa", *, key: Any = None, algorithm: str = "", header: dict[str, Any] | None = None, **more: object
) -> str:
    """A token, signed by one of its keys."""
    signer = key if key is not None else PRIVATE[kid]
    chosen = algorithm or _ALGORITHMS[kid]
    return jwt.encode(claims(**more), signer, algorithm=chosen, headers={"kid": kid} | (header or {}))
