"""The verifier of a bundle: one file of standard-library Python, made of the modules of this package.

They need no other package, and Python 3.8 is enough for them; what they say is also what ``ptaudit verify``
says. :func:`joined` puts them one after another, so that nothing has two sources.
"""

import ast
from pathlib import Path

#: Each after those it is made of.
PARTS = (
    "words",
    "ed25519",
    "finding",
    "policy",
    "tree",
    "heads",
    "folder",
    "entries",
    "judging",
    "telling",
    "program",
)


def joined() -> bytes:
    """The file ``verify.py`` of a bundle; the same bytes whenever the sources are the same."""
    names: dict[str, set[str]] = {}
    bodies = []
    for part in PARTS:
        source = (Path(__file__).parent / f"{part}.py").read_text("utf-8")
        opening, lines = ast.get_docstring(ast.parse(source)) or "", source.splitlines()
        for node in reversed(ast.parse(source).body):
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = node.module if isinstance(node, ast.ImportFrom) else ""
                names.setdefault(module or "", set()).update(one.name for one in node.names)
            elif node.lineno > 1:
                continue
            del lines[node.lineno - 1 : node.end_lineno]
        title = "\n".join(f"# {line}".rstrip() for line in opening.splitlines())
        bodies.append(f"# --- {part}\n{title}\n\n\n" + "\n".join(lines).strip() + "\n")
    head = [f'"""{opening}\n"""\n']
    head += [f"import {name}" for name in sorted(names.pop(""))]
    for module in sorted(names):
        if not module.startswith(__name__):
            head.append(f"from {module} import {', '.join(sorted(names[module]))}")
    return "\n\n\n".join(["\n".join(head), *bodies]).encode()
