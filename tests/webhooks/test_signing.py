"""Signatures are those of Standard Webhooks: its own library verifies them."""

from base64 import b64decode
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tizim.webhooks.signing import headers_of, new_secret

BODY = b'{"type":"list.updated"}'


def now() -> int:
    """The library refuses what is older than five minutes."""
    return int(datetime.now(UTC).timestamp())


def test_the_scheme_s_own_library_signs_the_same_and_verifies_ours() -> None:
    secret = new_secret()
    when = now()
    headers = headers_of([secret], "evt_1", when, BODY)
    signed = Webhook(secret).sign("evt_1", datetime.fromtimestamp(when, UTC), BODY.decode())
    assert headers["webhook-signature"] == signed
    assert Webhook(secret).verify(BODY.decode(), headers) == {"type": "list.updated"}


def test_the_scheme_s_published_example_has_the_published_signature() -> None:
    headers = headers_of(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_secrets_sign_while_one_replaces_the_other() -> None:
    old, new = new_secret(), new_secret()
    headers = headers_of([new, old], "evt_1", now(), BODY)
    assert len(headers["webhook-signature"].split()) == 2
    for one in (old, new):
        assert Webhook(one).verify(BODY.decode(), headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(BODY.decode(), headers)


def test_a_secret_is_of_256_bits_and_says_what_it_is() -> None:
    first, second = new_secret(), new_secret()
    assert first != second
    assert first.startswith("whsec_")
    assert len(b64decode(first.removeprefix("whsec_"))) == 32
