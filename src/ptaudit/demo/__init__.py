"""A synthetic county, recorded through the public API with an injected clock; every name in it is made up."""

from ptaudit.demo.county import build
from ptaudit.demo.plan import Plan
from ptaudit.demo.story import dispute

__all__ = ["Plan", "build", "dispute"]
