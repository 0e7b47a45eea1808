"""Puts what is really there into most of the addresses that schemathesis makes up, else nearly all are 404."""

import os
import zlib

import schemathesis

REAL = {
    "county": "c1",
    "item": "A01",
    "round": "r",
    "code": "sheet",
    "id": os.environ["EVIDENCE"],
}


# Pieces of an upload are plain bytes.
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    for name, value in (path_parameters or {}).items():
        share = zlib.crc32(repr(value).encode()) % 4
        if name in REAL and share:
            path_parameters[name] = REAL[name]
        elif name == "year" and type(value) is int and abs(value) < 2**31 and share:
            path_parameters[name] = 2022 + share % 2
    return path_parameters


@schemathesis.hook
def filter_query(context, query):
    """A value that comes out empty counts as left out (tests/api/lists.rs), so it is no fault to take it."""
    return not any(comes_out_empty(value) for value in (query or {}).values())


def comes_out_empty(value):
    # Of an object, its names are written.
    if isinstance(value, (list, dict)):
        return all(comes_out_empty(one) for one in value)
    return value in ("", None)
