"""What counts as an event in the press: an adverse lexicon of our own, in groups, each with its weight.

`after` stands for the words after the company's name in a headline or sentence ("3M cuts profit forecast");
`before` for the words in front of it ("EU opens probe into 3M"); `unless` for words nearby that make it another matter.
A press report alone weighs "medium" at most, but for insolvency: one sentence matched is a lead, not a verdict.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from agents.records import Severity


class Group(NamedTuple):
    """One kind of event."""

    name: str
    title: str
    severity: Severity
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    question: str | None
    polarity: Literal["risk", "strength", "neutral"] = "risk"


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{a})" for a in alternatives), re.IGNORECASE)


_NEAR = r"^[^.;:]{0,40}?\b"
_COUNT = (
    r"(?:\s+(?:[\d,]*\d|up|to|hundreds|thousands|of|some|about|more|than|another|additional|its|all|many|percent|%))*"
)
_OUTLOOK_WORDS = (
    r"(?:\s+(?:its|their|the|full[- ]year|annual|fiscal|current|\d{4}|\w+[- ]quarter|profit|earnings|sales|revenue|"
    r"growth|results|financial|EPS|volume|and|own|\w+[- ]half))*"
    r"\s+(?:outlook|forecasts?|guidance|views?|targets?|estimates?)\b"
)
_JOBS = r"\s+(?:\w+\s+)?(?:jobs?|workers|employees|staff|positions|workforce|headcount)\b"
_TOP = r"(?:CEO|CFO|COO|chief\s+executive|chief\s+financial|finance\s+chief|chairman|chairwoman|president|chief)\b"

GROUPS: tuple[Group, ...] = (
    Group(
        "profit warning",
        "The press reports a lowered outlook",
        "medium",
        _any(
            rf"{_NEAR}(?:cuts?|lower(?:s|ed)|slash(?:es|ed)?|trim(?:s|med)?|reduc(?:es|ed)){_OUTLOOK_WORDS}",
            rf"{_NEAR}(?:withdr(?:aws?|ew)|pull(?:s|ed)|suspend(?:s|ed)|scrap(?:s|ped)){_OUTLOOK_WORDS}",
            rf"{_NEAR}(?:warns?|warned)\s+(?:of|on|that|about)\b[^.;]{{0,60}}\b(?:profit|earnings|sales|revenue|results|loss)",
        ),
        None,
        _any(r"\b(?:tax|capex|spending|emissions?|analysts?|brokerage|price\s+target|rating)\b"),
        "What drove the lower outlook, and does the plan shown to us already contain it?",
    ),
    Group(
        "job cuts",
        "The press reports job cuts",
        "low",
        _any(
            rf"{_NEAR}(?:cut(?:s|ting)?|eliminat\w+|lay(?:s|ing)?\s+off|laid\s+off|shed(?:s|ding)?){_COUNT}{_JOBS}",
            rf"{_NEAR}(?:slash(?:es|ed|ing)?|axe[sd]?|furlough(?:s|ed|ing)?){_COUNT}{_JOBS}",
            rf"{_NEAR}(?:layoffs|job\s+cuts)\b",
        ),
        None,
        _any(r"\b(?:not|no|avoid\w*|without|rehir\w+)\b[^.;]{0,20}\b(?:cut|layoffs?|lay\s+off)"),
        "Which functions lost people, at what cost, and is more planned?",
    ),
    Group(
        "recall",
        "The press reports a product recall",
        "medium",
        _any(
            rf"{_NEAR}(?:recall(?:s|ed|ing)|to\s+recall)\b(?!\s+(?:that|how|when|\w*\s?workers|employees|staff|laid))"
        ),
        _any(r"\brecall(?:s|ed)?\s+(?:of|by|from)\b[^.;]{0,20}$"),
        None,
        "How many units are recalled, what do recall and claims cost, and is the cause removed?",
    ),
    Group(
        "investigation",
        "The press reports an investigation of the company",
        "medium",
        _any(
            rf"{_NEAR}(?:under\s+investigation|is\s+(?:being\s+)?(?:investigated|probed)|raided)\b",
            rf"{_NEAR}fac(?:es?|ed)\s+(?:an?\s+)?(?:\w+\s+){{0,3}}(?:probe|investigation|inquiry)\b",
            rf"{_NEAR}(?:received|receives|gets|got|was\s+served)\s+(?:an?\s+)?(?:\w+\s+){{0,2}}subpoenas?\b",
        ),
        _any(
            r"\b(?:probes?|probing|investigat(?:es?|ed|ing|ions?)|subpoena(?:s|ed)?|raid(?:s|ed)?|charges|inquiry)\s+"
            r"(?:into\s+|of\s+|against\s+|on\s+|at\s+)?(?:\w+\s+){0,2}$"
        ),
        _any(
            r"\b(?:not|no|den(?:y|ies|ied)|ends?|ended|clos(?:e|es|ed)|drops?|dropped|clear(?:s|ed)?|settles?|settled)\b",
            r"\b(?:internal(?:ly)?|its\s+own|crash\w*|fire|explosion|shoot\w*|gunman|takes?|records?|to\s+take|excluding)\b",
            r"\b(?:price\s+of|sale\s+of|ways|options|opportunit\w+)\b",
        ),
        "What is investigated, since when, and what is reserved for it?",
    ),
    Group(
        "accounting",
        "The press reports doubts about the accounts",
        "medium",
        _any(
            rf"{_NEAR}(?:to\s+restate|restates|restated|will\s+restate|delays?\s+(?:its\s+)?(?:annual|quarterly)\s+report)\b",
            rf"{_NEAR}(?:accounting\s+(?:fraud|probe|error|irregularit\w+)|inflated\s+(?:its\s+)?(?:sales|revenue|profit))",
        ),
        None,
        _any(r"\b(?:not|no|den(?:y|ies|ied))\b"),
        "Which periods and accounts are in doubt, and what did the auditor say?",
    ),
    Group(
        "insolvency",
        "The press reports a default or insolvency",
        "high",
        _any(
            rf"{_NEAR}(?:files?|filed|filing)\s+for\s+(?:bankruptcy|chapter\s+11|creditor)",
            rf"{_NEAR}(?:defaults?|defaulted)\s+on\b",
            rf"{_NEAR}(?:goes|went)\s+bankrupt\b",
        ),
        None,
        _any(r"\b(?:not|no|avoid\w*|avert\w*|den(?:y|ies|ied)|if|rival|supplier|customer|partner|tenant|unit)\b"),
        "What is the state of the proceedings and of the lenders' waivers?",
    ),
    Group(
        "lawsuit",
        "The press reports a suit against the company or what it pays for one",
        "medium",
        _any(
            r"^[^.;:]{0,25}\b(?:is|was|been|being|gets|are)\s+sued\b",
            r"^[^.;:]{0,25}\bfac(?:es?|ed)\s+(?:an?\s+)?(?:\w+\s+){0,4}(?:lawsuits?|suits?|class[- ]action|trial)\b",
            r"^[^.;:]{0,25}\b(?:must|to|will|agree(?:s|d)\s+to|ordered\s+to)\s+pay\s[^.;:]{0,50}\b(?:over|to\s+(?:settle|resolve|end))\b",
            r"^[^.;:]{0,25}\b(?:settles?|settled)\b[^.;:]{0,60}\b(?:suits?|lawsuits?|claims?|charges|allegations|litigation|probe)\b",
            r"^[^.;:]{0,25}\bloses\s+(?:\w+\s+){0,3}(?:suit|case|appeal|lawsuit|verdict)\b",
        ),
        _any(
            r"\b(?:sues|sued|suing|fine[sd]|penali[sz]e[sd])\s+(?:\w+\s+){0,1}$",
            r"\b(?:lawsuits?|suits?|class[- ]action|complaints?)\s+against\s+(?:\w+\s+){0,1}$",
        ),
        _any(r"\b(?:dismiss(?:es|ed)|thr(?:ows|ew)\s+out|not\s+liable|acquir\w+|buy|dividend|wins?|fine\s+tun\w+)\b"),
        "What is claimed, what is reserved and insured, and what would an adverse judgement cost?",
    ),
    Group(
        "breach",
        "The press reports a breach of data or systems",
        "medium",
        _any(
            rf"{_NEAR}(?:data\s+breach|cyber\s?-?attack\w*|ransomware|malware|stolen\s+data|security\s+breach)",
            rf"{_NEAR}(?:was|were|been|is|gets|got)\s+hacked\b",
        ),
        _any(r"\b(?:hackers?\s+(?:hit|attack\w*|breach\w*|stole)|breach\s+(?:at|of))\b[^.;:]{0,50}$"),
        _any(r"\b(?:prevent\w*|protect\w*|against|sells?|launch\w*|software|surveys?|study|rivals?)\b"),
        "What was taken, whose data, what does it cost, and what was changed since?",
    ),
    Group(
        "loss",
        "The press reports a loss or a write-down",
        "medium",
        _any(
            rf"{_NEAR}(?:posts?|posted|reports?|reported|swings?|swung|records?|recorded|books?|booked)\b[^.;:]{{0,50}}?"
            r"\b(?:loss|losses|write-?downs?|impairments?)\b",
            rf"{_NEAR}(?:writes?\s+down|writes?\s+off|wrote\s+(?:down|off))\b",
        ),
        None,
        _any(
            r"\b(?:smaller|narrow\w*|less[- ]than|job|weight|hearing|versus|compared|year[- ]ago)\b",
            r"\b(?:income|profit|gain|rise)\b",
            r"\b(?:from|after|than|with)\s+an?\s+(?:\w+\s+){0,3}loss\b",
        ),
        "What caused the loss, and is it behind the company?",
    ),
    Group(
        "strike",
        "The press reports a strike",
        "low",
        _any(
            r"^[^.;:]{0,20}\b(?:workers|pilots|employees|unions?|drivers|staff)\b[^.;:]{0,40}\b(?:go\s+on\s+strike|on\s+strike|"
            r"begin\s+strike|walk(?:ed)?\s+out)\b"
        ),
        _any(r"\b(?:strikes?|walkout)\s+(?:at|against)\s+(?:\w+\s+){0,2}$"),
        _any(r"\b(?:avert\w*|avoid\w*|ends?|ended|no\s+strike|ratif\w+|threat\w*|authori[sz]\w+)\b"),
        "Which contracts are open, and what did the dispute cost?",
    ),
    Group(
        "leaving the top",
        "The press reports that somebody leaves the top",
        "medium",
        _any(
            rf"^(?:[’']s)?\s+(?:\w+\s+){{0,2}}{_TOP}[^.;:]{{0,50}}?\b(?:to\s+)?(?:resign|retire|quit|leave|step\s+down|depart)(?:s|ed)?\b",
            rf"^(?:[’']s)?\s+(?:\w+\s+){{0,2}}{_TOP}[^.;:]{{0,50}}?\b(?:stepping\s+down|retiring|leaving|ousted|resigning)\b",
            rf"^[^.;:]{{0,10}}\b(?:fires|ousts|replaces)\s+(?:its\s+)?(?:\w+\s+){{0,2}}{_TOP}",
        ),
        None,
        _any(
            r"\b(?:not|no|den(?:y|ies|ied)|unit|division|brand|regional|China|Europe|Americas?|former|board\s+members?)\b"
        ),
        "Why did the post change hands, and what was agreed with who left?",
    ),
    Group(
        "new at the top",
        "The press reports an appointment at the top",
        "low",
        _any(
            rf"^[^.;:]{{0,10}}\b(?:names|(?:has\s+)?named|appoints|appointed|taps|hires|picks)\b[^.;:]{{0,60}}\b{_TOP}",
        ),
        None,
        _any(r"\b(?:unit|division|brand|regional|China|Europe|Americas?|former|board\s+members?)\b"),
        "Whom does the new holder follow, and since when?",
        "neutral",
    ),
    Group(
        "deal",
        "The press reports a purchase or sale of a business",
        "low",
        _any(
            r"^[^.;:]{0,20}\b(?:to\s+(?:buy|acquire|sell|divest|spin\s+off|merge)|buys|acquires|sells|agree(?:s|d)\s+to\s+(?:buy|acquire|sell))"
            r"\b[^.;:]{0,80}\b(?:for|billion|million|unit|business|stake|division|maker|company|firm|operations)\b"
        ),
        _any(r"\b(?:to\s+(?:buy|acquire|take\s+over)|takeover\s+of|bids?\s+for|acquisition\s+of)\s+(?:\w+\s+){0,1}$"),
        _any(
            r"\b(?:shares\s+of|stock\s+of|bonds?|notes|debt|equipment|trucks?|planes?|aircraft|jets?|may|could|talks|considers?|"
            r"exploring|explores?|advertis\w+|tickets?|fuel|rights|unlikely|not|vehicles?|vans?)\b"
        ),
        "What was bought or sold, on which terms, and how does it show in the figures?",
        "neutral",
    ),
    Group(
        "raised outlook",
        "The press reports a raised outlook",
        "info",
        _any(rf"{_NEAR}(?:rais(?:es|ed)|lift(?:s|ed)|boost(?:s|ed)|hik(?:es|ed)){_OUTLOOK_WORDS}"),
        None,
        _any(r"\b(?:analysts?|brokerage|price\s+target|rating|tax)\b"),
        None,
        "strength",
    ),
)
