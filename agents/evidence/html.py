"""HTML as a person sees it: blocks as lines, data tables as tables, what is not shown kept apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agents.evidence import grid, limits, remarks
from agents.evidence.canonical import Canvas, invisible, one_line, visible
from agents.evidence.types import Table

NEVER = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "head",
        "title",
        "meta",
        "link",
        "object",
        "math",
        "ix:header",
    }
)
"""Elements without text for people, not even reported; `ix:header` is the machine part of every tagged filing."""
_BLOCKS = frozenset({
    "p", "div", "tr", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "center", "hr",
    "br", "blockquote", "section", "article", "header", "footer", "address", "pre", "form", "main", "aside", "nav",
    "body", "figure", "type", "sequence", "filename", "description", "document", "text", "page", "caption",
    "tbody", "thead", "tfoot",
})  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0*\.?0+(?:px|pt|em|%)?\s*(?:;|$|!)|opacity\s*:\s*0*\.?0+\s*(?:;|$|!)",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)", re.IGNORECASE
)
_BACKGROUND = re.compile(
    r"background(?:-color)?\s*:\s*(?!\s*(?:#fff(?:fff)?\b|white\b|transparent|none|inherit|initial))", re.IGNORECASE
)
_RULE = re.compile(r"\.([A-Za-z_][\w-]*)\s*\{([^{}]{0,500})\}")
_GAP = re.compile(r"\s+")
_SHORTEST_HIDDEN = 3


class Page(NamedTuple):
    """What reading HTML gives."""

    tables: tuple[Table, ...]
    hidden: tuple[str, ...]


def read(data: bytes, canvas: Canvas) -> Page:
    """Write the page onto the canvas and return its tables and its hidden text."""
    limits.nesting(data)
    walker = _Walker(LexborHTMLParser(data), canvas)
    walker.walk()
    return Page(tuple(walker.tables), (*walker.hidden, *remarks.of(data)))


def title(data: bytes) -> str | None:
    """Return the page's title, where it says anything."""
    node = LexborHTMLParser(data).css_first("title")
    return one_line(node.text()) or None if node else None


class _Walker:
    def __init__(self, parser: LexborHTMLParser, canvas: Canvas) -> None:
        self.canvas = canvas
        self.tables: list[Table] = []
        self.hidden: list[str] = []
        self._root = parser.body or parser.root
        self._hiding = _hiding_classes(parser)
        self._space = False
        self._lines: list[tuple[int, str]] = []
        self._line: list[str] = []
        self._line_start = 0

    def walk(self) -> None:
        """Visit every node once, in reading order, without recursion."""
        node, leaving = self._root, False
        while node is not None:
            child = None if leaving or not self._enter(node) else node.first_child
            if child is not None:
                node, leaving = child, False
                continue
            if node.is_element_node:
                self._leave(node)
            if node.mem_id == self._root.mem_id:  # type: ignore[union-attr]
                break
            following = node.next
            node, leaving = (following, False) if following is not None else (node.parent, True)
        self._break()

    def _enter(self, node: LexborNode) -> bool:
        """Write what the node itself says; return whether its children are to be visited."""
        if node.is_text_node:
            self._write(node.text_content or "", _preformatted(node))
            return False
        tag = node.tag or ""
        if not node.is_element_node or tag in NEVER:
            return False
        if self._is_hidden(node, tag):
            self._keep_hidden(node)
            return False
        if tag in _BLOCKS:
            self._break()
        elif tag in ("td", "th"):
            self._space = True
        return not (tag == "table" and self._table(node))

    def _leave(self, node: LexborNode) -> None:
        if node.tag in _BLOCKS:
            self._break()

    def _write(self, raw: str, preformatted: bool) -> None:
        if not raw.isascii():
            self.hidden.extend(invisible(raw))
        if preformatted:
            self._write_lines(visible(raw))
            return
        text = _GAP.sub(" ", visible(raw))
        self._space = self._space or text.startswith(" ")
        words = text.strip()
        if not words:
            return
        if self._space and not self.canvas.at_line_start:
            self.canvas.add(" ")
            self._line.append(" ")
        if self.canvas.at_line_start:
            self._line_start = self.canvas.length
        self.canvas.add(words)
        self._line.append(words)
        self._space = text.endswith(" ")

    def _write_lines(self, text: str) -> None:
        for i, line in enumerate(text.split("\n")):
            if i:
                self._break()
            if line.strip():
                self._line_start = self.canvas.length if self.canvas.at_line_start else self._line_start
                self.canvas.add(line.rstrip())
                self._line.append(line.rstrip())

    def _break(self) -> None:
        if self._line:
            self._lines.append((self._line_start, "".join(self._line)))
            del self._lines[:-8]
            self._line = []
        self.canvas.fresh_line()
        self._space = False

    def _is_hidden(self, node: LexborNode, tag: str) -> bool:
        attributes = node.attributes
        if not attributes:
            return False
        if "hidden" in attributes or (tag == "input" and attributes.get("type") == "hidden"):
            return True
        if self._hiding and any(name in self._hiding for name in (attributes.get("class") or "").split()):
            return True
        style = attributes.get("style") or ""
        colour = (attributes.get("color") or "").lower()
        if style and _HIDDEN_STYLE.search(style):
            return not _spacing(node)
        white = (style and _WHITE.search(style)) or colour in ("white", "#ffffff", "#fff")
        return bool(white) and not _coloured(node)

    def _keep_hidden(self, node: LexborNode) -> None:
        if node.css_first("ix\\:header") is not None:
            return
        words = one_line(node.text(separator=" "))
        if len(words) >= _SHORTEST_HIDDEN:
            self.hidden.append(words)

    def _table(self, node: LexborNode) -> bool:
        """Write a data table and return True; a layout is left to the walk."""
        if node.css_first("td table, th table") is not None or node.css_first("pre") is not None:
            return False
        kept = len(self.hidden)
        rows = [grid.joined(row) for row in self._rows(node)]
        rows = [row for row in rows if row]
        if not rows or not grid.is_data(rows):
            del self.hidden[kept:]
            return False
        self.tables.append(grid.table(self.canvas, rows, self._lines))
        self._lines = []
        return True

    def _rows(self, node: LexborNode) -> list[list[grid.Piece]]:
        rows: list[list[grid.Piece]] = []
        blocked: dict[int, int] = {}
        for line in node.css("tr")[: limits.TABLE_ROWS]:
            row, column = [], 0
            for cell in _cells(line):
                while blocked.get(column, 0) > 0:
                    blocked[column] -= 1
                    column += 1
                wide, high = _count(cell, "colspan"), _count(cell, "rowspan")
                row.append(grid.Piece(column, column + wide, self._cell_text(cell)))
                for taken in range(column, column + wide) if high > 1 else ():
                    blocked[taken] = high - 1
                column += wide
            for taken in [c for c in blocked if c >= column and blocked[c] > 0]:
                blocked[taken] -= 1
            rows.append(row)
        return rows

    def _cell_text(self, cell: LexborNode) -> str:
        """Return the visible words of a cell as one line."""
        parts: list[str] = []
        node, leaving = cell, False
        while True:
            child = None
            if node.is_text_node:
                parts.append(node.text_content or "")
            elif not leaving and node.is_element_node and node.tag not in NEVER:
                if self._is_hidden(node, node.tag or ""):
                    self._keep_hidden(node)
                else:
                    parts.append(" " if node.tag in _BLOCKS else "")
                    child = node.first_child
            if child is not None:
                node, leaving = child, False
                continue
            if node.mem_id == cell.mem_id:
                break
            following = node.next
            node, leaving = (following, False) if following is not None else (node.parent, True)  # type: ignore[assignment]
        return one_line("".join(parts))


def _cells(row: LexborNode) -> list[LexborNode]:
    return [child for child in row.iter() if child.tag in ("td", "th")]


def _count(cell: LexborNode, name: str) -> int:
    written = (cell.attributes.get(name) or "1").strip()
    return min(max(int(written), 1), 100) if written.isdigit() else 1


def _preformatted(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag in ("b", "i", "u", "font", "a", "strong", "em", "span", "s", "c", "page"):
        parent = parent.parent
    return parent is not None and parent.tag in ("pre", "listing", "xmp", "plaintext")


def _coloured(node: LexborNode) -> bool:
    """Return whether the node stands on a background that is not white."""
    here: LexborNode | None = node
    while here is not None and here.is_element_node:
        attributes = here.attributes
        colour = (attributes.get("bgcolor") or "").lower()
        if (colour and colour not in ("white", "#ffffff", "#fff")) or _BACKGROUND.search(attributes.get("style") or ""):
            return True
        here = here.parent
    return False


def _spacing(node: LexborNode) -> bool:
    """Return whether a zero-sized element only spaces: it holds children that set their own size."""
    style = node.attributes.get("style") or ""
    if re.search(r"display|visibility|opacity", style):
        return False
    return node.css_first("[style*='font-size']") is not None and any(
        "font-size" in (child.attributes.get("style") or "") for child in node.css("[style*='font-size']")[1:2]
    )


def _hiding_classes(parser: LexborHTMLParser) -> frozenset[str]:
    """Return the classes a style sheet of the page hides."""
    rules = (match for sheet in parser.css("style") for match in _RULE.finditer(sheet.text() or ""))
    return frozenset(match[1] for match in rules if _HIDDEN_STYLE.search(match[2]))
