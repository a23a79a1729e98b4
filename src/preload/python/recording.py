"""The file that samples are written to: a line each, so that what is there can be read while it grows.

    heatline-python 1 INTERVAL        µs
    thread [pid, tid, command, version]
    function [name, file, line]
    node PARENT FUNCTION LINE         a frame and the line that it executes; -1 is no parent
    sample THREAD NODE TIME WEIGHT    µs on the monotonic clock, µs of processor time
    lost PID SAMPLES                  those that could not be read
    note [kind, message]

Threads, functions and nodes are numbered from 0 in the order in which they stand there.
"""

import json

FLUSH_SECONDS = 0.2


class Recording:
    def __init__(self, path, interval_us):
        self.file = open(path, "w", encoding="utf-8", errors="replace", newline="\n")
        self.numbers = {}
        self.counts = {}
        self.flushed = 0.0
        self.file.write("heatline-python 1 %d\n" % interval_us)

    def intern(self, kind, key, text):
        """The number of what is equal to it, which is written when it is new."""
        number = self.numbers.get((kind, key))
        if number is None:
            number = self.counts.get(kind, 0)
            self.counts[kind] = number + 1
            self.numbers[kind, key] = number
            self.file.write("%s %s\n" % (kind, text))
        return number

    def thread(self, *fields):
        return self.intern("thread", fields, json.dumps(fields))

    def node(self, parent, code, line):
        fields = (code.name, code.file, code.line)
        function = self.intern("function", fields, json.dumps(fields))
        return self.intern("node", (parent, function, line), "%d %d %d" % (parent, function, line))

    def sample(self, thread, node, seconds, weight):
        self.file.write("sample %d %d %d %d\n" % (thread, node, seconds * 1e6, weight * 1e6))
        if seconds > self.flushed + FLUSH_SECONDS:
            self.flushed = seconds
            self.file.flush()

    def lost(self, pid, samples):
        self.file.write("lost %d %d\n" % (pid, samples))

    def note(self, kind, message):
        self.intern("note", message, json.dumps([kind, message]))

    def flush(self):
        if not self.file.closed:
            self.file.flush()

    def close(self):
        self.file.close()
