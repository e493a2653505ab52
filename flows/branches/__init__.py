"""A branch attempt as a child process: start, deadline, kill, result."""
