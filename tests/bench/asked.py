"""What was asked of the comparison's judge, and how failures are printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    show: int
    reported: list[str]

    def failures(self, title: str, lines: list[str]) -> None:
        """Print the first of them under a title."""
        for line in [f"{title}:", *lines][: self.show and self.show + 1]:
            print("    " + line.replace("\n", "\n    "))


def short(text: str, span: tuple[int, int] | None = None) -> str:
    said = " ".join((text[slice(*span)] if span else text).split())
    return said if len(said) <= 160 else f"{said[:157]}…"
