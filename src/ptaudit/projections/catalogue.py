"""Every stored projection: an explicit list."""

from ptaudit.projections.completion import completion
from ptaudit.projections.cycle import cycle
from ptaudit.projections.objections import objections
from ptaudit.projections.projection import AnyProjection
from ptaudit.projections.rectification import rectification
from ptaudit.projections.scores import scores
from ptaudit.projections.selfchecks import selfchecks
from ptaudit.projections.vetoes import vetoes

ALL: tuple[AnyProjection, ...] = (
    completion,
    cycle,
    objections,
    rectification,
    scores,
    selfchecks,
    vetoes,
)
