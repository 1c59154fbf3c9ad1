"""A process that the system ends as soon as it, a library in it or a process it starts asks for a socket of the
internet: also where no Python is between, as in Qt or onnxruntime. On Linux alone, and without rights."""

import platform
import sys

SIGNAL = 31
"""SIGSYS: what such a process ends with."""
NUMBERS = {"x86_64": 41, "aarch64": 198}
"""What the system calls `socket` by."""
HERE = sys.platform == "linux" and platform.machine() in NUMBERS

SCRIPT = f"""
import ctypes, platform, struct
_read, _equal, _return = 0x20, 0x15, 0x06
_allow, _kill = 0x7FFF0000, 0x80000000
_steps = [
    (_read, 0, 0, 0),  # which call
    (_equal, 0, 3, {NUMBERS!r}[platform.machine()]),
    (_read, 0, 0, 16),  # its first argument: the family
    (_equal, 2, 0, 2),  # AF_INET
    (_equal, 1, 0, 10),  # AF_INET6
    (_return, 0, 0, _allow),
    (_return, 0, 0, _kill),
]
_code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _steps))
class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_void_p)]
_program = _Program(len(_steps), ctypes.addressof(_code))
_libc = ctypes.CDLL(None, use_errno=True)
assert _libc.prctl(38, 1, 0, 0, 0) == 0, ctypes.get_errno()  # no new privileges
assert _libc.prctl(22, 2, ctypes.byref(_program), 0, 0) == 0, ctypes.get_errno()  # a filter from here on
"""
