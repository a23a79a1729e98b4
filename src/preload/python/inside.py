"""Runs a program of Python and samples it from a thread of its own, where its memory cannot be read from outside.

    python inside.py FOLDER INTERVAL (SCRIPT | -m MODULE | -c CODE) ARGUMENT…

The files in the folder are those of `sampler.py`. Such a thread is let in where the interpreter can change threads: from
Python 3.10 on after calls and at the ends of loops, so that what lines before that took stands on theirs.
"""

import _thread
import atexit
import os
import runpy
import sys
import time
import types

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from recording import Recording

sys.path.remove(HERE)
# The program may have one of that name.
del sys.modules["recording"]

COARSE = (
    "A thread of the program sampled it, which Python lets in after calls and at the ends of loops: the time of lines before "
    "these stands on theirs, and functions without either count for their callers."
)


class Function:
    """What a recording wants to know of code."""

    def __init__(self, code):
        self.name = getattr(code, "co_qualname", code.co_name)
        self.file = code.co_filename if code.co_filename.startswith("<") else os.path.abspath(code.co_filename)
        self.line = code.co_firstlineno


class Inside:
    def __init__(self, folder, interval):
        self.folder = folder
        self.interval = interval
        self.command = " ".join([os.path.basename(sys.executable), *sys.argv[3:]])
        self.main = _thread.get_ident()
        self.begin()
        if hasattr(os, "register_at_fork"):
            # What is not written yet would be written twice.
            os.register_at_fork(before=lambda: self.recording.flush(), after_in_child=self.begin)
        atexit.register(lambda: self.recording.flush())

    def begin(self):
        """In each process, as threads do not survive a fork."""
        self.recording = Recording(os.path.join(self.folder, "samples-%d.heatline-python" % os.getpid()), self.interval * 1e6)
        if sys.version_info >= (3, 10):
            self.recording.note("lines-unknown", COARSE)
        self.functions = {}
        self.places = {}
        self.spent = time.process_time()
        # Unknown to `threading`, and so to the program.
        _thread.start_new_thread(self.run, ())

    def run(self):
        own = _thread.get_ident()
        while not self.is_over():
            time.sleep(self.interval)
            self.sample(own)
        self.recording.close()
        if os.path.exists(self.folder):
            open(os.path.join(self.folder, "saved"), "w").close()

    def is_over(self):
        return os.path.exists(os.path.join(self.folder, "stop")) or not os.path.exists(self.folder)

    def sample(self, own):
        spent = time.process_time()
        frames = {ident: frame for ident, frame in sys._current_frames().items() if ident != own}
        places = {ident: (id(frame), frame.f_lasti) for ident, frame in frames.items()}
        # A thread that stands where it stood waits, unless no other can have run.
        moved = [ident for ident in frames if places[ident] != self.places.get(ident)] or list(frames)
        self.places = places
        weight = (spent - self.spent) / max(1, len(moved))
        self.spent = spent
        if weight <= 0 or not os.path.exists(os.path.join(self.folder, "start")):
            return
        now = time.monotonic()
        for ident in moved:
            stack = self.stack(frames[ident])
            if stack < 0:
                continue
            tid = os.getpid() if ident == self.main else ident
            thread = self.recording.thread(os.getpid(), tid, self.command, "%d.%d" % sys.version_info[:2])
            self.recording.sample(thread, stack, now, weight)

    def stack(self, frame):
        frames = []
        while frame is not None:
            if frame.f_code.co_filename != __file__:
                frames.append(frame)
            frame = frame.f_back
        node = -1
        for frame in reversed(frames):
            code = frame.f_code
            function = self.functions.get(code)
            if function is None:
                function = self.functions[code] = Function(code)
            node = self.recording.node(node, function, frame.f_lineno or code.co_firstlineno)
        return node


def run_program(arguments):
    """As Python itself would."""
    target = arguments[0]
    if target == "-m":
        sys.argv = arguments[1:]
        sys.path[0] = os.getcwd()
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        return
    main = types.ModuleType("__main__")
    main.__builtins__ = __builtins__
    if target == "-c":
        sys.argv = ["-c", *arguments[2:]]
        sys.path[0] = ""
        code = compile(arguments[1], "<string>", "exec")
    else:
        sys.argv = arguments
        if os.path.isdir(target):
            runpy.run_path(target, run_name="__main__")
            return
        sys.path[0] = os.path.dirname(os.path.realpath(target))
        main.__file__ = os.path.abspath(target) if sys.version_info >= (3, 9) else target
        try:
            with open(target, "rb") as file:
                code = compile(file.read(), main.__file__, "exec", dont_inherit=True)
        except OSError as error:
            sys.stderr.write("%s: can't open file %r: [Errno %s] %s\n" % (sys.executable, target, error.errno, error.strerror))
            sys.exit(2)
    # For good: what ends after the program, such as atexit's functions, needs it too.
    sys.modules["__main__"] = main
    exec(code, main.__dict__)


def tell(error):
    """What Python says of an error that nobody catches, without the frames of this file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename in (__file__, runpy.__file__, "<frozen runpy>"):
        trace = trace.tb_next
    sys.excepthook(type(error), error.with_traceback(trace), trace)


if __name__ == "__main__":
    Inside(sys.argv[1], int(sys.argv[2]) / 1e6)
    with open(os.path.join(sys.argv[1], "pid"), "w") as file:
        file.write(str(os.getpid()))
    try:
        run_program(sys.argv[3:])
    except Exception as error:
        tell(error)
        sys.exit(1)
