"""Whether a thread runs, as the kernel tells it: proc(5)."""

import collections
import os

# A frame and when it was seen; its part of what all threads do at that time; and how late the sampler was.
Sample = collections.namedtuple("Sample", ["node", "time", "part", "late"])

# Of a thread that is not in a system call that waits.
RUNNING = b"running"


class Scheduled:
    """A thread and those of its samples that may still turn out to be none."""

    def __init__(self, pid, tid):
        self.tid = tid
        folder = "/proc/%d/task/%d/" % (pid, tid)
        self.files = []
        try:
            for name in ("syscall", "schedstat"):
                self.files.append(os.open(folder + name, os.O_RDONLY))
            self.waited = self.wait()
        except OSError:
            self.close()
            raise
        self.was_running = False
        self.has_ended = False
        self.pending = []

    def close(self):
        for file in self.files:
            os.close(file)

    def is_running(self, now, before):
        """Whether it is ready to run; who waits for the interpreter's lock is not. What it is found to have waited for a
        processor since the last look takes its samples back: it was at one place all the time, where it began to wait."""
        try:
            running = os.pread(self.files[0], len(RUNNING), 0) == RUNNING
        except ProcessLookupError:
            self.has_ended = True
            return False
        if running or self.was_running:
            waited = self.wait()
            if waited > self.waited:
                # That it has a processor again happened since the last look: in the middle, on average.
                since = (now + before) / 2 - (waited - self.waited)
                self.waited = waited
                while self.pending and self.pending[-1].time > since:
                    self.pending.pop()
        self.was_running = running
        return running

    def wait(self):
        """Seconds that it was ready to run and waited for a processor, until it last got one."""
        return int(os.pread(self.files[1], 100, 0).split()[1]) / 1e9
