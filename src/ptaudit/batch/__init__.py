"""Workbooks, tables and command files: what offices really use, turned into commands."""
