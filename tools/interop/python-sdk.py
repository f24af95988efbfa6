"""Drives a local COS with the official SDK for Python, topic by topic. Reads its setting from stdin, prints one JSON line per check."""

import importlib
import json
import logging
import pathlib
import socket
import sys

logging.disable(logging.CRITICAL)
# The SDK's requests go to its usual hosts, all of which are this machine.
look_up = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **options: look_up("127.0.0.1", *rest, **options)
sys.path.insert(0, str(pathlib.Path(__file__).parent / "python"))

from kit import Kit  # noqa: E402: the path was set only now

setting = json.load(sys.stdin)
for topic in setting["topics"]:
    kit = Kit(setting, topic)
    kit.check("runs to its end")(lambda: importlib.import_module(topic).drive(kit))
