"""How a passage of an article stands to a report: the design's ten relations, and what they are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    VERBATIM = "verbatim", _("verbatim")
    FAITHFUL = "faithful", _("faithful")
    ALTERED = "altered", _("altered")
    TRUNCATED_QUOTE = "truncated quote", _("truncated quote")
    FIGURE_CHANGED = "figure changed", _("figure changed")
    ATTRIBUTION_DROPPED = "attribution dropped", _("attribution dropped")
    HEDGE_DROPPED = "hedge dropped", _("hedge dropped")
    OVERSTATED = "overstated", _("overstated")
    CONTRADICTED = "contradicted", _("contradicted")
    NOT_IN_SOURCE = "not in source", _("not in source")
