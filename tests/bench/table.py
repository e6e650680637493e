"""The table's rows, and its numbers."""

from statistics import quantiles


def row(what: str, measured: str, wanted: str = "", remark: str = "") -> None:
    print(f"{what:<44}{measured:>9}  {wanted:>9}  {remark}".rstrip(), flush=True)


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]
