"""The admin of what reviewers say.

Passages are made on the review page, where they are checked against their text; here they are looked at.
"""

from annotate.admin import annotations, reviews, schemes, tags

__all__ = ["annotations", "reviews", "schemes", "tags"]
