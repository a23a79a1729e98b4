"""Runs a command and samples every process of CPython that it is or starts, from outside: the program does not notice.

    python -I -S -B sampler.py FOLDER INTERVAL COMMAND…

The interval is in microseconds. In the folder, samples go to a file while another called `start` is there; once there is one
called `stop`, all is written and that is said by one called `saved`. `pid` has the number of the command's process. It ends
as the command does. With `--layout` it only prints what `find_layout` finds.
"""

import contextlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from layout import find_layout
from memory import Unreadable, reads
from recording import Recording
from watched import Gone, Watched, command_of

# How often new processes are looked for, and whether to measure: more often until there is one.
SEARCH_SECONDS = 0.02
EAGER_SECONDS = 0.002

LAYOUT_SECONDS = 10

# A terminal sends some of these to the program, too: they are passed on where a process sent them.
PASSED = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM]
BLOCKED = [*PASSED, signal.SIGCHLD]

# prctl(2)
PR_SET_TIMERSLACK = 29

# Of kill(2): sigaction(2).
SI_USER = 0


class Sampler:
    def __init__(self, folder, interval):
        self.folder = folder
        self.interval = interval
        self.recording = Recording(os.path.join(folder, "samples.heatline-python"), interval * 1e6)
        self.watched = {}
        # By process, the executable that could not be measured or has nothing to do with Python.
        self.others = {}
        self.layouts = {}
        self.searched = 0.0
        self.is_asked = False
        self.failed = False

    def run(self, command):
        """The exit status of the command, or the signal that ended it below zero."""
        self.layout(os.readlink("/proc/self/exe"))
        signal.pthread_sigmask(signal.SIG_BLOCK, BLOCKED)
        be_punctual()
        program = subprocess.Popen(command, close_fds=False, preexec_fn=unblock)
        self.tell("pid", str(program.pid))
        while program.poll() is None:
            due = time.monotonic() + self.interval
            came = signal.sigtimedwait(BLOCKED, self.interval)
            if came is None:
                self.try_step(program.pid, max(0.0, time.monotonic() - due))
            elif came.si_signo != signal.SIGCHLD and came.si_code == SI_USER:
                program.send_signal(came.si_signo)
        for process in self.watched.values():
            process.close()
        self.recording.close()
        return program.returncode

    def try_step(self, root, late):
        """The program goes on, whatever happens here."""
        if self.failed:
            return
        try:
            self.step(root, late)
        except Exception as error:
            self.failed = True
            self.recording.note("lost-part", "The sampler has failed: %r" % error)

    def step(self, root, late):
        now = time.monotonic()
        if now - self.searched > (SEARCH_SECONDS if self.watched else EAGER_SECONDS):
            self.searched = now
            self.ask()
            self.search(root)
        for pid, process in list(self.watched.items()):
            try:
                if self.is_asked:
                    process.sample(late)
                else:
                    process.skip()
            except Gone:
                process.close()
                del self.watched[pid]

    def ask(self):
        """What the recorder wants."""
        is_over = self.has("stop")
        if is_over and not self.has("saved"):
            for process in self.watched.values():
                process.finish_window()
            self.recording.flush()
            self.tell("saved", "")
        self.is_asked = self.has("start") and not is_over

    def has(self, name):
        return os.path.exists(os.path.join(self.folder, name))

    def tell(self, name, text):
        path = os.path.join(self.folder, name)
        try:
            with open(path + ".tmp", "w") as file:
                file.write(text)
            os.replace(path + ".tmp", path)
        except OSError:
            # Nobody waits for it any more.
            pass

    def search(self, root):
        for pid in family(root):
            if pid in self.watched:
                continue
            try:
                executable = os.readlink("/proc/%d/exe" % pid)
                if self.others.get(pid) != executable:
                    self.begin(pid, executable)
            except (OSError, Unreadable, Gone):
                # It has ended, or is about to execute something else.
                continue

    def begin(self, pid, executable):
        layout = self.layout(executable)
        if layout is None:
            self.others[pid] = executable
            return
        try:
            self.watched[pid] = Watched(pid, layout, self.recording, self.interval)
        except PermissionError:
            self.others[pid] = executable
            message = "Process %d (%s) could not be measured: its memory may not be read." % (pid, command_of(pid))
            self.recording.note("lost-part", message)

    def layout(self, executable):
        """What holds for all processes of an executable; nothing of what is no Python."""
        if executable in self.layouts:
            return self.layouts[executable]
        layout = None
        if re.search("python", os.path.basename(executable), re.IGNORECASE):
            try:
                layout = ask_layout(executable)
                if not reads(layout["version"]):
                    raise LookupError("lines of another version")
            except (ImportError, LookupError, OSError, StopIteration, ValueError, subprocess.SubprocessError) as error:
                layout = None
                self.recording.note("lost-part", "%s could not be measured: %s" % (executable, error))
        self.layouts[executable] = layout
        return layout


def ask_layout(executable):
    if executable == os.readlink("/proc/self/exe"):
        return find_layout()
    options = ["-I", "-S", "-B", os.path.abspath(__file__), "--layout"]
    return json.loads(subprocess.check_output([executable, *options], stdin=subprocess.DEVNULL, timeout=LAYOUT_SECONDS))


def family(root):
    """A process and all that it started."""
    found = [root]
    for pid in found:
        try:
            for tid in os.listdir("/proc/%d/task" % pid):
                with open("/proc/%d/task/%s/children" % (pid, tid), "rb") as file:
                    found.extend(int(child) for child in file.read().split())
        except OSError:
            continue
    return found


def be_punctual():
    """Without it, the kernel wakes this process up to 50 µs late."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0)


def unblock():
    signal.pthread_sigmask(signal.SIG_UNBLOCK, BLOCKED)


def end_like(status):
    """Ends as a program did."""
    if status < 0:
        # Its own core is the one that tells something.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # SIGKILL has no handler.
        with contextlib.suppress(OSError):
            signal.signal(-status, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [-status])
        os.kill(os.getpid(), -status)
    sys.exit(status)


if __name__ == "__main__":
    if sys.argv[1] == "--layout":
        json.dump(find_layout(), sys.stdout)
    else:
        end_like(Sampler(sys.argv[1], int(sys.argv[2]) / 1e6).run(sys.argv[3:]))
