"""The grammar of being addressed: how orders, requests and questions to a machine are put in general."""

from __future__ import annotations

import re

from agents.needles import needles

_MACHINE = (
    r"(?:a\.?i\.?|artificial\s+intelligence|large\s+language\s+models?|language\s+models?|llms?|(?:chat)?bots?|"
    r"chat-?gpt|gpt(?:-?\d\w*)?|claude|gemini|copilot|llama|mistral)"
)
_KIND = (
    r"(?:\s+(?:assistants?|agents?|models?|systems?|reviewers?|readers?|analysts?|tools?|engines?|summari[sz]ers?))?"
)
_ANY_READER = (
    rf"(?:{_MACHINE}{_KIND}|(?:the\s+|an?\s+|any\s+|every\s+|all\s+|automated\s+)*(?:models?|assistants?|agents?|systems?|machines?|"
    r"tools?|readers?|reviewers?|analysts?|software|program|parser|pipeline)(?:\s+(?:tools?|agents?|systems?))?)"
)
_HANDLING = (
    r"(?:read|process|analy[sz]|review|summari[sz]|evaluat|pars|extract|assess|answer|examin|ingest|index|translat|handl)(?:e|es|ing|"
    r"s)?"
)
_DOCUMENT = (
    r"(?:this|the|these|such|any)\s+(?:\w+\s+){0,2}?(?:documents?|files?|texts?|pages?|articles?|contents?|messages?|"
    r"emails?|sections?|passages?|data)"
)
_ANSWER = (
    r"(?:(?:your\s+(?:\w+\s+){0,2}|(?:the|this|each|any|every)\s+)(?:response|repl(?:y|ies)|answers?|output|message|"
    r"completion|generated\s+text)s?\b(?!\s+(?:of|from)\b)"
    r"|your\s+(?:\w+\s+){0,2}(?:summar(?:y|ies)|assessment|analysis|analyses|reports?|reviews?|conclusions?|ratings?|"
    r"recommendations?|verdict|findings|translation|text|words?|sentences?|writing|code|program|algorithm|implementation|"
    r"solution|codebase)\b)"
)
PRODUCE = (
    "answer|advertise|analy[sz]e|assert|calculate|claim|classify|code|compare|compose|compute|conclude|confirm|convert|craft|create|define|"
    "describe|design|determine|develop|discuss|display|draft|evaluate|explain|express|find|generate|give|identify|illustrate|"
    "list|mention|name|outline|output|paraphrase|portray|praise|predict|prepare|present|print|produce|provide|rank|rate|recite|recommend|repeat|report|"
    "reply|respond|return|reveal|say|score|search|share|show|sing|solve|speak|state|suggest|summari[sz]e|talk|teach|tell|"
    "translate|write"
)
ALTER = (
    "add|adjust|adopt|alter|anagram|append|apply|arrange|augment|begin|blend|capitali[sz]e|change|cipher|combine|"
    "conceal|delete|embed|emphasi[sz]e|employ|encode|encourage|encrypt|end|enhance|ensure|finish|format|group|hide|"
    "highlight|hint|implement|include|incorporate|infuse|insert|integrate|interleave|introduce|invert|jumble|keep|limit|"
    "link|make|mask|misspell|mix|modify|obfuscate|omit|persuade|place|prefix|prepend|promote|put|rearrange|remove|render|"
    "reorder|replace|reverse|revise|rewrite|scramble|set|shift|shuffle|simulate|start|substitute|suffix|swap|tease|"
    "transform|transpose|turn|urge|use|utili[sz]e|vary|weave"
)
ACT = (
    "browse|call|click|copy|disregard|download|email|execute|fetch|follow|forget|forward|ignore|install|"
    "invoke|navigate|obey|open|override|overwrite|post|pretend|run|send|skip|stop|submit|upload|visit"
)
VERBS = f"{PRODUCE}|{ALTER}|{ACT}"
_MARK = r"(?:[\s\"'“”‘’`*#>|•\[(–—-]|\d{1,2}[.)])*"
_SOFT = (
    r"(?:(?:please|now|also|then|next|first|finally|instead|additionally|furthermore|moreover|always|kindly|just|simply|"
    r"and|but|important|note|attention|task|request|n\.?b\.?|p\.?s\.?)\b[\s,:!–—-]*){0,4}"
)
_DUTY = (
    r"(?:(?:(?:can|could|would|will)\s+you|you\s+(?:must|should|will|shall|need\s+to|have\s+to|are\s+to|can|may)|make\s+sure\s+(?:to|"
    r"you)|be\s+sure\s+to|do\s+not|don['’]t(?:\s+forget\s+to)?|remember\s+to|never|always|only|subtly)\s+){0,3}"
)
_CLAUSE = (
    r"(?:(?:in|at|to|within|throughout|for|by|when|while|as|before|after|with|from|on|using|if)\b[^.;?!,\n]{2,90}?,\s*)"
    r"?"
)
_LEAD = f"{_MARK}{_SOFT}{_CLAUSE}{_SOFT}{_DUTY}"
_FLAGS = re.IGNORECASE


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, _FLAGS)


IMPERATIVE = _pattern(rf"{_LEAD}(?:{VERBS})\b(?!\s+(?:of|by|and|or)\b|['’-])")
"""A sentence that orders, at its start or after a leading clause."""
OF_ANSWER = _pattern(rf"\b{_ANSWER}")
"""The answer, summary or code of the one who is spoken to."""
ANSWERS = tuple({needle.strip() for needle in needles(OF_ANSWER) or {""}})
"""Letters without which there is no such word, in lower case."""
OVERRIDE = (
    _pattern(
        r"\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|override|overrule|overwrite|bypass|discard|drop|supersede[sd]?|"
        r"do\s+not\s+(?:follow|obey)|stop\s+following)\b"
        r"[^.;?!\n]{0,40}?\b(?:previous|prior|preceding|earlier|above|foregoing|existing|original|initial|system|former|"
        r"your|all(?:\s+of)?(?:\s+the)?(?:\s+other)?|any(?:\s+other)?)\b[^.;?!\n]{0,40}?"
        r"\b(?:instructions?|prompts?|directions?|guidelines|guardrails|commands?|orders|context|programming|training|"
        r"safeguards|tasks?|constraints|messages?)\b"
    ),
    _pattern(
        r"\b(?:ignor(?:ez|e|er|iere[nt]?|a|ar|ate)|oubliez|vergiss|vergessen\s+sie|missachte\w*|olvida|dimentica)\b[^.;?!\n]{0,60}"
        r"\b(?:instructions?|anweisung(?:en)?|instrucciones|istruzioni|instruções|consignes|befehle?)\b"
    ),
    _pattern(
        r"\byour\s+(?:new|real|actual|updated|only)\s+(?:task|instructions?|role|job|goal|objective|orders?|prompt)\b"
    ),
)
"""Words that put earlier instructions aside or give new ones."""
ADDRESSED = (
    _pattern(
        rf"\binstructions?\b[^.;?!]{{0,30}}?\b(?:are|is)\s+(?:(?:meant|intended|only|solely)\s+){{0,2}}for\s+"
        rf"(?:the\s+|any\s+|an?\s+)?(?:{_MACHINE}{_KIND}|assistants?|models?)\b"
    ),
    _pattern(
        rf"\b(?:dear|attention|hey|hello|hi|ok|okay|note\s+(?:to|for)|message\s+(?:to|for)|instructions?\s+(?:to|for)|"
        rf"to\s+(?:the|any|every|all|whichever))\s*:?\s+(?:the\s+|any\s+|all\s+|every\s+)?{_MACHINE}{_KIND}\b(?!\s*[-/]\w)"
        rf"(?=\s*[,:.!–—-]|\s+{_HANDLING}\b|\s+(?:that|which|who)\b)"
    ),
    _pattern(rf"\b(?:if|since|because|when)\s+you\s+are\s+(?:an?\s+|the\s+)?(?:\w+\s+)?{_MACHINE}\b"),
    _pattern(rf"\byou\s+are\s+(?:now\s+|no\s+longer\s+)?(?:an?\s+|the\s+)?(?:\w+\s+){{0,2}}{_MACHINE}\b"),
    _pattern(r"\byou\s+are\s+now\s+(?:in|an?|the|operating|entering|free|acting|no\s+longer)\b"),
    _pattern(
        r"\byou\s+are\s+(?:now\s+)?(?:an?\s+)?(?:helpful|obedient|unrestricted|friendly|virtual|digital)\s+(?:\w+\s+)?(?:assistant|agent)\b"
    ),
    _pattern(
        rf"\b(?:act|behave|respond|pose|pretend\s+to\s+be|roleplay)\s+(?:as|like)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?{_MACHINE}\b"
    ),
    _pattern(rf"\bas\s+an?\s+{_MACHINE}{_KIND},?\s+you\b"),
    _pattern(
        rf"\b(?:any|all|every|each)?\s*{_MACHINE}{_KIND}\s+(?:\w+ing\s+{_DOCUMENT}\s+)?(?:must|should|shall|is\s+to|are\s+to|"
        rf"(?:is|are)\s+(?:instructed|required|directed)\s+to)\s+(?:not\s+|only\s+|always\s+|never\s+)?(?:{VERBS})\b"
    ),
    _pattern(
        rf"\b{_ANY_READER}\s+(?:(?:that|which|who)\s+(?:is\s+|are\s+)?)?{_HANDLING}\s+(?:this|these)\s+(?:document|file|text|page|article|"
        rf"content|message|e-?mail|section|passage)s?\b[^.;?!\n]{{0,60}}?(?:[:,]|\b(?:must|should|shall|(?:is|are)\s+to)\b)"
    ),
    _pattern(
        rf"{_MARK}(?:large\s+language\s+model|language\s+model|llm|chat-?gpt|gpt(?:-?\d\w*)?|claude|gemini|copilot)s?\s*[:,–—]\s*{_SOFT}{_DUTY}(?:{VERBS})\b"
    ),
    _pattern(
        rf"\b(?:dear|hey|hello|hi)\s+(?:the\s+|my\s+)?(?:assistant|model|machine|summari[sz]er)"
        rf"\s*[,:!–—-]\s*{_SOFT}{_DUTY}(?:{VERBS})\b"
    ),
    _pattern(
        r"\b(?:your|reveal|print|repeat|show|leak)\s+(?:\w+\s+)?system\s+prompt\b|\bjailbreak\b|\bprompt\s+injection\b"
    ),
    _pattern(
        rf"{_MARK}when\s+(?:you\s+)?(?:are\s+)?{_HANDLING}\s+{_DOCUMENT}\b[^.;?!\n]{{0,40}}?,\s+{_DUTY}(?:{VERBS})\b"
    ),
)
"""Words that speak to a model, or to whatever reads the document."""
MARKUP = _pattern(
    r"<\|?(?:im_start|im_end|system|endoftext|assistant|user|begin_of_text|eot_id)\|?>|\[/?INST\]|<</?SYS>>|"
    r"</?(?:system|instructions?|assistant|tool_(?:use|result|call)s?|function_calls?)>|"
    r"(?m:^\s*(?:system|assistant|human|user)\s*(?:message|prompt)?\s*:\s*(?=\S)(?:[^\n]{0,40}\b(?:you|your|ignore|must)\b))|"
    r"\b(?:human|user)\s*:[^\n]{0,200}\bassistant\s*:|"
    r"^\s*#{2,}\s*(?:new\s+|system\s+)?(?:instructions?|prompt)\b|\"role\"\s*:\s*\"(?:system|assistant|user)\"|"
    r"\b(?:begin|end|new|updated)\s+(?:of\s+)?(?:system\s+)?(?:prompt|instructions)\b\s*[:=\]*-]"
)
"""The marks by which conversations with models are written down."""
_READING = "read process analy review summar evaluat pars extract assess answer examin ingest index translat handl"
_READ = "document file text page article content message email e-mail section passage"
SIGNS = (
    "artificial", "language model", "llm", "bot", "gpt", "claude", "gemini", "copilot", "llama", "mistral", "assistant",
    "ignor", "disregard", "forget", "overrid", "overrul", "overwrit", "bypass", "discard", "drop", "supersed",
    "not follow", "not obey", "stop following", "oubliez", "vergiss", "vergessen", "missachte", "olvida", "dimentica",
    "instruction", "prompt", "jailbreak", "your ", "you are ", "dear ", "hey ", "hello ", "hi ", "when you", "when are",
    *(f"when {verb}" for verb in _READING.split()),
    *(f"{this} {part}" for this in ("this", "these") for part in _READ.split()),
    "<", "[", "#", '"', "system", "human", "user",
)  # fmt: skip
"""What a passage that speaks to a model has some of, in lower case: looked for first, as most sentences have none."""
ABBREVIATED = re.compile(r"a\.?i\b")
"""The one sign that is too short to be looked for as it stands."""
_ORDERS = (
    rf"(?:a\.?i\.?\s+)?(?:assistant|agent|model|reader|bot|machine)s?\s*[,:–—-]\s*{_SOFT}{_CLAUSE}{_SOFT}{_DUTY}(?:{VERBS})\b",
    rf"{_DUTY}(?:include|insert|add|put|write|repeat)\s+(?:the\s+following|this)\s+(?:sentence|statement|text|paragraph|"
    r"line|words?|phrase|note)\s+(?:in|into|to)\s+(?:the|your)\s+(?:\w+\s+)?(?:report|summary|assessment|analysis|"
    r"answer|findings|conclusion)\b",
    r"(?:ignore|disregard|forget)\s+(?:everything|anything|whatever|what\s+(?:you|was|is)|"
    r"(?:all\s+(?:of\s+)?)?the\s+(?:above|preceding|previous|foregoing|rest))\b",
    rf"(?:from\s+now\s+on|henceforth|hereafter),?\s+(?:you\b|{_DUTY}(?:{VERBS})\b)",
    r"your\s+(?:task|instructions?|job)\s+(?:is|are)\b",
    r"(?:you\s+(?:must|should|shall|are\s+to)\s+)?(?:rate|grade|classify|mark|treat|score|label|declare|deem|assess|"
    r"describe|set)\s+(?:this|the|our|it|its|every|all|any|each)\b[^.;?!\n]{0,60}?\b(?:as|with|at|to)\b[^.;?!\n]{0,40}?"
    r"\b(?:low|no|zero|green|safe|resolved|immaterial|favou?rabl[ey]|positive(?:ly)?|clean|correct|true|verified|"
    r"confirmed|proceed|highest|excellent|sound|info)\b",
    r"(?:do\s+not|don['’]t|never)\s+(?:mention|report|flag|disclose|cite|quote|extract|raise|record|compare)\s+"
    r"(?:this|the|any|it|a|anything|these|those|its|their)\b",
    r"(?:report|conclude|state|answer|say|confirm|declare|claim|write)\s+that\s+(?!is\b|was\b)\w",
    r"(?:report|find|conclude|state)\s+no\s+(?:\w+\s+){0,2}?(?:findings?|contradictions?|discrepanc\w+|"
    r"inconsistenc\w+|red\s+flags?|risks?|concerns?|issues?|problems?)",
    r"(?:recommend|advise)\s+(?:that\s+)?(?:the\s+)?(?:committee|buyer|acquirer|acquisition|deal|proceed\w*|to\s+proceed|"
    r"buying|approval|approving)\b",
    r"(?:stop|skip|abort|cease)\s+(?:analy[sz]ing|reading|processing|summari[sz]ing|reviewing|extracting|this\s+"
    r"(?:document|section|page|file))\b",
    r"(?:return|output|print|reply|respond|answer)\s+(?:(?:only\s+)?(?:in|using|with|as)\b|only\b|nothing\b|an?\s+empty\b)",
    r"(?:call|invoke|execute|run)\s+(?:the|a|an|your)\s+(?:\w+\s+)?(?:tool|function|api|command|shell)\b",
)
ORDER = _pattern(rf"{_MARK}{_SOFT}(?:{'|'.join(_ORDERS)})")
"""A sentence that orders what to forget, how to judge a company or a finding, or what to answer."""
REQUEST = _pattern(
    rf"{_MARK}{_SOFT}(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?)?(?:"
    r"(?:give|tell|show|teach|help|find|get|send|remind)\s+(?:me|us)\b|"
    r"(?:write|compose|draft|develop|create|generate|craft|produce|provide|explain|describe|summari[sz]e|outline|discuss|define|"
    r"translate|break\s+down|list|name|solve|calculate|convert|rewrite|paraphrase|suggest|recommend|analy[sz]e|determine|classify|"
    r"evaluate|compare|identify|predict|imagine|tell|answer)\s+"
    r"(?!and\b|or\b|of\b|to\b|by\b|with\b|in\b|on\b|for\b|from\b|at\b|is\b|are\b|was\b|were\b|as\b|your\b|our\b)[a-z\d\"'“‘])"
)
"""A request to produce a text."""
LETTERING = _pattern(
    rf"{_LEAD}(?:{ALTER})\s+[^.;?!\n]{{0,40}}?\b(?:letters?|vowels?|consonants?|capitals|syllables?|emojis?|typos|anagrams?|punctuation|"
    r"upper\s?case|lower\s?case|alphabet|morse|base64|ciphers?|rot13|pig\s+latin|spelling|misspellings?)\b"
)
"""A request to write in another way."""
ASKED = _pattern(
    rf"{_MARK}(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?[a-z]+|how\s+do\s+(?:i|you\s+say)\b|how\s+(?:can|"
    r"would|should)\s+i\b|what(?:\s+is|['’]s)\s+[\"'“‘][^\"'”’]+[\"'”’]\s+in\s+[A-Z])"
)
"""A question to somebody who answers."""
QUESTION = _pattern(
    rf"{_MARK}(?:who|what(?:['’]s)?|when|where|why|which|how|is|are|do|does|did|can|could|would|should|have|has)\b[^?]{{3,240}}\?"
)
"""A question."""
PLACES = re.compile(r"(?<=[\s|\"'“”‘’(\[])(?=[^\W\d_a-z])|(?<=[|:;)\]\"”’])\s*(?=[a-z])")
"""Where a word begins with a capital or after a mark: the only places at which a sentence may begin anew."""
_BEGINNING = f"{VERBS}|who|what(?:['’]s)?|when|where|why|which|how|can|could|would|please|break|solve|help|never"
BEGINS = _pattern(rf"(?<=[\s|\"'“”‘’(\[])(?=(?:{_BEGINNING}|is|if\s+you|in\s+your|do\s+not)\s+[a-z\d\"'“‘(@])")
"""Where a sentence may begin without a full stop before it."""
LEADS = frozenset({"is", "if", "in", "do", *(word[:3] for word in _BEGINNING.split("|"))})
"""The first letters of what may begin there."""
