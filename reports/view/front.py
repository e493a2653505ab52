"""The cover and the executive summary."""

from __future__ import annotations

from collections.abc import Iterator

from agents.records import BRANCHES, FINISHED, SEVERITIES, Judgement, Rating, Recommendation
from reports.record import RunRecord
from reports.view import branches, coverage, numbers, pieces, register, words
from reports.view.figures import FigureSet
from reports.view.model_front import Chip, CoverRow, Fact, Figure, FindingView, QuestionView, Ref
from reports.view.numbering import Numbering

TOP = 8
"""Findings of the summary; the others are one click away in their branch."""
MOST_QUESTIONS = 10
ROOM = 128
"""Millimetres of the summary's page for findings and questions: it should not run over."""
UNFIT = "What was found so far is shown, but it cannot carry a recommendation."
WORST_FIRST: tuple[Rating, ...] = ("red", "amber", "not_assessed", "green")


def overall(judgement: Judgement | None) -> Chip:
    """Return the chip of the whole: the worst rating there is, never an average."""
    ratings = {rating.rating for rating in judgement.ratings} if judgement else {"not_assessed"}
    worst = next(rating for rating in WORST_FIRST if rating in ratings or rating == "green")
    chip = pieces.rating_chip(worst)
    return chip._replace(word=chip.word if worst == "not_assessed" else f"{chip.word} overall")


def recommendation(judgement: Judgement | None) -> str:
    """Return the recommendation as the cover states it."""
    return words.RECOMMENDATION[judgement.recommendation] if judgement else "No judgement"


def reason(numbering: Numbering) -> str:
    """Return why, in the words of the ratings and of what decides them."""
    judgement = numbering.record.judgement
    if judgement is None:
        return "The run ended before it was judged. This report shows what was recorded until then."
    if judgement.recommendation == "proceed":
        return "All five branches finished, and no open item reaches medium severity."
    if judgement.recommendation == "not_assessable":
        return f"{words.title(words.stopped(numbering.named(judgement.reason)))} {UNFIT}"
    return " ".join(_ratings(judgement)) + _deciding(judgement.recommendation, numbering)


def cover_rows(numbering: Numbering) -> Iterator[CoverRow]:
    """Yield one line per branch."""
    for branch in BRANCHES:
        rating = branches.rating_of(branch, numbering)
        result = numbering.record.results[branch]
        line = branches.lead(branch, numbering)
        chip = pieces.rating_chip(rating.rating if rating else "not_assessed")
        mark = pieces.coverage_mark(result.outcome)
        yield CoverRow(words.BRANCH[branch], chip, mark, words.shortened(line, 150), branch)


def facts(numbering: Numbering) -> tuple[Fact, ...]:
    """Return who the report is for, what it is about in time, and where its review stands."""
    record = numbering.record
    deal = record.target.deal
    known = numbers.day(deal.information_date) if deal.information_date else numbers.day(record.started.date())
    return (
        Fact("Prepared for", deal.addressee or "The investment committee"),
        Fact("Information as of", known),
        Fact("Run", record.run_id),
        Fact("Review status", review_status(record)),
    )


def review_status(record: RunRecord) -> str:
    """Return how many contradictions are decided."""
    if record.synthesis is None:
        return "Not compared, nothing to decide."
    total, left = len(record.synthesis.contradictions), register.undecided(record)
    if not total:
        return "No contradictions to decide."
    if left:
        return f"{total - left} of {words.numbered(total, 'contradiction')} decided. Draft until all are."
    return (
        f"{words.title(words.counted(total, 'contradiction'))} decided."
        if total > 1
        else "The contradiction is decided."
    )


def summary_lead(numbering: Numbering) -> str:
    """Return the summary's first sentences."""
    record = numbering.record
    finished = sum(result.outcome in FINISHED for result in record.results.values())
    if not finished:
        return "None of the five branches could be assessed, so nothing is concluded about the target."
    extent = f"{words.title(words.counted(finished, 'branch', 'branches'))} of five could be assessed. "
    weighty = sum(1 for view in _views(numbering) if view.weighty)
    found = [f"{words.counted(weighty, 'finding')} of medium severity or worse"]
    cleared = len(register.cleared(record))
    if record.synthesis:
        standing = len(record.synthesis.contradictions) - cleared
        found.append(f"{words.counted(standing, 'contradiction')} between documents")
    stand = "stands" if weighty == 1 and len(found) == 1 else "stand"
    text = f"{words.title(words.joined(found))} {stand} against the target."
    limit = "" if record.synthesis else " The branches could not be compared with each other."
    if cleared:
        one, many = "further contradiction was", "further contradictions were"
        ruled = (f"{one} explained or called a false alarm", f"{many} explained or called false alarms")
        limit = f" {words.title(words.counted(cleared, *ruled))}."
    return (extent if finished < len(BRANCHES) else "") + text + limit


def summary_figures(numbering: Numbering, figures: FigureSet) -> tuple[Figure, ...]:
    """Return four figures: what the company earns where that is known, then what was found and read."""
    earned = [figure for metric in ("revenue", "net_income") if (figure := _figure(metric, figures))]
    found = [_found(numbering), _cited(numbering)][len(earned) :]
    return (*earned, *found, _contradictions(numbering), _documents(numbering.record))


def _found(numbering: Numbering) -> Figure:
    weighty = [view for view in _views(numbering) if view.weighty]
    red = sum(view.chip.form == "red" for view in weighty)
    return Figure(str(len(numbering.findings)), "Findings", f"{red} critical or high, {len(weighty) - red} medium")


def _cited(numbering: Numbering) -> Figure:
    kept = words.numbered(len(numbering.record.claims), "claim")
    return Figure(str(len(numbering.sources)), "Quotations cited", f"{kept} on the trail")


def _contradictions(numbering: Numbering) -> Figure:
    if numbering.record.synthesis is None:
        return Figure("–", "Contradictions", "not compared")
    left = register.undecided(numbering.record)
    return Figure(str(len(numbering.contradictions)), "Contradictions", f"{left or 'none'} awaiting review")


def _documents(record: RunRecord) -> Figure:
    read, unread = coverage.read_paths(record)
    failed = words.numbered(len(coverage.failures(record)), "failure")
    return Figure(f"{len(read)} of {len(record.documents)}", "Documents read", f"{len(unread)} unreadable, {failed}")


def materiality(record: RunRecord) -> str:
    """Return the threshold the committee set, or that none is set."""
    amount = record.target.deal.materiality
    if amount is None:
        return "No materiality is set for this target: findings are ordered by severity, not by size."
    return f"Materiality set for this target: {numbers.money(amount, record.target.deal.currency)}."


def top_findings(numbering: Numbering) -> tuple[tuple[FindingView, ...], str]:
    """Return the findings of the summary, and how many more there are."""
    views = [view for view in _views(numbering) if view.weighty]
    rest = len(numbering.findings) - len(views[:TOP])
    more = words.title(words.counted(rest, "further finding stands", "further findings stand"))
    return tuple(views[:TOP]), f"{more} in the branch sections." if rest else ""


def questions(
    numbering: Numbering, top: tuple[FindingView, ...]
) -> tuple[tuple[QuestionView, ...], tuple[QuestionView, ...]]:
    """Return the questions of the summary, as many as its page holds, and those for the end of the branch sections."""
    asked = numbering.record.synthesis.questions if numbering.record.synthesis else ()
    answered = register.cleared(numbering.record)
    found = [question for question in asked if question.about not in answered]
    about: dict[str, list[Ref]] = {}
    for question in sorted(found, key=lambda q: (SEVERITIES.index(q.severity), numbering.place(q.about))):
        about.setdefault(question.text, []).append(numbering.item(question.about))
    views = [QuestionView(text, tuple(dict.fromkeys(refs))) for text, refs in about.items()]
    room = ROOM - sum(5 + 4.3 * lines(len(view.title[:200]) + 6 * len(view.evidence[:4]), 48) for view in top)
    shown = 0
    for view in views[:MOST_QUESTIONS]:
        room -= 1.6 + 4.9 * lines(len(view.text) + 4 * len(view.about), 100)
        shown += room >= 0
    return tuple(views[:shown]), tuple(views[shown:])


def lines(characters: int, per_line: int) -> int:
    """Return how many lines a text takes at most, by the width of its column."""
    return characters // per_line + 1


def _views(numbering: Numbering) -> list[FindingView]:
    return [pieces.finding_view(number, finding, numbering) for number, finding in numbering.findings]


def _figure(metric: str, figures: FigureSet) -> Figure | None:
    series = figures.get(metric)
    if series is None:
        return None
    (_, before), (year, after) = list(series.values().items())[-2:]
    change = numbers.growth(before, after)
    name = f"FY{year} {words.spoken(metric)}"
    return Figure(numbers.money_short(after, figures.currency), name, f"{change} on the year before" if change else "")


def _ratings(judgement: Judgement) -> Iterator[str]:
    for rating in ("red", "amber", "not_assessed"):
        names = [words.BRANCH[one.branch] for one in judgement.ratings if one.rating == rating]
        if names:
            yield f"{words.RATING[rating]}: {words.joined(names)}."


def _deciding(recommended: Recommendation, numbering: Numbering) -> str:
    if recommended != "do_not_proceed":
        return " The open items behind these ratings must be resolved, priced or indemnified first."
    critical = [n for n, f in numbering.findings if f.severity == "critical" and f.polarity != "strength"]
    critical += [n for n, c in numbering.contradictions if c.severity == "critical"]
    return f" Of critical severity: {words.joined(critical)}." if critical else ""


def status(record: RunRecord, kind: str, number: int) -> str:
    """Return whether anything still waits for a person: a draft is one where something does."""
    if register.undecided(record):
        return "Draft"
    return f"Final, version {number}" if kind == "final" else "No decision pending"


def identity(record: RunRecord) -> str:
    """Return the public identifiers of the target on one line."""
    known = record.target.identifiers
    pairs = (("Ticker", known.ticker), ("CIK", known.cik), ("LEI", known.lei), ("", known.domain))
    return " · ".join(f"{label} {value}".strip() for label, value in pairs if value)
