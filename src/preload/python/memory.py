"""The stacks of another process that runs CPython, read from its memory while it goes on."""

import bisect
import os
import struct
import sys
import time

from layout import WORD, module_of, number

PAGE = 4096

# A program that follows a broken pointer ends; a reader of its memory has to stop by itself.
MOST_THREADS = 4096
MOST_FRAMES = 100_000
MOST_BYTES = 1 << 20

# How long code is taken to be what it was when its address was last looked at: another one may be put there.
TRUSTED_SECONDS = 1

# Of a string's characters, by their size in bytes.
WIDE = "le" if sys.byteorder == "little" else "be"
ENCODINGS = {1: "latin-1", 2: "utf-16-" + WIDE, 4: "utf-32-" + WIDE}


class Unreadable(Exception):
    """What was read makes no sense: the program changed it meanwhile, or has ended."""


class Code:
    """A function: its name and file, where it begins, and the line of each of its instructions."""

    def __init__(self, name, file, line, identity, lines):
        self.name = name
        self.file = file
        self.line = line
        self.identity = identity
        self.starts = [start for start, _ in lines]
        self.lines = [line for _, line in lines]
        # What a module or exec() runs is thrown away when it has run, and something else gets its memory.
        self.is_lasting = name != "<module>" and not file.startswith("<")

    def line_at(self, offset):
        index = bisect.bisect_right(self.starts, offset) - 1
        return self.lines[index] if index >= 0 else self.line


class ProcessMemory:
    def __init__(self, pid, layout):
        module = module_of(pid, path=layout["module"])
        if module is None:
            raise Unreadable
        self.file = os.open("/proc/%d/mem" % pid, os.O_RDONLY)
        self.layout = layout
        self.folder = os.readlink("/proc/%d/cwd" % pid)
        self.runtime = module[1] + layout["runtime"]
        self.code_type = (module[1] + layout["codeType"]).to_bytes(WORD, sys.byteorder)
        self.codes = {}
        # What need not be looked at again for a while.
        self.trusted = {}
        self.trusted_until = 0.0
        self.pages = {}
        self.head = layout["codeSize"]
        self.has_indices = layout["version"] < [3, 11]
        self.frame_fields, self.frame_order = frame_fields(layout, "i" if self.has_indices else "Q")
        self.unit = 2 if layout["version"] == [3, 10] else 1

    def close(self):
        os.close(self.file)

    def read(self, address, size):
        try:
            data = os.pread(self.file, size, address)
        except (OSError, OverflowError) as error:
            raise Unreadable from error
        if len(data) < size:
            raise Unreadable
        return data

    def word(self, address):
        return number(self.read(address, WORD), 0)

    def threads(self):
        """The kernel's number of each thread, and the address of its state."""
        layout = self.layout
        interpreter = self.word(self.runtime + layout["interpreter"])
        # One that has not begun yet has none.
        thread = self.word(interpreter + layout["threads"]) if interpreter else 0
        found = []
        while thread and len(found) < MOST_THREADS:
            if "ident" in layout:
                ident = self.word(thread + layout["ident"])
                tid = number(self.read(ident + layout["tid"], 4), 0, 4) if ident else 0
            else:
                tid = self.word(thread + layout["tid"])
            found.append((tid, thread))
            thread = self.word(thread + layout["next"])
        return found

    def stack(self, thread):
        """The code of each frame and where in it that is, in bytes; innermost first."""
        now = time.monotonic()
        if now > self.trusted_until:
            self.trusted_until = now + TRUSTED_SECONDS
            self.trusted.clear()
        self.pages.clear()
        layout = self.layout
        if "cframe" in layout:
            thread = self.word(thread + layout["cframe"])
        frame = self.word(thread + layout["frame"])
        stack = []
        pages, trusted, fields = self.pages, self.trusted, self.frame_fields
        code_index, back_index, instruction_index = self.frame_order
        size = self.frame_fields.size
        while frame:
            # The frames of one thread lie side by side: as many as a page holds are read at once, as they were at one time.
            start = frame & -PAGE
            offset = frame - start
            if offset + size > PAGE:
                data, offset = self.read(frame, size), 0
            else:
                data = pages.get(start)
                if data is None:
                    data = pages[start] = self.read(start, PAGE)
            values = fields.unpack_from(data, offset)
            # The lowest bits are flags from 3.14 on.
            address = values[code_index] & ~3
            code = trusted.get(address) or self.code(address)
            if code is not None:
                # Until 3.10 it is an index, since then an address.
                instruction = values[instruction_index]
                stack.append((code, instruction * self.unit if self.has_indices else instruction - address - self.head))
                if len(stack) > MOST_FRAMES:
                    raise Unreadable
            frame = values[back_index]
        return tuple(stack)

    def code(self, address):
        """Of a frame that is a function's, and not one of the interpreter's own."""
        layout = self.layout
        head = self.read(address, layout["codeSize"]) if address else b""
        if head[layout["type"] : layout["type"] + WORD] != self.code_type:
            return None
        # What tells code from other code at its address: the rest may change.
        identity = tuple(number(head, layout[field]) for field in ("file", "name", "table"))
        code = self.codes.get(address)
        if code is None or code.identity != identity:
            code = self.codes[address] = self.read_code(head, identity)
        # Between functions of C and of Python.
        if code.file == "<shim>":
            return None
        if code.is_lasting:
            self.trusted[address] = code
        return code

    def read_code(self, head, identity):
        layout = self.layout
        file, name, table = identity
        line = number(head, layout["line"], 4)
        size = self.word(table + layout["length"])
        if size > MOST_BYTES:
            raise Unreadable
        lines = lines_of(self.read(table + layout["bytes"], size), line, layout["version"])
        return Code(self.string(name), self.path(self.string(file)), line, identity, lines)

    def path(self, file):
        # A script is called what the command calls it.
        return file if file.startswith("<") else os.path.normpath(os.path.join(self.folder, file))

    def string(self, address):
        """https://peps.python.org/pep-0393/"""
        layout = self.layout
        head = self.read(address, layout["compact"])
        length = number(head, layout["length"])
        state = number(head, layout["state"], 4)
        kind = state >> layout["kind"] & 7
        if kind not in ENCODINGS or length * kind > MOST_BYTES:
            raise Unreadable
        start = layout["ascii"] if state >> layout["isAscii"] & 1 else layout["compact"]
        # Nothing in a file of UTF-8 has lone surrogates.
        return self.read(address + start, length * kind).decode(ENCODINGS[kind], "replace")


def frame_fields(layout, instruction):
    """A struct of what is read of a frame, and the places in it of the code, the caller and the instruction."""
    kinds = {"code": "Q", "back": "Q", "instruction": instruction}
    names = sorted(kinds, key=layout.get)
    text = "="
    for name in names:
        text += "%dx%s" % (layout[name] - struct.calcsize(text), kinds[name])
    return struct.Struct(text), [names.index(name) for name in kinds]


def lines_of(table, first, version):
    """Where in the instructions each line begins: pairs of offset and line."""
    if version < [3, 10]:
        return old_lines_of(table, first)
    # https://github.com/python/cpython/blob/main/InternalDocs/code_objects.md; this Python reads its own format.
    code = lines_of.__code__.replace(co_firstlineno=first, co_linetable=table)
    return [(start, line) for start, _, line in code.co_lines() if line is not None]


def old_lines_of(table, first):
    """https://github.com/python/cpython/blob/3.9/Objects/lnotab_notes.txt"""
    lines = [(0, first)]
    offset = 0
    line = first
    for step, change in zip(table[::2], table[1::2]):
        offset += step
        line += change - 256 if change >= 128 else change
        lines.append((offset, line))
    return lines


def reads(version):
    """Whether lines of another Python can be told: the format is that of this one."""
    own = list(sys.version_info[:2])
    return version < [3, 10] or (version >= [3, 11]) == (own >= [3, 11]) and own >= [3, 10]
