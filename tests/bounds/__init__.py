"""Every a-priori bound of docs/bounds.md, asked at points of all sizes and at the worst that a search finds."""

from bounds import differences, gradients, identities, losses, networks
from bounds.search import BOUNDS

__all__ = ["BOUNDS", "differences", "gradients", "identities", "losses", "networks"]
