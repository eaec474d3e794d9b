#!/usr/bin/env python3
"""Runs chromium so that it hears nothing of the host's network interfaces: chromium.py [ARGUMENT...]

At each change of an interface, such as a cluster's, Chromium breaks off the requests that it is just beginning, which is a matter
of luck. Here a filter (seccomp(2)) refuses it the netlink socket that would tell of the change.
"""
import ctypes, errno, os, platform, struct, sys

# The audit's name of the architecture and its number of socket(2).
KNOWN = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
AF_NETLINK = 16
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EAFNOSUPPORT
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, FILTER = 22, 38, 2


def refuse_netlink(architecture, socket_number):
    program = [
        (LOAD, 0, 0, 4),
        (JUMP_IF_EQUAL, 0, 5, architecture),
        (LOAD, 0, 0, 0),
        (JUMP_IF_EQUAL, 0, 3, socket_number),
        (LOAD, 0, 0, 16),
        (JUMP_IF_EQUAL, 0, 1, AF_NETLINK),
        (RETURN, 0, 0, REFUSE),
        (RETURN, 0, 0, ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    for call in [(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (PR_SET_SECCOMP, FILTER, header, 0, 0)]:
        if prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


if platform.machine() in KNOWN:
    refuse_netlink(*KNOWN[platform.machine()])
os.execv("/usr/bin/chromium", ["/usr/bin/chromium", *sys.argv[1:]])
