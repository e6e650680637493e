"""The table's rows, and its numbers."""

import time
from statistics import median, quantiles


def row(what: str, measured: str, wanted: str = "", remark: str = "") -> None:
    print(f"{what:<44}{measured:>9}  {wanted:>9}  {remark}".rstrip(), flush=True)


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def yardstick() -> float:
    """Milliseconds of processor time that a fixed piece of work takes here and now."""
    taken = []
    for _time in range(5):
        begun = time.process_time()
        sum(number * number for number in range(1_000_000))
        taken.append((time.process_time() - begun) * 1000)
    return median(taken)
