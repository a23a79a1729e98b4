"""Where CPython keeps in memory what a stack is made of.

The offsets differ between versions and builds. None is written down here: each is found by looking for values that are
known in the memory of this very process, and so is right for every process that runs the same executable.
"""

import os
import sys
import threading
import types

WORD = 8

# How far into a structure its fields are looked for, in bytes. The state of an interpreter is large from 3.12 on.
NEAR = 1024
FAR = 1 << 20


def find_layout():
    """All offsets, as plain numbers, and the file that they hold for."""
    import ctypes

    memory = os.open("/proc/self/mem", os.O_RDONLY)
    api = ctypes.pythonapi
    api.PyThreadState_Get.restype = ctypes.c_void_p
    thread = api.PyThreadState_Get()
    runtime = ctypes.addressof(ctypes.c_char.in_dll(api, "_PyRuntime"))
    path, base = module_of(os.getpid(), address=runtime)
    layout = {
        "version": list(sys.version_info[:2]),
        "module": path,
        "runtime": runtime - base,
        "codeType": id(types.CodeType) - base,
    }
    layout.update(find_threads(memory, runtime, thread))
    layout.update((find_frames if sys.version_info >= (3, 11) else find_frame_objects)(memory, thread))
    layout.update(find_code(memory, find_code.__code__))
    layout.update(find_strings(memory))
    os.close(memory)
    return layout


def module_of(pid, address=None, path=None):
    """The mapped file that holds an address, or that has a path, and where it begins in memory."""
    bases = {}
    last = ""
    with open("/proc/%d/maps" % pid, encoding="utf-8", errors="surrogateescape") as maps:
        for line in maps:
            fields = line.rstrip("\n").split(None, 5)
            begin, end = (int(each, 16) for each in fields[0].split("-"))
            # The zeroed part of a file's data has no name of its own: it follows on the rest.
            last = fields[5] if len(fields) > 5 else last
            base = bases.setdefault(last, begin)
            if last == path or (address is not None and begin <= address < end):
                return last, base
    return None


def find_threads(memory, runtime, thread):
    """The way from the runtime's state to each thread."""
    # A thread begins with its neighbours and its interpreter; the newest is the first of the list.
    waits = threading.Event()
    other = threading.Thread(target=waits.wait, daemon=True)
    other.start()
    newest = thread
    while word(memory, newest):
        newest = word(memory, newest)
    interpreter = word(memory, thread + 2 * WORD)
    found = {
        "interpreter": offset_of(interpreter, read(memory, runtime, FAR)),
        "threads": offset_of(newest, read(memory, interpreter, FAR)),
        "next": WORD,
    }
    waits.set()
    other.join()
    return found


def find_frames(memory, thread):
    """Since 3.11 a frame is a part of its thread's own stack, and an object only where somebody asks for it."""
    here = sys._getframe()
    caller = here.f_back
    # Such an object has, behind its head and f_back, the address of what it stands for.
    inner, outer = (word(memory, id(frame) + object.__basicsize__ + WORD) for frame in (here, caller))
    # As long as this function executes, and no other of Python, its frame is the thread's current one.
    state = os.pread(memory, NEAR, thread)
    found = {"tid": offset_of(threading.get_native_id(), state)}
    if sys.version_info >= (3, 13):
        found["frame"] = offset_of(inner, state)
    else:
        # A part of the C stack has it: the thread knows where.
        for offset in range(0, NEAR, WORD):
            pointer = int.from_bytes(state[offset : offset + WORD], sys.byteorder)
            try:
                part = os.pread(memory, 4 * WORD, pointer) if pointer >> 47 == 0 else b""
            except OSError:
                continue
            index = part.find(inner.to_bytes(WORD, sys.byteorder))
            if index >= 0 and "cframe" not in found:
                found.update(cframe=offset, frame=index)
        if "cframe" not in found:
            raise LookupError("the current frame of a thread")
    fields = read(memory, outer, NEAR)
    # From 3.14 on the lowest bits of a reference are flags.
    found["code"] = next(
        offset for offset in range(0, len(fields), WORD) if number(fields, offset) & ~3 == id(caller.f_code)
    )
    found["back"] = offset_of(outer, read(memory, inner, NEAR))
    begin = id(caller.f_code) + types.CodeType.__basicsize__
    end = begin + len(caller.f_code.co_code)
    found["instruction"] = next(
        offset for offset in range(0, len(fields), WORD) if begin <= number(fields, offset) < end
    )
    return found


def find_frame_objects(memory, thread):
    """Until 3.10."""
    here = sys._getframe()
    state = os.pread(memory, NEAR, thread)
    callers = [here.f_back, here.f_back.f_back]
    fields = [read(memory, id(frame), NEAR) for frame in callers]
    unit = 2 if sys.version_info >= (3, 10) else 1
    code = offset_of(id(callers[0].f_code), fields[0])
    return {
        "frame": offset_of(id(here), state),
        "code": code,
        "back": offset_of(id(callers[1]), fields[0]),
        # It executes the call that led here.
        "instruction": next(
            offset
            for offset in range(code + WORD, NEAR, 4)
            if all(number(each, offset, 4) == frame.f_lasti // unit for each, frame in zip(fields, callers))
        ),
        # What the C library knows of a thread, at the address that identifies it, has the kernel's number.
        "ident": offset_of(threading.get_ident(), state),
        "tid": offset_of(threading.get_native_id(), read(memory, threading.get_ident(), NEAR), 4),
    }


def find_code(memory, code):
    """Fields of code, and of the strings and bytes that it leads to."""
    size = types.CodeType.__basicsize__
    fields = read(memory, id(code), size)
    return {
        "codeSize": size,
        "file": offset_of(id(code.co_filename), fields),
        "name": offset_of(id(getattr(code, "co_qualname", code.co_name)), fields),
        "line": offset_of(code.co_firstlineno, fields, 4, 2 * WORD),
        "table": offset_of(id(line_table(code)), fields),
    }


def find_strings(memory):
    """What strings and bytes have before their characters: https://peps.python.org/pep-0393/."""
    head = object.__basicsize__
    # Behind the head are a length and a hash.
    state = head + 2 * WORD
    texts = ["".join([char, "-"]) for char in "a\u00e9\u20ac\U0001f600"]
    plain, *others = states = [word(memory, id(text) + state) for text in texts]
    # How many bytes a character has, and whether all are of ASCII; what is behind these bits may be anything.
    kind = next(bit for bit in range(24) if [each >> bit & 7 for each in states] == [1, 1, 2, 4])
    ascii = next(bit for bit in range(kind + 3, 24) if plain >> bit & 1 and not any(each >> bit & 1 for each in others))
    return {
        "type": head - WORD,
        "length": head,
        "state": state,
        # Characters of one byte have the kind 1, those of two have 2.
        "kind": kind,
        "isAscii": ascii,
        "ascii": sys.getsizeof("") - 1,
        # All but the pointer to characters that lie elsewhere.
        "compact": str.__basicsize__ - WORD,
        "bytes": bytes.__basicsize__ - 1,
    }


def line_table(code):
    return code.co_linetable if sys.version_info >= (3, 10) else code.co_lnotab


def read(memory, address, size):
    """What can be read of so many bytes."""
    pieces = []
    while size > 0:
        try:
            piece = os.pread(memory, size, address)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
        size -= len(piece)
        address += len(piece)
    return b"".join(pieces)


def word(memory, address):
    return number(read(memory, address, WORD), 0)


def number(data, offset, width=WORD):
    return int.from_bytes(data[offset : offset + width], sys.byteorder)


def offset_of(value, data, width=WORD, start=0):
    """Of the first field that holds a value."""
    encoded = value.to_bytes(width, sys.byteorder)
    offset = data.find(encoded, start)
    while offset >= 0 and offset % width:
        offset = data.find(encoded, offset + 1)
    if offset < 0:
        raise LookupError("a field of CPython's structures")
    return offset
