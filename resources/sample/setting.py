# Settings of the demo worker, written as a Python module. The file is read, never executed.

# The greeting the worker shows once a second. Change it, save, and watch the next line.
redis = "你好"

# How the worker introduces itself in the log.
name = "worker"

# Lists, tuples and dictionaries of plain values can be edited too.
colors = ["green", "amber", "red"]
retry = {"attempts": 3, "pause": 0.5}

debug = False
