"""What one process does, sample by sample."""

import os
import time

from memory import ProcessMemory, Unreadable
from scheduled import Sample, Scheduled

# The kernel counts processor time at its ticks, and when the program itself asks for it: over so long a time that is exact,
# from sample to sample it would favour the lines that ask.
WINDOW_SECONDS = 0.25

# On a busy machine the sampler may have to wait until the program leaves its processor, which it does where it calls the
# kernel: late samples would favour these lines. They are left out where they are that much later than the first quarter.
PUNCTUAL = 2

# After so many samples in a row that could not be read, the process is taken to be another program.
MOST_FAILURES = 50

# Of those that are kept so that their number need not be looked up frame by frame.
MOST_STACKS = 10_000


class Gone(Exception):
    """The process has ended, or executes another program."""


class Watched:
    """A process that is sampled. Its processor time is shared out among the samples of threads that are seen to run."""

    def __init__(self, pid, layout, recording, interval):
        self.pid = pid
        self.memory = ProcessMemory(pid, layout)
        self.recording = recording
        self.interval = interval
        # How the kernel numbers the clocks of other processes: clock_getcpuclockid(3).
        self.clock = (~pid << 3) | 2
        self.command = command_of(pid)
        self.version = "%d.%d" % tuple(layout["version"])
        self.threads = {}
        self.nodes = {}
        self.lost = 0
        self.failures = 0
        self.begun = self.sampled = time.monotonic()
        self.spent = self.processor_time()

    def close(self):
        # The clock of a process is gone before its parent knows: it was as busy as the samples are many.
        self.write(sum(sample.part for thread in self.threads.values() for sample in thread.pending) * self.interval)
        for thread in self.threads.values():
            thread.close()
        self.memory.close()
        if self.lost > self.failures:
            self.recording.lost(self.pid, self.lost - self.failures)

    def skip(self):
        """What it has done until now is not measured."""
        self.finish_window()
        self.begun = self.sampled = time.monotonic()
        self.spent = self.processor_time()

    def finish_window(self):
        self.write(self.processor_time() - self.spent)

    def sample(self, late):
        now = time.monotonic()
        try:
            running = [
                (thread, self.node(stack))
                for thread, state in self.running_threads(now)
                for stack in [self.memory.stack(state)]
                if stack
            ]
        except Unreadable as error:
            self.lost += 1
            self.failures += 1
            if self.failures > MOST_FAILURES:
                raise Gone from error
            return
        self.failures = 0
        if not self.threads:
            # The interpreter begins.
            self.skip()
        for thread, node in running:
            thread.pending.append(Sample(node, now, 1 / len(running), late))
        self.sampled = now
        if now > self.begun + WINDOW_SECONDS:
            self.begun = now
            self.finish_window()

    def running_threads(self, now):
        """Those that the interpreter has, with the address of their state."""
        found = []
        for tid, state in self.memory.threads():
            try:
                if tid not in self.threads:
                    self.threads[tid] = Scheduled(self.pid, tid)
                if self.threads[tid].is_running(now, self.sampled):
                    found.append((self.threads[tid], state))
            except OSError:
                # It has ended, or does not run yet.
                continue
        return found

    def write(self, spent):
        """Shares out processor time."""
        samples = [(tid, sample) for tid, thread in self.threads.items() for sample in thread.pending]
        for tid, thread in list(self.threads.items()):
            thread.pending.clear()
            if thread.has_ended:
                thread.close()
                del self.threads[tid]
        if not samples:
            # What was done while nobody looked counts with what is done next.
            return
        latest = PUNCTUAL * sorted(sample.late for _, sample in samples)[len(samples) // 4]
        samples = [each for each in samples if each[1].late <= latest]
        self.spent += spent
        weight = spent / sum(sample.part for _, sample in samples)
        for tid, sample in samples:
            number = self.recording.thread(self.pid, tid, self.command, self.version)
            self.recording.sample(number, sample.node, sample.time, sample.part * weight)

    def processor_time(self):
        try:
            return time.clock_gettime(self.clock)
        except OSError as error:
            raise Gone from error

    def node(self, stack):
        """The recording's number of a stack."""
        node = self.nodes.get(stack, -1)
        if node < 0:
            for code, offset in reversed(stack):
                node = self.recording.node(node, code, code.line_at(offset))
            if len(self.nodes) > MOST_STACKS:
                self.nodes.clear()
            self.nodes[stack] = node
        return node


def command_of(pid):
    with open("/proc/%d/cmdline" % pid, "rb") as file:
        words = file.read(4096).rstrip(b"\0").decode("utf-8", "replace").split("\0")
    return " ".join([os.path.basename(words[0]), *words[1:]])
