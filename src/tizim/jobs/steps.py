"""Tells how long the steps of an answer take, to whoever wants to know: a program that traces, and nobody else.

The rooms that do the work know nothing of it. Their functions are wrapped while somebody watches, as programs that trace do with
libraries, so that it costs nothing where nobody does. Start at `watch`.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from contextvars import ContextVar
from functools import wraps
from typing import Any

Step = Callable[[str], AbstractContextManager[object]]
"""gives what is entered when a step begins, and left when it ends"""
_OF_THE_BANK = ("entity", "links", "listing", "versions", "latest", "lives", "difference")

_after_candidates: ContextVar[ExitStack | None] = ContextVar("after_candidates", default=None)


def watch(step: Step) -> Callable[[], None]:
    """Calls `step` at each step, in all threads of this process, until what is returned is called.

    Steps: "screen" (one subject), in it "candidates" and "compare" (all that is not finding candidates); "bank".
    """
    from tizim.bank.bank import Bank
    from tizim.screen import screening
    from tizim.screen.answering import Answering

    restored = ExitStack()

    def wrap(owner: object, name: str, made: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        before = getattr(owner, name)
        restored.callback(setattr, owner, name, before)
        setattr(owner, name, wraps(before)(made(before)))

    wrap(Answering, "verdict", lambda work: _screening(work, step))
    wrap(screening, "_candidates", lambda work: _finding(work, step))
    for name in _OF_THE_BANK:
        wrap(Bank, name, lambda work: _asking_the_bank(work, step))
    return restored.close


def _screening(work: Callable[..., Any], step: Step) -> Callable[..., Any]:
    def verdict(*arguments: Any, **named: Any) -> Any:
        with step("screen"), ExitStack() as rest:
            token = _after_candidates.set(rest)
            try:
                return work(*arguments, **named)
            finally:
                _after_candidates.reset(token)

    return verdict


def _finding(work: Callable[..., Any], step: Step) -> Callable[..., Any]:
    def candidates(*arguments: Any, **named: Any) -> Any:
        with step("candidates"):
            found = work(*arguments, **named)
        rest = _after_candidates.get()
        if rest is not None:
            rest.enter_context(step("compare"))
        return found

    return candidates


def _asking_the_bank(work: Callable[..., Any], step: Step) -> Callable[..., Any]:
    def asking(*arguments: Any, **named: Any) -> Any:
        with step("bank"):
            return work(*arguments, **named)

    return asking
