"""How an attempt's process tells its end where it can; the numbers follow sysexits.h."""

DONE = 0
FAILED = 1
BAD_INPUT = 65
MEMORY = 71
ENVIRONMENT = 75
