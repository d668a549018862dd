"""Can it answer, and is anything amiss? What `/readyz` says, from `Tizim.status`. Start at `readiness`."""

from datetime import UTC, date, datetime

from tizim.interfaces.http.yente.models import StatusResponse
from tizim.workspace import Tizim


class Readiness(StatusResponse):
    """Questions are answered. status: "ok", or "degraded" where a person should look. ages: of each list, the days since its
    version's date. failed: lists whose last update failed: they answer as they were. amiss: what to look at, in words.
    """

    ages: dict[str, int]
    failed: list[str]
    amiss: list[str]


def readiness(tizim: Tizim, *, told: bool) -> Readiness:
    """Raises TizimError where no question can be answered: there is no index, and no bank to make one of.

    told: whether the caller may know which lists there are; else only the status.
    """
    searched = tizim.searched()
    health = tizim.status()
    failed = [one for one in health.lists if one.failed]
    amiss = [f"{one.dataset}: an update failed at {one.failed}" for one in failed]
    if health.unreachable:  # why may name a server: that is in its log
        amiss.append("the bank cannot be asked: answers come from the last index there is")
    else:
        amiss += health.amiss
    today = datetime.now(UTC).date()
    status = "degraded" if amiss else "ok"
    if not told:
        return Readiness(status=status, ages={}, failed=[], amiss=[])
    return Readiness(
        status=status,
        ages={one.dataset: max(0, (today - date.fromisoformat(one.published[:10])).days) for one in searched},
        failed=[one.dataset for one in failed],
        amiss=amiss,
    )
