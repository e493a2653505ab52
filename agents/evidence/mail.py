"""Mail: headers as lines, the body, and attached text; names of attachments are shown, never used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from agents.evidence import html, kinds, limits, media, sheets
from agents.evidence.canonical import Canvas, invisible, one_line, visible
from agents.evidence.errors import Unreadable
from agents.evidence.identity import Identity
from agents.evidence.types import Section, Table

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_PRESS = ("press_article", "press_bullets", "headlines")


class Mail(NamedTuple):
    """What reading a mail gives."""

    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    hidden: tuple[str, ...]
    notes: tuple[str, ...]


def read(data: bytes, canvas: Canvas) -> Mail:
    """Write headers, body and readable attachments onto the canvas."""
    writer = _Writer(canvas)
    writer.message(_parsed(data), 0)
    return Mail(tuple(writer.tables), tuple(writer.sections), tuple(writer.hidden), tuple(writer.notes))


def identify(data: bytes, path: str) -> Identity:
    """Return what the mail's body is; a mail that carries nothing else is a letter of its own date."""
    message = _parsed(data)
    canvas = Canvas()
    writer = _Writer(canvas)
    writer.body(message)
    found = kinds.of_text(canvas.text(), path)
    subject = one_line(str(message.get("Subject", ""))) or found.title
    if found.kind in ("other", "letter"):
        return Identity("letter", subject, sent(message), found.period_end)
    return found if found.kind in _PRESS else found._replace(published=found.published or sent(message))


def sent(message: EmailMessage) -> date | None:
    """Return the day the mail was sent."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (ValueError, TypeError, IndexError):
        return None


def safe_name(name: str | None) -> str:
    """Return an attachment's name as a label: its last part, without anything a path could use."""
    last = re.split(r"[\\/]", name or "")[-1]
    return re.sub(r"[^\w .()-]", "_", one_line(last)).strip(". ")[:100] or "unnamed"


def _parsed(data: bytes) -> EmailMessage:
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = sum(1 for _ in message.walk())
    except (ValueError, TypeError, IndexError, AttributeError, RecursionError, LookupError) as problem:
        raise Unreadable(f"damaged mail: {problem}") from problem
    if parts > limits.MAIL_PARTS:
        raise Unreadable(f"mail with {parts} parts, at most {limits.MAIL_PARTS}")
    return message


class _Writer:
    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.tables: list[Table] = []
        self.sections: list[Section] = []
        self.hidden: list[str] = []
        self.notes: list[str] = []

    def message(self, message: EmailMessage, depth: int) -> None:
        """Write one message; messages inside it as sections of their own."""
        start = self.canvas.length
        for name in _SHOWN:
            words = one_line(str(message.get(name, "")))
            if words:
                self.canvas.line(f"{name}: {words}")
        self.canvas.fresh_line()
        self.canvas.add("\n")
        self.body(message)
        self.sections.append(Section(f"mail {depth + 1}", start, self.canvas.length))
        for part in _attached(message):
            self._attachment(part, depth)

    def body(self, message: EmailMessage) -> None:
        """Write the body a person would read: plain text where there is some, else the page."""
        try:
            part = message.get_body(preferencelist=("plain", "html"))
        except (AttributeError, KeyError, ValueError):
            part = None
        if part is not None:
            self._text(part)

    def _text(self, part: MIMEPart) -> None:
        raw = _decoded(part)
        if part.get_content_type() == media.HTML:
            page = html.read(raw.encode(), self.canvas)
            self.tables.extend(page.tables)
            self.hidden.extend(page.hidden)
        elif part.get_content_type() == media.CSV:
            self.tables.extend(sheets.read_csv(raw.encode(), self.canvas))
        else:
            self.hidden.extend(invisible(raw))
            self.canvas.add(visible(raw))
        self.canvas.fresh_line()

    def _attachment(self, part: EmailMessage, depth: int) -> None:
        name = safe_name(part.get_filename())
        start = self.canvas.line(f"Attachment: {name}").start
        kind = part.get_content_type()
        if kind == media.EML and depth < limits.MAIL_DEPTH:
            for inner in part.iter_parts():
                self.message(inner, depth + 1)  # type: ignore[arg-type]
        elif kind.startswith("text/"):
            self._text(part)
        else:
            self.notes.append(f"attachment not read: {name} ({kind}); put it into the room as a file of its own")
        self.sections.append(Section(f"attachment {name}", start, self.canvas.length))


def _attached(message: EmailMessage) -> Iterator[EmailMessage]:
    try:
        yield from message.iter_attachments()
    except (AttributeError, KeyError, TypeError):
        return


def _decoded(part: MIMEPart) -> str:
    try:
        found = part.get_content()
    except (LookupError, ValueError, AssertionError):
        payload = part.get_payload(decode=True)
        found = payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""
