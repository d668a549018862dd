"""`tizim receipt`: signed statements of what was searched and found, verified with a home or without one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tizim.interfaces.cli.codes import OURS
from tizim.interfaces.cli.options import Home, Json, Purpose, opened
from tizim.interfaces.cli.terminal import answering, say, say_json, shown

if TYPE_CHECKING:
    from tizim.jobs.receipts import Checked

app = typer.Typer(no_args_is_help=True, help="Signed statements of what was searched and found.")


@app.command()
def verify(  # noqa: PLR0913  (a command line is its options)
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A receipt.")],
    name: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="With --home: the name that was asked, to ask again.")
    ] = None,
    *,
    keys: Annotated[
        Path | None, typer.Option("--keys", help="The signer's public keys, as `tizim keys list --json` prints them.")
    ] = None,
    kind: Annotated[str, typer.Option(help="Of the question, as for screen.")] = "Thing",
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Of the question.")] = None,
    birth_date: Annotated[str | None, typer.Option("--birth-date", help="Of the question.")] = None,
    country: Annotated[list[str] | None, typer.Option("--country", help="Of the question.")] = None,
    gender: Annotated[str | None, typer.Option("--gender", help="Of the question.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Of the question.")] = None,
    wallet: Annotated[list[str] | None, typer.Option("--wallet", help="Of the question.")] = None,
    purpose: Purpose = None,
    home: Annotated[
        Path | None,
        typer.Option("--home", help="The home that signed it, or a copy; without it nothing is opened."),
    ] = None,
    json: Json = False,
) -> None:
    """Do signature and place in the log agree, and is the answer the same today? Exit code 3 where not."""
    with answering():
        from tizim.jobs.receipts import read_keys, read_receipt, verify_offline
        from tizim.model.subject import Subject

        receipt = read_receipt(file)
        given = [one for one in (" ".join(name or ()).strip(), *(alias or ())) if one]
        asks = bool(given or document or wallet)
        if home is None:
            checked = verify_offline(receipt, read_keys(keys) if keys is not None else None)
            if asks:
                told = "it was not asked again: that needs --home, the home that signed it"
                checked = type(checked)(receipt, checked.findings, (*checked.notes, told))
        else:
            with opened(home, purpose=purpose) as tizim:
                if asks:
                    subject = Subject(
                        kind=kind,
                        names=given,
                        birth_date=birth_date,
                        countries=country or (),
                        gender=gender,
                        documents=document or (),
                        wallets=wallet or (),
                    )
                    checked = tizim.receipts.repeat(receipt, subject)
                else:
                    checked = tizim.receipts.verify(receipt)
        if json:
            say_json(_shape(checked))
        else:
            _tell(checked)
        if not checked.holds:
            raise typer.Exit(OURS)


@app.command()
def head(
    out: Annotated[Path, typer.Option("--out", help="The file to write; keep it elsewhere.")],
    *,
    home: Home = None,
) -> None:
    """Write the signed head of the log of receipts."""
    with answering():
        from tizim.jobs.receipts import write_json

        with opened(home) as tizim:
            made = tizim.receipts.tree_head()
        write_json(out, made.signed.to_json())
    say(f"{made.size:,} receipts, root {made.root.hex()}, in {shown(out)}")


@app.command()
def consistent(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A head that was kept elsewhere.")],
    *,
    home: Home = None,
    json: Json = False,
) -> None:
    """Does the log of receipts go on from a head that was kept, with nothing taken out or changed? Exit code 3 where not."""
    with answering():
        from tizim.jobs.receipts import read_tree_head

        before = read_tree_head(file)
        with opened(home) as tizim:
            findings = tizim.receipts.continues(before)
        if json:
            say_json({"whole": not findings, "receipts": before.size, "findings": list(findings)})
        else:
            say(f"{'whole' if not findings else 'damaged'}: {before.size:,} receipts at that head")
            for finding in findings:
                say(f"  {shown(finding)}")
        if findings:
            raise typer.Exit(OURS)


def _tell(checked: "Checked") -> None:
    receipt = checked.receipt
    say(f"{'it holds' if checked.holds else 'it does not hold'}: {shown(receipt.sentence())}")
    say(f"  {shown(receipt.made())}")
    say(f"  receipt {receipt.place + 1:,} of {receipt.tree.size:,}, signed by {shown(receipt.statement.key.id)}")
    if checked.same:
        say("  asked again of the same versions: the same answer")
    for finding in checked.findings:
        say(f"  {shown(finding)}")
    for note in checked.notes:
        say(f"  {shown(note)}")
    say(f"  {shown(receipt.statement.says.get('means', ''))}")


def _shape(checked: "Checked") -> dict[str, object]:
    receipt = checked.receipt
    return {
        "holds": checked.holds,
        "same": checked.same,
        "outcome": receipt.outcome,
        "at": receipt.statement.says["at"],
        "searched": [list(one) for one in receipt.searched],
        "key": receipt.statement.key.id,
        "findings": list(checked.findings),
        "notes": list(checked.notes),
    }
