"""A data room of ten short documents, two for every branch, each of which states figures a model can quote."""

from __future__ import annotations

from pathlib import Path

from agents.records import BRANCHES, Branch

DOCUMENTS: dict[Branch, dict[str, str]] = {
    "financial": {
        "annual-report.txt": "Acme Instruments annual report for fiscal 2024.\n\n"
        "Revenue was $1,250 million in fiscal 2024. Net income was $96 million in fiscal 2024.\n"
        "Cash at the end of fiscal 2024 was $310 million.\n",
        "bank-letter.txt": "Letter of the bank to Acme Instruments.\n\n"
        "The borrowings of Acme Instruments stood at $145 million on 31 December 2024.\n",
    },
    "press": {
        "herald.txt": "The Herald on Acme Instruments, 2 May 2024.\n\n"
        "Acme Instruments employs 3,400 people at its two plants. It won an order worth $75 million in April 2024.\n"
        "A lawsuit over a supply contract was filed in March 2024.\n",
        "courier.txt": "The Courier on Acme Instruments, 9 June 2024.\n\n"
        "Acme Instruments opened a third plant at a cost of $42 million in June 2024.\n",
    },
    "regulatory": {
        "notice.txt": "Notice of Acme Instruments to its regulator.\n\n"
        "The auditor found a material weakness in 2 of 14 controls that it tested in fiscal 2024.\n",
        "fine.txt": "Decision in the matter of Acme Instruments.\n\n"
        "Acme Instruments paid a fine of $3 million in fiscal 2024 for late filings.\n",
    },
    "patent": {
        "portfolio.txt": "Patent portfolio of Acme Instruments.\n\n"
        "Acme Instruments holds 212 granted patents as of 31 December 2024.\n",
        "licences.txt": "Licences of Acme Instruments.\n\n"
        "Licence fees brought Acme Instruments $18 million in fiscal 2024.\n",
    },
    "leadership": {
        "board.txt": "Board of Acme Instruments.\n\n"
        "The board of Acme Instruments had 9 directors at the end of 2024 and met 11 times.\n",
        "change.txt": "Announcement of Acme Instruments.\n\n"
        "The finance director will resign in 2025 after 12 years with Acme Instruments.\n",
    },
}


def of(branch: Branch) -> str:
    """Return the words by which the requests of a branch are known."""
    return f"one branch of a due-diligence review: {branch}"


def make_room(room: Path) -> None:
    """Write two documents for every branch."""
    for branch in BRANCHES:
        (room / branch).mkdir(parents=True, exist_ok=True)
        for name, text in DOCUMENTS[branch].items():
            (room / branch / name).write_text(text, encoding="utf-8")
