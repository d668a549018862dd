"""Which lists does a request ask? The data set of its path, narrowed by what it includes and excludes."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException

from tizim.errors import NothingLoaded, SubjectError
from tizim.workspace import Tizim

NO_SUCH_DATASET = "No such dataset."


def lists_of(tizim: Tizim, dataset: str, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> list[str]:
    """Names of the lists that are asked.

    Raises:
        HTTPException: 404, no list or collection of the path's name answers.
        SubjectError: what is included is none of those, or nothing is left: an answer from no list says nothing.
    """
    try:
        scope = [one.dataset for one in tizim.searched([dataset])]
    except NothingLoaded as wrong:
        raise HTTPException(404, NO_SUCH_DATASET) from wrong
    if include:
        try:
            wanted = {one.dataset for one in tizim.searched(list(include))}
        except NothingLoaded as wrong:
            raise SubjectError(f"include_dataset: {wrong}") from wrong
        scope = [one for one in scope if one in wanted]
    dropped: set[str] = set()
    for name in exclude:
        try:
            dropped |= {one.dataset for one in tizim.searched([name])}
        except NothingLoaded:
            continue  # what is not there is excluded
    left = [one for one in scope if one not in dropped]
    if not left:
        raise SubjectError(f"expected a list of {dataset!r} that is neither left out nor missing, none is left to ask")
    return left
