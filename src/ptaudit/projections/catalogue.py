"""Every stored projection: an explicit list."""

from ptaudit.projections.projection import AnyProjection
from ptaudit.projections.rectification import rectification
from ptaudit.projections.scores import scores

ALL: tuple[AnyProjection, ...] = (rectification, scores)
