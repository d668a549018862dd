"""`/v1/receipts` and `/v1/keys`: what others need to verify a receipt, and to see that none was taken out of the log."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from tizim.access.roles import Permission
from tizim.audit.receipt import TreeHead
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.v1.record_models import ConsistencyOut, PublicKeyOut, SignedOut, StandingReceiptOut
from tizim.workspace import Tizim

router = APIRouter(prefix="/v1", tags=["Receipts"], dependencies=[needs(Permission.RECEIPTS)])
MOST = 2**53
"""beyond it, programs of other languages do not count"""


@router.get("/keys", responses=answers(404), summary="Public keys")
async def keys(desk: AtDesk) -> list[PublicKeyOut]:
    """The keys that sign receipts and checkpoints, the present one last: `--keys` of `tizim receipt verify` reads this answer."""

    def work(tizim: Tizim) -> list[dict[str, object]]:
        tizim.receipts.require_some()
        return tizim.receipts.keys().to_json()

    return [PublicKeyOut.model_validate(one) for one in await desk.ask(work)]


@router.get("/receipts/head", responses=answers(404), summary="Where the log of receipts stands")
async def head(desk: AtDesk) -> SignedOut:
    """Signed: kept elsewhere, `tizim receipt consistent` shows with it later that nothing was taken out."""

    def work(tizim: Tizim) -> TreeHead:
        tizim.receipts.require_some()
        return tizim.receipts.tree_head()

    return _signed(await desk.ask(work))


@router.get("/receipts/consistency", responses=answers(404), summary="Does the log go on from where it was?")
async def consistency(
    desk: AtDesk, size: Annotated[int, Query(ge=1, le=MOST, title="Of an earlier head")]
) -> ConsistencyOut:
    """The proof of RFC 6962, section 2.1.2, from an earlier size to the head of now."""
    path, tree = await desk.ask(lambda tizim: tizim.receipts.consistency(size))
    return ConsistencyOut(size=size, path=[one.hex() for one in path], tree=_signed(tree))


@router.get("/receipts/{number}", responses=answers(404), summary="Where a receipt stands now")
async def standing(
    desk: AtDesk, number: Annotated[int, Path(ge=1, le=MOST, description="The first is 1")]
) -> StandingReceiptOut:
    """The proof of RFC 6962, section 2.1.1. The receipt itself is with whoever asked for it: the log keeps its hash only."""
    found = await desk.ask(lambda tizim: tizim.receipts.standing(number))
    return StandingReceiptOut(
        number=number, leaf=found.leaf.hex(), path=[one.hex() for one in found.path], tree=_signed(found.tree)
    )


def _signed(tree: TreeHead) -> SignedOut:
    return SignedOut.model_validate(tree.signed.to_json())
