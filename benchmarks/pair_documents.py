"""Documents of the sentence pairs: the path, header, byline and date that real ones have, around a pair's words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

Company = Mapping[str, Any]
QUARTERS = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}
CALL_OPENING = (
    "During today's conference call, we will make certain predictive statements that reflect our current views.\n"
    "Actual results may differ materially from those contemplated in these statements.\n"
    "Except as required by law, we undertake no obligation to update these statements.\n"
    "You will find the press release and the slides that go with our remarks on the investor relations page.\n"
    "I want to begin by thanking our people, who once again showed what we can do when we work together for our "
    "customers.\n"
    "We stayed close to our customers, we kept our promises, and we did it while we looked after each other.\n"
    "Let me now turn to the quarter.\n"
)
CALL_END = (
    "Before I close, I would like to say that we are confident in our plans and in our people.\n"
    "We know what we have to do, and we will tell you on these calls how we are doing.\n"
    "We continue to invest in our brands and in our systems, because we believe that our customers notice.\n"
    "With that, I will turn the call over to the operator for your questions, and we will take as many as we can.\n"
)
"""What every call says around its figures: with less than that nobody would know it for a call."""


class Written(NamedTuple):
    """One document of a room: where it lies, and its text."""

    path: str
    text: str


def write(company: Company, frame: str, words: str, number: int) -> Written:
    """Return the document of a frame such as "10-K 2024", "wire 2025-02-14" or "call 2024-Q4" around a pair's words."""
    kind, _, rest = frame.partition(" ")
    when, _, mark = rest.partition(" ")
    path, text = FRAMES[kind](company, when, words)
    stem, _, ending = path.rpartition(".")
    return Written(f"{stem}_{mark or number}.{ending}", text)


def year_end(company: Company, year: str) -> date:
    """Return the last day of a fiscal year; a retailer's year is named after the one it began in."""
    month, day = map(int, company["end"].split("-"))
    return date(int(year) + (month < 3), month, day)


def _form(form: str, company: Company, end: date | None, filed: date) -> str:
    period = f" | period of report {end.isoformat()}" if end else ""
    return f"{company['name']} | Form {form}{period} | filed {filed.isoformat()} | CIK 00099{company['ticker']}\n\n"


def _annual(company: Company, year: str, words: str) -> tuple[str, str]:
    end = year_end(company, year)
    return f"financial/10-K_fy{year}.txt", _form("10-K", company, end, end + timedelta(days=52)) + words + "\n"


def _annual_web(company: Company, year: str, words: str) -> tuple[str, str]:
    end = year_end(company, year)
    cover = (
        "UNITED STATES", "SECURITIES AND EXCHANGE COMMISSION", "Washington, D.C. 20549", "FORM 10-K",
        "ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934",
        f"For the fiscal year ended {end:%B} {end.day}, {end.year}", company["name"].upper(),
        "(Exact name of registrant as specified in its charter)", "Item 8. Financial Statements and Supplementary Data",
    )  # fmt: skip
    return f"financial/10-K_fy{year}.htm", _web(f"{company['name']} 10-K {end}", cover, words)


def _report_web(company: Company, year: str, words: str) -> tuple[str, str]:
    cover = (f"{company['name']}", f"Annual Report and Accounts {year}")
    return f"financial/annual_report_{year}.htm", _web(f"{company['name']} {year}", cover, words)


def _web(title: str, cover: tuple[str, ...], words: str) -> str:
    parts = [f"<p>{html.escape(line)}</p>" for line in cover]
    for rows, line in _runs(words):
        parts.append(f"<table>{''.join(map(_row, rows))}</table>" if rows else f"<p>{html.escape(line)}</p>")
    head = f"<head><meta charset='utf-8'><title>{html.escape(title)}</title></head>"
    return f"<!DOCTYPE html>\n<html>{head}<body>\n" + "\n".join(parts) + "\n</body></html>\n"


def _runs(words: str) -> list[tuple[list[str], str]]:
    """Return lines, and runs of lines that begin with a bar as the rows of one table."""
    found: list[tuple[list[str], str]] = []
    for line in words.splitlines():
        if line.startswith("|") and found and found[-1][0]:
            found[-1][0].append(line)
        else:
            found.append(([line] if line.startswith("|") else [], line))
    return found


def _row(line: str) -> str:
    cells = [html.escape(cell.strip()) for cell in line.strip("|").split("|")]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _report(company: Company, year: str, words: str) -> tuple[str, str]:
    return f"financial/annual_report_{year}.txt", words + "\n"


def _quarterly(company: Company, when: str, words: str) -> tuple[str, str]:
    end = quarter_end(company, when)
    header = _form("10-Q", company, end, end + timedelta(days=35))
    return f"financial/10-Q_{when.lower()}.txt", header + words + "\n"


def quarter_end(company: Company, when: str) -> date:
    """Return the last day, to a few days, of a quarter of a company's fiscal year."""
    year, _, quarter = when.partition("-")
    back = {"Q1": 275, "Q2": 184, "Q3": 92, "Q4": 0}[quarter]
    rough = year_end(company, year) - timedelta(days=back)
    if company["end"] == "09-28":
        return rough
    following = (rough + timedelta(days=10)).replace(day=1)
    return following - timedelta(days=1)


def _current(company: Company, when: str, words: str) -> tuple[str, str]:
    filed = date.fromisoformat(when)
    return f"regulatory/8k_{when}.txt", _form("8-K", company, None, filed) + words + "\n"


def _wire(company: Company, when: str, words: str) -> tuple[str, str]:
    title, _, body = words.partition("\n")
    day = date.fromisoformat(when)
    link = f"http://www.tidewire.example/article/{day:%Y/%m/%d}/{company['short'].lower()}"
    top = f"-- {title}\n-- \n-- {day:%a %b} {day.day}, {day.year} 8:12am EST\n-- {link}\n\n \n\n "
    dateline = "" if re.match(r"[A-Z ]{4,}[,-]| ?\(", body) else "(Tidewire) - "
    article = " \n ".join(body.splitlines())
    return (
        f"press/articles/{day:%Y%m%d}.txt",
        f"{top}{dateline}{article} (Reporting by Ines Marr; Editing by Cal Roy)\n",
    )


def _bullets(company: Company, when: str, words: str) -> tuple[str, str]:
    return f"press/{company['ticker']}_{_short(when)}.txt", words + "\ncompname says results reflect qtrly close.\n"


def _short(when: str) -> str:
    year, _, quarter = when.partition("-")
    return f"{quarter.lower()}_{year}"


def _headlines(company: Company, when: str, words: str) -> tuple[str, str]:
    rows = [line.partition(" ") for line in words.splitlines()]
    body = "".join(f'{day},"{text}"\n' if "," in text else f"{day},{text}\n" for day, _, text in rows)
    return "press/headlines.csv", f"date,headline\n{body}"


def _call(company: Company, when: str, words: str) -> tuple[str, str]:
    return f"regulatory/earnings_calls/{company['ticker']}_{_short(when)}.txt", f"{CALL_OPENING}{words}\n{CALL_END}"


def _release(company: Company, when: str, words: str) -> tuple[str, str]:
    subject, _, body = words.partition("\n")
    day = date.fromisoformat(when)
    host = f"ir.{company['short'].lower()}.example"
    head = (
        f"From: {company['short']} Investor Relations <news@{host}>\nTo: desk@tidewire.example\nSubject: {subject}\n"
        f'Date: {day:%a, %d %b %Y} 07:00:00 -0500\nMIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\n'
        "Content-Transfer-Encoding: 8bit\n\n"
    )
    return f"press/release_{when}.eml", f"{head}{body}\n\nContact: Investor Relations, news@{host}\n"


def _proxy(company: Company, when: str, words: str) -> tuple[str, str]:
    return f"leadership/proxy_{when}.txt", _form("DEF 14A", company, None, date.fromisoformat(when)) + words + "\n"


def _officers(company: Company, when: str, words: str) -> tuple[str, str]:
    end = year_end(company, when)
    head = _form("10-K", company, end, end + timedelta(days=52))
    return f"leadership/10k_fy{when}_executive_officers.txt", f"{head}Executive Officers of the Registrant\n{words}\n"


def _memo(company: Company, when: str, words: str) -> tuple[str, str]:
    day = date.fromisoformat(when)
    top = f"# {company['name']}: note for the data room\n\n{day:%B} {day.day}, {day.year}\n\n"
    return f"financial/note_{when}.md", f"{top}{words}\n"


def _letter(company: Company, when: str, words: str) -> tuple[str, str]:
    day = date.fromisoformat(when)
    top = f"To the Audit Committee of {company['name']}\n\n{day:%B} {day.day}, {day.year}\n\n"
    return f"regulatory/auditor_letter_{when}.txt", f"{top}{words}\n"


def _patents(company: Company, when: str, words: str) -> tuple[str, str]:
    return "patent/patent_list.csv", f"patent number,title,filed,granted,owner,status\n{words}\n"


def _facts(company: Company, when: str, words: str) -> tuple[str, str]:
    """Return companyfacts: each line is a concept, a first and a last day, and a value."""
    concepts: dict[str, Any] = {}
    for line in words.splitlines():
        concept, start, end, value = line.split()
        filed = date.fromisoformat(end) + timedelta(days=52)
        fact = {
            "start": start, "end": end, "val": int(value), "accn": f"0009990001-{filed:%y}-000007",
            "fy": filed.year - 1, "fp": "FY", "form": "10-K", "filed": filed.isoformat(),
        }  # fmt: skip
        entry = concepts.setdefault(concept, {"label": concept, "description": concept, "units": {"USD": []}})
        entry["units"]["USD"].append(fact)
    body = {"cik": 999100, "entityName": company["name"].upper(), "facts": {"us-gaap": concepts}}
    return "financial/companyfacts_CIK0000999100.json", json.dumps(body, indent=1)


FRAMES: dict[str, Callable[[Company, str, str], tuple[str, str]]] = {
    "10-K": _annual, "10-K.htm": _annual_web, "10-Q": _quarterly, "8-K": _current, "wire": _wire,
    "bullets": _bullets, "headlines": _headlines, "call": _call, "release": _release, "proxy": _proxy,
    "officers": _officers, "memo": _memo, "letter": _letter, "patents": _patents, "facts": _facts,
    "report": _report, "report.htm": _report_web,
}  # fmt: skip
