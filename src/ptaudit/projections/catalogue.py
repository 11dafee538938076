"""Every stored projection: an explicit list."""

from ptaudit.projections.projection import AnyProjection
from ptaudit.projections.rectification import rectification

ALL: tuple[AnyProjection, ...] = (rectification,)
