"""How far reviewers agree: where they mark, and which label they give.

Pure: knows no request and no database. Every coefficient is None where it says nothing ("not comparable"): where no
item was judged by two, and where the chance-corrected ones would be 0/0, because nobody ever judged differently.
"""

from annotate.agreement.coding import (
    Disagreement,
    cohen_kappa,
    disagreement,
    fleiss_kappa,
    krippendorff_alpha,
    observed_agreement,
)
from annotate.agreement.comparing import Comparison, Figures, LabelFigures, Where, Which, compare
from annotate.agreement.heat import Breakpoint, heat
from annotate.agreement.matching import Row, matched
from annotate.agreement.reading import Interval, interval, reading_of
from annotate.agreement.spans import span_f1
from annotate.agreement.unitizing import unit_distance, unitizing_alpha, unitizing_by_category

__all__ = [
    "Breakpoint",
    "Comparison",
    "Disagreement",
    "Figures",
    "Interval",
    "LabelFigures",
    "Row",
    "Where",
    "Which",
    "cohen_kappa",
    "compare",
    "disagreement",
    "fleiss_kappa",
    "heat",
    "interval",
    "krippendorff_alpha",
    "matched",
    "observed_agreement",
    "reading_of",
    "span_f1",
    "unit_distance",
    "unitizing_alpha",
    "unitizing_by_category",
]
