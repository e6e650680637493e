"""The admin of what reviewers say.

Passages are made on the review page, where they are checked against their text; here they are looked at.
"""

from annotate.admin import alignments, annotations, reviews, schemes, tags

__all__ = ["alignments", "annotations", "reviews", "schemes", "tags"]
