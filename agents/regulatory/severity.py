"""How much each item of Form 8-K weighs before its text is read."""

from __future__ import annotations

from typing import NamedTuple

from agents.records import Severity


class Weight(NamedTuple):
    """What an item is about and how much it weighs."""

    about: str
    severity: Severity


ITEMS: dict[str, Weight] = {
    "1.01": Weight("entry into a material agreement", "info"),
    "1.02": Weight("termination of a material agreement", "high"),
    "1.03": Weight("bankruptcy or receivership", "critical"),
    "1.04": Weight("mine safety", "medium"),
    "1.05": Weight("a material cybersecurity incident", "high"),
    "2.01": Weight("completion of an acquisition or disposal", "medium"),
    "2.02": Weight("results of operations", "info"),
    "2.03": Weight("creation of a financial obligation", "medium"),
    "2.04": Weight("acceleration of an obligation", "critical"),
    "2.05": Weight("exit or disposal costs", "medium"),
    "2.06": Weight("a material impairment", "high"),
    "3.01": Weight("delisting or a failed listing rule", "critical"),
    "3.02": Weight("unregistered sale of shares", "medium"),
    "3.03": Weight("changed rights of security holders", "medium"),
    "4.01": Weight("change of auditor", "high"),
    "4.02": Weight("non-reliance on issued statements", "critical"),
    "5.01": Weight("change of control", "medium"),
    "5.02": Weight("directors and officers leaving, joining or their pay", "medium"),
    "5.03": Weight("amended articles or bylaws, or fiscal year", "info"),
    "5.04": Weight("suspended trading under benefit plans", "info"),
    "5.05": Weight("code of ethics", "low"),
    "5.06": Weight("end of shell status", "low"),
    "5.07": Weight("votes of shareholders", "info"),
    "5.08": Weight("director nominations", "info"),
    "7.01": Weight("disclosure to all investors", "info"),
    "8.01": Weight("other events", "info"),
    "9.01": Weight("statements and exhibits", "info"),
}
"""Default severities after the Instructions to Form 8-K; the text of an item may raise or lower them."""

OLD_ITEMS: dict[str, Weight] = {
    "1": Weight("change of control", "medium"),
    "2": Weight("acquisition or disposal of assets", "medium"),
    "3": Weight("bankruptcy or receivership", "critical"),
    "4": Weight("change of auditor", "high"),
    "5": Weight("other events", "info"),
    "6": Weight("resignation of directors", "medium"),
    "7": Weight("statements and exhibits", "info"),
    "8": Weight("change of fiscal year", "low"),
    "9": Weight("disclosure to all investors", "info"),
    "10": Weight("code of ethics", "low"),
    "11": Weight("suspended trading under benefit plans", "info"),
    "12": Weight("results of operations", "info"),
}
"""The numbering before 23 August 2004."""


def weight(number: str) -> Weight | None:
    """Return what an item of either numbering is about, or None for a number the form does not have."""
    return ITEMS.get(number) or OLD_ITEMS.get(number)
