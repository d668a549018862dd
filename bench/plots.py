"""Figures as SVG files beside the page of the manual: the same bytes for the same numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Figure:
    """One plot. `name`: of the file; `alt`: what it shows, for who cannot see it."""

    name: str
    title: str
    alt: str
    draw: "Callable[[Axes], None]"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture, as the page shows it."""

    figure: Figure
    path: str

    def markdown(self) -> str:
        """As Markdown."""
        return f"### {self.figure.title}\n\n![{self.figure.alt}]({self.path})\n"


def draw(figures: Sequence[Figure], folder: Path) -> list[Drawn]:
    """Writes each into the folder, which holds nothing else, and says how the page beside it names them."""
    import matplotlib as mpl  # only a run that draws needs it

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # after the choice of what draws

    mpl.rcParams.update(
        {"svg.hashsalt": "tizim", "svg.fonttype": "none", "font.size": 9, "axes.grid": True, "grid.alpha": 0.3}
    )
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    drawn = []
    for figure in figures:
        picture, axes = plt.subplots(figsize=(7.5, 4.8), layout="constrained")
        figure.draw(axes)
        axes.set_title(figure.title)
        path = folder / f"{figure.name}.svg"
        picture.savefig(path, metadata={"Date": None})
        plt.close(picture)
        drawn.append(Drawn(figure, f"{folder.name}/{path.name}"))
    return drawn
